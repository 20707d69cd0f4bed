import type { Id, MilkHoliday, MilkPickup, MilkSchedule, PeriodKind, SchedulePeriod } from './contract';

/** The rules of internal/calc/calendar once more, so that what is being typed can be seen before it is sent. */
export const KINDS: PeriodKind[] = ['normal', 'ramadan', 'school_holiday', 'shift', 'leave'];
const DAY_MS = 86_400_000;

const noon = (day: string) => Date.parse(day + 'T12:00:00Z');
/** The day n days later. */
export function move(day: string, n: number): string {
  return new Date(noon(day) + n * DAY_MS).toISOString().slice(0, 10);
}
/** 1 Monday to 7 Sunday. */
export function weekdayOf(day: string): number {
  return ((new Date(noon(day)).getUTCDay() + 6) % 7) + 1;
}
/** Seven days from one on: what is near stands first, also on a Sunday. */
export function weekFrom(day: string): string[] {
  return Array.from({ length: 7 }, (_, i) => move(day, i));
}

/** The period that holds for a day: leave first, else the one that begins last, else the one written last. */
export function holding(day: string, periods: SchedulePeriod[]): SchedulePeriod | undefined {
  let held: SchedulePeriod | undefined;
  const rank = (p: SchedulePeriod) => (p.kind === 'leave' ? '1' : '0') + p.from;
  for (const p of periods)
    if (p.from && p.from <= day && (!p.to || day <= p.to) && (!held || rank(p) >= rank(held))) held = p;
  return held;
}

/** The hour at which she is fetched from on a day; empty: not at all. */
export function hourOn(day: string, periods: SchedulePeriod[], holidays: string[]): string {
  const held = holding(day, periods);
  if (!held || held.kind === 'leave' || holidays.includes(day) || !held.weekdays.includes(weekdayOf(day)))
    return '';
  return held.at;
}

/** What comes in the next days, day by day. */
export function ahead(
  from: string,
  days: number,
  periods: SchedulePeriod[],
  holidays: MilkHoliday[],
): { day: string; at: string; kind: PeriodKind }[] {
  const off = holidays.map((h) => h.day);
  return Array.from({ length: days }, (_, i) => move(from, i))
    .map((day) => ({ day, at: hourOn(day, periods, off), kind: holding(day, periods)?.kind ?? 'normal' }))
    .filter((one) => one.at !== '');
}

/** A schedule as it is sent: the server keeps the whole of it anew. */
export function bodyOf(schedule: MilkSchedule | undefined, place: Id) {
  return {
    place,
    ...(schedule?.courier ? { courier: schedule.courier } : {}),
    periods: schedule?.periods ?? [],
  };
}

export const byHour = (a: MilkPickup, b: MilkPickup) => a.at.localeCompare(b.at) || a.id.localeCompare(b.id);

/** Pick-ups of one way out together, in the order of their hours. */
export function rides(pickups: MilkPickup[]): MilkPickup[][] {
  const groups = new Map<string, MilkPickup[]>();
  for (const p of [...pickups].sort(byHour)) {
    const key = p.ride || p.id;
    groups.set(key, [...(groups.get(key) ?? []), p]);
  }
  return [...groups.values()];
}
