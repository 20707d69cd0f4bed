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

/** The verbs of the plan. */
export const sayMove = (on: On, job: Id, worker: Id, at: Stamp | undefined): Promise<Told> =>
  tell('plan.move', { ...on, job, worker, ...(at ? { at } : {}) }, job);
export const sayPin = (on: On, job: Id, worker: Id): Promise<Told> =>
  tell('plan.pin', { ...dayOf(on), job, worker }, job);
export const sayUnpin = (on: On, job: Id): Promise<Told> => tell('plan.unpin', { ...dayOf(on), job }, job);
export const sayForbid = (on: On, job: Id, worker: Id): Promise<Told> =>
  tell('plan.forbid', { ...dayOf(on), job, worker }, job);
export const sayAllow = (on: On, job: Id, worker: Id): Promise<Told> =>
  tell('plan.allow', { ...dayOf(on), job, worker }, job);
/** Plans the rest of the day anew; `out` drops out of it, `back` is there again. */
export const sayAgain = (on: On, more: { out?: Id; back?: Id } = {}): Promise<Told> =>
  tell('plan.again', { ...dayOf(on), ...more }, on.group + on.day);
const dayOf = ({ group, day }: On) => ({ group, day });
