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
  /** Grows with each plan: a move says on which one it stands. */
  version: number;
  made_at?: Stamp;
  /** Something has changed since: it is being planned again. */
  stale_since?: Stamp;
  /** What the travel times stand on: straight lines, roads, our own rides. */
  source?: 'line' | 'roads' | 'learnt';
  /** How much longer trips take by the weather, in hundredths: 130 is 30% more. */
  weather?: number;
  left: PlanLeft[];
}
/** A job without a place, and why each worker cannot. */
export interface PlanLeft {
  job: Id;
  why: { worker: Id; why: string }[];
}
export interface PlanStop {
  job: Id;
  what: 'pick' | 'drop' | 'only';
  /** The expected beginning, the hour that 80 of 100 days keep, the expected end. */
  at: Stamp;
  slow: Stamp;
  leave: Stamp;
  /** What was promised; absent: nothing. */
  due?: Stamp;
}
export interface PlanPause {
  word: string;
  from: Stamp;
  to: Stamp;
}
/** One worker's or team's day. */
export interface DayRoute {
  id: Id;
  group: PlanGroup;
  day: string;
  /** The worker, or the team. */
  worker: Id;
  depart?: Stamp;
  return?: Stamp;
  metres?: number;
  stops: PlanStop[];
  pauses: PlanPause[];
}
/** What a person decided of a job: who must, who may not, where in the order. */
export interface PlanWish {
  id: Id;
  group: PlanGroup;
  day: string;
  job: Id;
  worker?: Id;
  kind: 'pin' | 'forbid' | 'place';
  reason?: string;
}
export interface PlanRows {
  day_plan: DayPlan;
  day_route: DayRoute;
  plan_wish: PlanWish;
}
