import { number, wholeOf } from '../../lib/format';

/** A part in thousandths as people read it; nothing where there is no whole. It was cut, so nothing is full that is not. */
export const shareOf = (perMille: number): string =>
  perMille < 0 ? '' : number(perMille / 10, perMille % 10 ? 1 : 0) + ' %';

export interface Target {
  group: string;
  year: number;
  people: number;
}
/** The targets of every year, those of one as they were typed: a group whose field is empty or no number has none. */
export function targetsOf(kept: Target[], year: number, typed: Record<string, string>): Target[] {
  const set = Object.entries(typed)
    .map(([group, words]) => ({ group, year, people: wholeOf(words) }))
    .filter((one) => Number.isInteger(one.people) && one.people > 0);
  return [...kept.filter((one) => one.year !== year), ...set];
}
