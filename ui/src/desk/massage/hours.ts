// A cadre's week as it is read and typed. Pure; clocks are HH:MM, weekdays 1 Monday to 7 Sunday.
import type { MassageHours } from '../../lib/contract.massage';

/** One weekday as it is typed: up to two stretches; empty: none. */
export type DayHours = [from: string, to: string, from2: string, to2: string];
export const WEEK = [1, 2, 3, 4, 5, 6, 7];

export function typedWeek(hours: MassageHours[]): DayHours[] {
  return WEEK.map((weekday) => {
    const [a, b] = hours.filter((h) => h.weekday === weekday);
    return [a?.from ?? '', a?.to ?? '', b?.from ?? '', b?.to ?? ''];
  });
}
export function hoursOf(week: DayHours[]): MassageHours[] {
  return week.flatMap((one, i) =>
    [one.slice(0, 2), one.slice(2)]
      .filter(([from, to]) => from && to)
      .map(([from, to]) => ({ weekday: i + 1, from: from!, to: to! })),
  );
}
/** Whether a stretch lacks one of its ends, ends before it begins, or begins before the one before it is over. */
export const wrong = (week: DayHours[]): boolean =>
  week.some(
    ([from, to, from2, to2]) =>
      !from !== !to || !from2 !== !to2 || (!!from && from >= to) || (!!from2 && (from2 >= to2 || from2 < to)),
  );

const dotted = (clock: string) => clock.replace(':', '.');
const spansOn = (hours: MassageHours[], weekday: number) =>
  hours
    .filter((h) => h.weekday === weekday)
    .map((h) => `${dotted(h.from)}-${dotted(h.to)}`)
    .join(', ');

/** The week in as few lines as it can be said in: days that follow each other and are alike stand together. */
export function linesOfWeek(hours: MassageHours[]): { first: number; last: number; spans: string }[] {
  const out: { first: number; last: number; spans: string }[] = [];
  for (const weekday of WEEK) {
    const spans = spansOn(hours, weekday);
    const before = out.at(-1);
    if (!spans) continue;
    if (before && before.last === weekday - 1 && before.spans === spans) before.last = weekday;
    else out.push({ first: weekday, last: weekday, spans });
  }
  return out;
}
