// What is over of a day: the plan only knows what is still to do.
import type { Id } from './contract';
import type { PlanGroup } from './contract.plan';
import type { Tables } from './tables';

/** A worker's visits of a day that are over. */
export interface Over {
  /** All to which somebody went, and those of them that ended without a massage. */
  visits: number;
  without: number;
}
const NONE: Over = { visits: 0, without: 0 };
const WITHOUT = ['stopped', 'not_home'];
const AHEAD = ['booked', 'on_way', 'started'];

/** What somebody's day was, once nothing of it is left; of couriers and teams the plan alone speaks. */
export function overOf(rows: Tables, group: PlanGroup, worker: Id, day: string): Over {
  if (group !== 'cadres') return NONE;
  const hers = rows.where('massage_booking', (b) => b.cadre === worker && b.day === day);
  if (hers.some((b) => AHEAD.includes(b.state))) return NONE;
  const without = hers.filter((b) => WITHOUT.includes(b.state)).length;
  return { visits: without + hers.filter((b) => b.state === 'done').length, without };
}
