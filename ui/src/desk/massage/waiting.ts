// What waits for the desk. Pure; instants are milliseconds.
import type { MassageBooking, MassageRoster } from '../../lib/contract.massage';
import { hitOf } from './hits';

/**
 * What is waited for: a slot (to_move), another day because the cadre does not come (hit), a slot for a family for whom
 * nothing was free (waiting), the parent's answer (offered), the telephone to be confirmed (asked).
 */
export type What = 'to_move' | 'hit' | 'waiting' | 'offered' | 'asked';
export const ORDER: What[] = ['to_move', 'hit', 'waiting', 'offered', 'asked'];

export interface Waiting {
  booking: MassageBooking;
  what: What;
  /** Until when something has to be done, or happens of itself; 0: nothing runs out. */
  due: number;
  /** Of a hit: why she does not come. */
  off: string;
}

const ms = (stamp: string | undefined) => (stamp ? Date.parse(stamp) : 0);

function waits(b: MassageBooking, rosters: MassageRoster[], holidays: string[]): Waiting | null {
  const one = (what: What, due = 0, off = '') => ({ booking: b, what, due, off });
  if (b.offer_cadre) return one('offered', ms(b.offer?.until));
  if (b.state === 'to_move') return one('to_move');
  if (b.state === 'waiting') return one('waiting');
  if (b.state === 'asked') return one('asked', ms(b.hold_until));
  const off = hitOf(b, rosters, holidays);
  return off ? one('hit', ms(b.from), off) : null;
}

/** Everything that waits: in the order of ORDER, and in each what runs out first, then what has waited longest. */
export function waitingOf(
  bookings: MassageBooking[],
  rosters: MassageRoster[] = [],
  holidays: string[] = [],
): Waiting[] {
  return bookings
    .flatMap((b) => waits(b, rosters, holidays) ?? [])
    .sort(
      (a, b) =>
        ORDER.indexOf(a.what) - ORDER.indexOf(b.what) ||
        a.due - b.due ||
        a.booking.made_at.localeCompare(b.booking.made_at),
    );
}
