// What the campaign did, as it is read out: pure, so that a sentence says what the figures say.
import type { components } from '../../lib/api.gen';

export type Read = components['schemas']['api.ReachOf'];
export type Counts = components['schemas']['reach.Counts'];
export type Place = components['schemas']['reach.Place'];

/** The people spoken to or given a paper; who scans may be the one who was given it, and is not added. */
export const contacts = (c: Counts): number => c.leaflets + c.talks + c.massages + c.referrals;

/** So many of something for every hundred leaflets; nothing where too few were handed out to say so. */
export function perHundred(n: number, c: Counts): number | undefined {
  return c.leaflets >= FEW ? (100 * n) / c.leaflets : undefined;
}

/** Fewer leaflets than this say nothing about a share. Our own figure. */
export const FEW = 20;

/** The villages, those with most contacts first; what nobody said where stands last. */
export const ordered = (places: Place[]): Place[] =>
  [...places].sort(
    (a, b) =>
      Number(!a.village) - Number(!b.village) ||
      contacts(b) - contacts(a) ||
      a.village.localeCompare(b.village),
  );

/** The contacts of each village in one week, or in all of them (-1). */
export function ofWeek(places: Place[], week: number): Map<string, number> {
  return new Map(places.map((p) => [p.village, week < 0 ? contacts(p) : (p.weeks[week] ?? 0)]));
}

/** How many villages were reached at all. */
export const reached = (places: Place[]): number =>
  places.filter((p) => p.village && (contacts(p) > 0 || p.scans > 0)).length;

/** The villages that have months on both sides, in the order of the list. */
export const changed = (places: Place[]): Place[] =>
  ordered(places).filter(
    (p) => p.change && (p.change.before.graduates.of > 0 || p.change.after.graduates.of > 0),
  );
