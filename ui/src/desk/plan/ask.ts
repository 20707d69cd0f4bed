// What the day plan asks the server beside its rows, and what it says to it.
import { json } from '../../lib/api';
import type { Id, Stamp } from '../../lib/contract';
import type { PlanBecause, PlanGroup } from '../../lib/contract.plan';
import type { Told } from '../../register/tell';
import { tell } from '../../register/tell';

/** Which plan somebody stands before. */
export interface On {
  group: PlanGroup;
  day: string;
  version: number;
}
/** A job that is to go to a worker, before the stop of that place among the others (0 first); -1: where it fits best. */
export interface Move {
  job: Id;
  worker: Id;
  place: number;
}
/** What a move would cost: nothing of it is written. */
export interface Cost {
  /** Why it cannot be done; empty: it can. */
  why?: string;
  /** The hour at which its first stop would begin: a move holds it there. */
  at?: Stamp;
  /** Promises that were kept and are not any more, and by how many seconds at the 80% hour; those that are again. */
  later: { job: Id; by_s: number }[];
  sooner: Id[];
  /** Who had a place and has none, who has one now. */
  lost: Id[];
  won: Id[];
  /** How much longer is worked and how much further is ridden, below zero: less. */
  working_s: number;
  metres: number;
}

export const tryMove = (on: On, move: Move): Promise<Cost> =>
  json<Cost>('POST', 'plan/try', { ...on, ...move });

/** Why each worker does not have a job. */
export const whyNot = async (on: On, job: Id): Promise<PlanBecause[]> =>
  (await json<{ why: PlanBecause[] }>('GET', `plan/why?group=${on.group}&day=${on.day}&job=${job}`)).why;

/** The verbs of the plan, in the words of the buttons. */
type Verb = Parameters<typeof tell>[0];
type Body = Parameters<typeof tell>[1];
const say = (verb: string, body: Record<string, unknown>, subject?: Id): Promise<Told> =>
  tell(verb as Verb, body as Body, subject);
export const sayMove = (on: On, job: Id, worker: Id, at: Stamp | undefined) =>
  say('plan.move', { ...on, job, worker, ...(at ? { at } : {}) }, job);
export const sayPin = (on: On, job: Id, worker: Id) => say('plan.pin', { ...place(on), job, worker }, job);
export const sayUnpin = (on: On, job: Id) => say('plan.unpin', { ...place(on), job }, job);
export const sayForbid = (on: On, job: Id, worker: Id) =>
  say('plan.forbid', { ...place(on), job, worker }, job);
export const sayAllow = (on: On, job: Id, worker: Id) =>
  say('plan.allow', { ...place(on), job, worker }, job);
export const sayAgain = (on: On, more: { out?: Id; back?: Id } = {}) =>
  say('plan.again', { ...place(on), ...more }, on.group + on.day);
const place = ({ group, day }: On) => ({ group, day });
