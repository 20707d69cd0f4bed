// Who has which motorbike on a day, what is due, and what is known of a way: the same rules as the server's.
import type { Id } from '../../lib/contract';
import type { Motorbike, MotorbikeLoan, MotorbikeTrip } from '../../lib/contract.motorbike';

/** How near a service must be before it is said: our own proposal. */
export const SOON_DAYS = 14;
export const SOON_KM = 200;

/** A civil day so many days later. */
export function move(day: string, days: number): string {
  return new Date(Date.parse(day + 'T12:00:00Z') + days * 86_400_000).toISOString().slice(0, 10);
}
/** So many days from one on. */
export const daysFrom = (first: string, n: number): string[] =>
  Array.from({ length: n }, (_, i) => move(first, i));

/** What is still out, or promised, takes these days: after its last day it stays out until it is back. */
const takes = (l: MotorbikeLoan, day: string, today: string): boolean =>
  !l.back_on && l.from <= day && (l.to < today || day <= l.to);

/** The loans in the order in which they began. */
export const inOrder = (loans: MotorbikeLoan[]): MotorbikeLoan[] =>
  [...loans].sort((a, b) => a.from.localeCompare(b.from) || a.id.localeCompare(b.id));

export interface Had {
  loan: MotorbikeLoan;
  /** It should have been back before that day. */
  late: boolean;
}
/** Who has which motorbike on a day: whoever had it first; a promise waits for what is still out. */
export function hadOn(loans: MotorbikeLoan[], day: string, today: string): Map<Id, Had> {
  const had = new Map<Id, Had>();
  const riders = new Set<Id>();
  for (const loan of inOrder(loans)) {
    if (!takes(loan, day, today) || had.has(loan.motorbike) || riders.has(loan.worker)) continue;
    had.set(loan.motorbike, { loan, late: loan.to < day && loan.to < today });
    riders.add(loan.worker);
  }
  return had;
}

export type Due = '' | 'soon' | 'due';
/** Whether its service should have been done, or comes soon. */
export function dueOf(b: Motorbike, day: string): Due {
  if (b.state !== 'active') return '';
  const by = (on: string, km: number) =>
    (!!b.service_on && on > b.service_on) || (!!b.service_km && km >= b.service_km);
  if (by(day, b.km)) return 'due';
  return by(move(day, SOON_DAYS), b.km + SOON_KM) ? 'soon' : '';
}

const RANK: Record<Due, number> = { due: 0, soon: 1, '': 2 };
/** The register: what wants service first, then by name; those that are ours no more apart. */
export function register(
  all: Motorbike[],
  query: string,
  retired: boolean,
  day: string,
  words: (b: Motorbike) => string,
): Motorbike[] {
  const wanted = query.trim().toLowerCase();
  return all
    .filter((b) => (b.state === 'retired') === retired)
    .filter((b) => !wanted || (b.name + ' ' + words(b)).toLowerCase().includes(wanted))
    .sort((a, b) => RANK[dueOf(a, day)] - RANK[dueOf(b, day)] || a.name.localeCompare(b.name));
}

export interface DayOut {
  loan: MotorbikeLoan;
  on: string;
  /** Nothing is known of that day: no trip was told and no position came. */
  trip?: MotorbikeTrip;
}
/**
 * The days on which motorbikes were out, the latest first, with what is known of each. A day of which nothing is known
 * is one on which its rider had visits (`rode`), and is over.
 */
export function daysOut(
  loans: MotorbikeLoan[],
  trips: MotorbikeTrip[],
  first: string,
  today: string,
  rode: (worker: Id, on: string) => boolean,
): DayOut[] {
  const out: DayOut[] = [];
  for (const on of daysFrom(first, 400)) {
    if (on > today) break;
    const mine = trips.filter((t) => t.on === on);
    for (const trip of mine) {
      const loan = inOrder(loans).find(
        (l) => l.motorbike === trip.motorbike && l.worker === trip.worker && l.from <= on,
      );
      if (loan) out.push({ loan, on, trip });
    }
    if (on === today) continue;
    for (const loan of inOrder(loans)) {
      const had = loan.from <= on && (loan.back_on ? loan.back_on >= on : takes(loan, on, today));
      if (
        had &&
        rode(loan.worker, on) &&
        !mine.some((t) => t.motorbike === loan.motorbike && t.worker === loan.worker)
      )
        out.push({ loan, on });
    }
  }
  return out.sort((a, b) => b.on.localeCompare(a.on));
}

/** A line of a table as text: what a comma, a quote or a formula sign would break is quoted. */
export function csv(rows: (string | number)[][]): string {
  const cell = (value: string | number): string => {
    const text = typeof value === 'string' && /^[=+\-@]/.test(value) ? "'" + value : String(value);
    return /[",;\n]/.test(text) ? '"' + text.replaceAll('"', '""') + '"' : text;
  };
  return '\ufeff' + rows.map((row) => row.map(cell).join(',')).join('\r\n') + '\r\n';
}

export interface Span {
  from: string;
  /** How many days, and the place of the first among the days that are shown. */
  n: number;
  at: number;
  had?: Had;
  /** Nobody has it, and its service is due. */
  due: boolean;
}
/** A motorbike's days, those that are alike as one. */
export function strip(b: Motorbike, days: string[], had: Map<Id, Had>[]): Span[] {
  const spans: Span[] = [];
  days.forEach((day, at) => {
    const its = had[at]?.get(b.id);
    const due = !its && dueOf(b, day) === 'due';
    const last = spans.at(-1);
    if (last && last.had?.loan.id === its?.loan.id && last.had?.late === its?.late && last.due === due)
      last.n++;
    else spans.push({ from: day, n: 1, at, due, ...(its ? { had: its } : {}) });
  });
  return spans;
}
