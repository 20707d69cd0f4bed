import type { Bottle, Delivery } from '../../lib/contract';
import type { Row, Table } from './ask';

const HOUR = 3600;
const UNITS = [
  ['month', 730 * HOUR],
  ['week', 7 * 24 * HOUR],
  ['day', 24 * HOUR],
  ['hour', HOUR],
  ['minute', 60],
] as const;

/** A limit as people say it: the largest unit that holds it whole, from two of it on; 24 hours stay hours. */
export function span(seconds: number): { unit: (typeof UNITS)[number][0] | 'never'; n: number } {
  if (seconds === 0) return { unit: 'never', n: 0 };
  for (const [unit, size] of UNITS)
    if (seconds % size === 0 && seconds / size >= (unit === 'hour' || unit === 'minute' ? 1 : 2))
      return { unit, n: seconds / size };
  return { unit: 'minute', n: Math.floor(seconds / 60) };
}

export const PROFILES = ['term', 'preterm'] as const;
const MILK = ['fresh', 'frozen', 'thawed'];
const PLACES = ['room', 'cooler', 'fridge', 'freezer_one_door', 'freezer', 'deep_freezer'];

/** The rows of a profile as they are read: never frozen, frozen, thawed; from the warmest place to the coldest. */
export function rowsOf(table: Table, profile: string): Row[] {
  return (table.rows ?? [])
    .filter((row) => row.profile === profile)
    .sort(
      (a, b) =>
        MILK.indexOf(a.milk) - MILK.indexOf(b.milk) || PLACES.indexOf(a.place) - PLACES.indexOf(b.place),
    );
}

/** What may be done with a bottle now. */
export type Fitness = 'fit' | 'doubtful' | 'judged_fit' | 'judged_unfit' | 'past';

export function fitness(bottle: Bottle, now: number): Fitness {
  const last = Date.parse(bottle.hard_by || bottle.use_by);
  if (bottle.use_by && now > last) return 'past';
  if (bottle.judged === 'unfit') return 'judged_unfit';
  if (bottle.use_by && now > Date.parse(bottle.use_by))
    return bottle.judged === 'fit' ? 'judged_fit' : 'doubtful';
  return 'fit';
}

/** What becomes doubtful within these hours is listed before it does: a midwife is not at every telephone. */
const SOON_MS = 6 * 3_600_000;

/** Bottles about which a midwife or doctor has to decide or soon will, the most pressing first. */
export function toJudge(
  deliveries: Delivery[],
  now: number,
): { delivery: Delivery; bottle: Bottle; is: Fitness }[] {
  return deliveries
    .filter((d) => !d.ended_at)
    .flatMap((delivery) =>
      delivery.bottles
        .filter((b) => b.hard_by && ['declared', 'carried'].includes(b.state))
        .map((bottle) => ({ delivery, bottle, is: fitness(bottle, now) }))
        .filter(({ bottle, is }) => is !== 'fit' || Date.parse(bottle.use_by) - now < SOON_MS),
    )
    .sort((a, b) => a.bottle.use_by.localeCompare(b.bottle.use_by));
}
