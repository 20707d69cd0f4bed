import type { Id } from '../../lib/contract';
import { tell, type Told } from '../../register/tell';

/** A visit planned for oneself: what the round makes of it is the server's to say. */
export function plan(one: { visit: Id; person: Id; on: string }, worker: Id): Promise<Told> {
  return tell('round.plan', { plans: [one], ...(worker ? { worker } : {}) }, one.visit);
}
