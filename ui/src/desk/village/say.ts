import type { Id } from '../../lib/contract';
import type { Verb } from '../../lib/verbs';
import { tell, type Told } from '../../register/tell';

/** A visit planned for one's own: what the round makes of it is the server's to say. */
export function plan(one: { visit: Id; person: Id; on: string }, worker: Id): Promise<Told> {
  const body = { plans: [one], ...(worker ? { worker } : {}) };
  return tell('round.plan' as Verb, body as never, one.visit);
}
