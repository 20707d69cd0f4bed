// What a family wishes for that waits for a free hour, and its place among those who wait. Pure; days are civil days.
import type { MassageBooking } from '../../lib/contract.massage';

/** Days of waiting, at most: the health centre cuts a longer wish to it. */
export const MOST_WAITED = 92;

export interface Wished {
  /** Weekdays, 1 for Monday to 7; none: any. */
  days: number[];
  /** morning or afternoon; empty: both suit. */
  part: string;
  /** The last day on which a visit still helps. */
  until: string;
}

/** What the command says of it. Cadre empty: anyone. */
export const wishOf = (w: Wished, cadre: string) => ({
  until: w.until,
  ...(w.days.length > 0 ? { days: w.days } : {}),
  ...(w.part ? { part: w.part } : {}),
  ...(cadre ? { cadre } : {}),
});

/** The bookings that wait, in the order in which they are offered what becomes free. */
export const queueOf = (bookings: MassageBooking[]): MassageBooking[] =>
  bookings
    .filter((b) => b.state === 'waiting')
    .sort(
      (a, b) =>
        (a.wish?.since ?? a.made_at).localeCompare(b.wish?.since ?? b.made_at) ||
        a.made_at.localeCompare(b.made_at) ||
        a.number - b.number,
    );

/** The place of a booking among those who wait, from 1 on, and how many they are; 0: it does not wait. */
export function placeOf(bookings: MassageBooking[], id: string): { n: number; all: number } {
  const queue = queueOf(bookings);
  return { n: queue.findIndex((b) => b.id === id) + 1, all: queue.length };
}
