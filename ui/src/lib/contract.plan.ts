/** The rows of the day plan: who goes where in which order on a day, and what a person wished of it. */
import type { Id, Stamp } from './contract';

/** Whose days are planned. */
export const PLAN_GROUPS = ['couriers', 'teams', 'cadres'] as const;
export type PlanGroup = (typeof PLAN_GROUPS)[number];

/** The plan of one group and day. */
export interface DayPlan {
  id: Id;
  group: PlanGroup;
  /** YYYY-MM-DD. */
  day: string;
  /** Counts the plans of the day, 0: none yet. A move says on which one it stands. */
  version: number;
  made_at?: Stamp | null;
  /** Something has happened since that the plan does not know: it is being planned again. */
  stale_since?: Stamp | null;
  /** What the travel times stand on, in words with spaces between: roads, learnt, line; rain, flood, closed. */
  source: string;
  /** Workers who have dropped out for the rest of the day. */
  out: Id[];
  workers: PlanThere[];
  /** Jobs without a place. */
  left: PlanLeft[];
  jobs: number;
  /** Promises broken at the 80% hour. */
  broken: number;
  working_s: number;
  metres: number;
}
/** Who is there on the day, with or without a route: from when to when. */
export interface PlanThere {
  worker: Id;
  from: Stamp;
  to: Stamp;
  pauses: PlanPause[];
}
/** A break: it begins between two hours and lasts so many seconds. */
export interface PlanPause {
  word: string;
  earliest: Stamp;
  latest: Stamp;
  seconds: number;
}
/** A job without a place, and why each worker cannot have it. */
export interface PlanLeft {
  job: Id;
  why: PlanBecause[];
}
export interface PlanBecause {
  worker: Id;
  why: string;
}
export interface PlanStop {
  job: Id;
  what: 'pick' | 'drop' | 'only';
  /** The expected beginning, the hour that 80 of 100 days keep, the expected end. */
  at: Stamp;
  slow: Stamp;
  leave: Stamp;
  /** What was promised; absent: nothing. */
  due?: Stamp | null;
  /** How many seconds the promise is not kept by at the 80% hour; absent: it is kept. */
  by_s?: number;
}
/** One worker's or team's day; whoever has nothing to do has none. */
export interface DayRoute {
  id: Id;
  plan: Id;
  group: PlanGroup;
  day: string;
  /** The worker, or the team. */
  worker: Id;
  version: number;
  depart?: Stamp | null;
  return?: Stamp | null;
  metres: number;
  stops: PlanStop[];
}
/** What a person wishes of a job, whose id it bears: who must do it, at which hour, who may not. */
export interface PlanWish {
  id: Id;
  plan: Id;
  worker?: Id;
  at?: Stamp | null;
  forbidden: Id[];
  by?: Id;
}
export interface PlanRows {
  day_plan: DayPlan;
  day_route: DayRoute;
  plan_wish: PlanWish;
}
