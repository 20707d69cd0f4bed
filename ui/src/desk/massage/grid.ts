// The calendar of massages as it is looked at and moved in. Pure; instants are milliseconds, days civil days.
import type { Id, Stamp } from '../../lib/contract';
import type { MassageBooking, MassageState } from '../../lib/contract.massage';
import { move } from '../../lib/schedule';

/** States that stand in the calendar, and those whose slot can still be changed. */
const SHOWN: MassageState[] = ['asked', 'booked', 'on_way', 'started', 'done', 'stopped', 'not_home'];
const WAITS: MassageState[] = ['asked', 'booked', 'to_move', 'waiting'];
export const shown = (b: MassageBooking): boolean => !!b.cadre && !!b.from && SHOWN.includes(b.state);
export const movable = (b: MassageBooking): boolean => ['booked', 'to_move', 'waiting'].includes(b.state);
export const ahead = (b: MassageBooking): boolean => WAITS.includes(b.state);

/** Where a visit stands in the calendar: a booking, or the slot that is offered for one. */
export interface Block {
  booking: MassageBooking;
  cadre: Id;
  day: string;
  from: number;
  to: number;
  /** Offered, and not agreed to: it stands beside the slot the visit has. */
  offered: boolean;
}
const ms = (stamp: Stamp | undefined): number => (stamp ? Date.parse(stamp) : 0);

/** Every visit and every offer, the earliest first. */
export function blocksOf(bookings: MassageBooking[]): Block[] {
  const out: Block[] = [];
  for (const booking of bookings) {
    if (shown(booking))
      out.push({
        booking,
        cadre: booking.cadre!,
        day: booking.day,
        from: ms(booking.from),
        to: ms(booking.to),
        offered: false,
      });
    const { offer, offer_cadre: cadre } = booking;
    if (cadre && offer?.from && offer.day)
      out.push({ booking, cadre, day: offer.day, from: ms(offer.from), to: ms(offer.to), offered: true });
  }
  return out.sort((a, b) => a.from - b.from || a.booking.number - b.booking.number);
}
export const blocksOn = (blocks: Block[], cadre: Id, day: string): Block[] =>
  blocks.filter((block) => block.cadre === cadre && block.day === day);

/** In which line each block of a lane is drawn, so that two that touch the same hour stand under each other. */
export function linesOf(blocks: Block[]): number[] {
  const ends: number[] = [];
  return blocks.map((block) => {
    const free = ends.findIndex((end) => end <= block.from);
    const line = free < 0 ? ends.length : free;
    ends[line] = block.to;
    return line;
  });
}

/** The seven days from Monday on in which a day lies. */
export function weekOf(day: string): string[] {
  const weekday = (new Date(day + 'T12:00:00Z').getUTCDay() + 6) % 7;
  return Array.from({ length: 7 }, (_, i) => move(day, i - weekday));
}

/** Minutes of the day of HH:MM, and back. */
export function minuteOf(clock: string): number {
  const [h = 0, m = 0] = clock.split(':').map(Number);
  return h * 60 + m;
}
export function clockOf(minute: number): string {
  const two = (n: number) => String(n).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** A visit that somebody holds, and where it would go: a row of the calendar, a day, a minute of the day. */
export interface Lifted {
  booking: Id;
  row: number;
  day: string;
  minute: number;
}
/** Inside what a visit can be moved: so many rows, these days, from which minute to which, in what steps. */
export interface Room {
  rows: number;
  days: string[];
  earliest: number;
  latest: number;
  step: number;
}

/** The beginning on the grid that lies nearest to a minute; a visit never hangs out of the day. */
export function snap(minute: number, room: Room): number {
  const steps = Math.round((minute - room.earliest) / room.step);
  const most = Math.floor((room.latest - 1 - room.earliest) / room.step);
  return room.earliest + Math.min(most, Math.max(0, steps)) * room.step;
}

/**
 * An arrow moves what is held: up and down to another cadre; sideways by a step of the clock where one day is shown, by
 * a day where several are. With shift it is the other of the two.
 */
export function nudge(held: Lifted, key: string, shift: boolean, room: Room): Lifted {
  const down = { ArrowUp: -1, ArrowDown: 1 }[key] ?? 0;
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0;
  const row = Math.min(room.rows - 1, Math.max(0, held.row + down));
  if (!sideways) return { ...held, row };
  if (room.days.length > 1 === shift)
    return { ...held, minute: snap(snap(held.minute, room) + sideways * room.step, room) };
  if (room.days.length === 1) return held;
  const at = Math.max(0, room.days.indexOf(held.day)) + sideways;
  return { ...held, day: room.days[Math.min(room.days.length - 1, Math.max(0, at))]! };
}

/** Where a booking could go, as the server says it: a code for each beginning, empty where it could. */
export interface Fits {
  earliest: string;
  step_minutes: number;
  days: { cadre: Id; day: string; whys: string[] }[];
}
/** Why a visit cannot begin there: a code; empty: it can; undefined: nobody knows (yet). */
export function whyAt(fits: Fits | null, cadre: Id, day: string, minute: number): string | undefined {
  if (!fits) return undefined;
  const on = fits.days.find((one) => one.cadre === cadre && one.day === day);
  return on?.whys[(minute - minuteOf(fits.earliest)) / fits.step_minutes];
}
/** The stretches of a day in which a visit could begin, in minutes of the day. */
export function openOn(fits: Fits | null, cadre: Id, day: string): { from: number; to: number }[] {
  const on = fits?.days.find((one) => one.cadre === cadre && one.day === day);
  const out: { from: number; to: number }[] = [];
  for (const [i, why] of (on?.whys ?? []).entries()) {
    const from = minuteOf(fits!.earliest) + i * fits!.step_minutes;
    const before = out.at(-1);
    if (why) continue;
    if (before && before.to === from) before.to = from + fits!.step_minutes;
    else out.push({ from, to: from + fits!.step_minutes });
  }
  return out;
}
