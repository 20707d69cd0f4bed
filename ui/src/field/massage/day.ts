// A cadre's visits of today and tomorrow, and what is next at each. Pure.
import type { Id } from '../../lib/contract';
import type { MassageBooking, MassageCompany, MassageState, MassageVisit } from '../../lib/contract.massage';
import { day as civil } from '../../lib/format';
import { move } from '../../lib/schedule';
import { bandOf, monthsAt, type Band, type Figures } from '../../lib/screening';

const OPEN: MassageState[] = ['booked', 'on_way', 'started'];
const OVER: MassageState[] = ['done', 'stopped', 'not_home', 'referred', 'to_move'];

export interface CadreDay {
  /** Still to be done today, in the order of the hours; who has begun stands first. */
  ahead: MassageBooking[];
  over: MassageBooking[];
  tomorrow: MassageBooking[];
}
const byHour = (a: MassageBooking, b: MassageBooking): number =>
  (a.from ?? '').localeCompare(b.from ?? '') || a.id.localeCompare(b.id);
const begun = (b: MassageBooking): number => (b.state === 'started' ? 0 : b.state === 'on_way' ? 1 : 2);

export function dayOf(all: MassageBooking[], worker: string, today: string): CadreDay {
  const mine = all.filter((b) => b.cadre === worker).sort(byHour);
  const on = (day: string, states: MassageState[]) =>
    mine.filter((b) => b.day === day && states.includes(b.state));
  return {
    ahead: on(today, OPEN).sort((a, b) => begun(a) - begun(b)),
    over: on(today, OVER),
    tomorrow: on(move(today, 1), ['booked']),
  };
}

/** A stop of today on the map, of her own or with another: its place in the order, from 1; 0: it is over. */
export interface Numbered {
  id: Id;
  /** Her own visit. */
  booking?: MassageBooking;
  /** The visit of another, to which she comes along. */
  company?: MassageCompany;
  n: number;
  tone?: 'next' | 'over';
}
/** Today's stops in the order of the plan, as far as it knows all of them; without a plan by their hours. */
export function numbered(mine: CadreDay, order: Id[], alongs: MassageCompany[] = []): Numbered[] {
  const place = (stop: Numbered): number => order.indexOf(stop.id);
  const first = (stop: Numbered): number => (stop.booking ? begun(stop.booking) : 2);
  const from = (stop: Numbered): string => (stop.booking ?? stop.company)?.from ?? '';
  const ahead: Numbered[] = [
    ...mine.ahead.map((booking) => ({ id: booking.id, booking, n: 0 })),
    ...alongs.map((company) => ({ id: company.id, company, n: 0 })),
  ];
  const planned = ahead.every((stop) => place(stop) >= 0);
  ahead.sort(
    (a, b) => first(a) - first(b) || (planned ? place(a) - place(b) : from(a).localeCompare(from(b))),
  );
  return [
    ...mine.over.map((booking): Numbered => ({ id: booking.id, booking, n: 0, tone: 'over' })),
    ...ahead.map((stop, i): Numbered => ({ ...stop, n: i + 1, ...(i === 0 ? { tone: 'next' } : {}) })),
  ];
}

/** The visit of another that comes before her own next one; undefined: hers is next, late or begun. */
export function alongFirst(
  alongs: MassageCompany[],
  next: MassageBooking | undefined,
  now: number,
): MassageCompany | undefined {
  const [first] = alongs;
  if (!first || !next) return first;
  const hers = next.state !== 'booked' || lateBy(next, now) > 0 || (next.from ?? '') <= first.from;
  return hers ? undefined : first;
}

/** How many minutes a visit is late for which nobody has set out; 0: it is not. */
export function lateBy(b: MassageBooking, now: number): number {
  if (b.state !== 'booked' || !b.from) return 0;
  return Math.max(0, Math.floor((now - Date.parse(b.from)) / 60_000));
}

/** What is next: on the way, the questions, the massage, its end; nothing where it is over or another day's. */
export type Next = 'set_out' | 'ask' | 'begin' | 'finish' | '';
export function nextOf(b: MassageBooking, visit: MassageVisit | undefined, today: string): Next {
  if (b.state === 'started') return 'finish';
  if (b.day !== today || (b.state !== 'booked' && b.state !== 'on_way')) return '';
  if (mayBegin(visit, today)) return 'begin';
  return b.state === 'booked' ? 'set_out' : 'ask';
}
/** The questions were answered at this door today, and they let it begin. */
export const mayBegin = (visit: MassageVisit | undefined, today: string): boolean =>
  askedOn(visit, today) && (visit?.verdict === 'go' || visit?.verdict === 'limit');
export const askedOn = (visit: MassageVisit | undefined, today: string): boolean =>
  !!visit?.screened_at && civil(visit.screened_at) === today;

export const bornOf = (b: MassageBooking): string[] => (b.children ?? []).map((child) => child.born ?? '');

export interface Allowed {
  /** At most, of all children together; 0: nobody knows. */
  minutes: number;
  pressure: string[];
}
/** How long and how firmly, by the ages of the children of a home. */
export function allowed(born: string[], now: number, set: Figures): Allowed {
  const bands = born.map((day) => bandOf(monthsAt(day, now), set)).filter((b): b is Band => !!b);
  return {
    minutes: bands.length < born.length ? 0 : bands.reduce((sum, band) => sum + band.minutes, 0),
    pressure: [...new Set(bands.map((band) => band.pressure))],
  };
}
