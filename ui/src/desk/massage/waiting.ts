// What waits for the desk. Pure; instants are milliseconds.
import type {
  MassageBooking,
  MassageCompany,
  MassageRefusal,
  MassageRoster,
} from '../../lib/contract.massage';
import { companyOf, wantsCompany } from '../../lib/massage-company';
import { hitOf } from './hits';

/**
 * What is waited for: a cadre who has not set out in time (late), a slot (to_move), another day because the cadre does not come (hit), somebody who comes along
 * because its cadre does not go there alone (company), a slot for a family for whom
 * nothing was free (waiting), the parent's answer (offered), the telephone to be confirmed (asked).
 */
export type What = 'late' | 'to_move' | 'hit' | 'company' | 'waiting' | 'offered' | 'asked';
export const ORDER: What[] = ['late', 'to_move', 'hit', 'company', 'waiting', 'offered', 'asked'];
/** What is seen to in the sheet of the visit; for the rest another slot is looked for. */
export const OPENED: What[] = ['late', 'company', 'offered', 'asked'];

export interface Waiting {
  booking: MassageBooking;
  what: What;
  /** Until when something has to be done, or happens of itself; of late: the hour that it is late for; 0: nothing runs out. */
  due: number;
  /** Of a hit: why she does not come. */
  off: string;
}

const ms = (stamp: string | undefined) => (stamp ? Date.parse(stamp) : 0);

interface With {
  refusals: MassageRefusal[];
  companies: MassageCompany[];
}

function waits(b: MassageBooking, rosters: MassageRoster[], holidays: string[], asked: With): Waiting | null {
  const one = (what: What, due = 0, off = '') => ({ booking: b, what, due, off });
  if (b.late_at && b.state === 'booked') return one('late', ms(b.from));
  if (b.offer_cadre) return one('offered', ms(b.offer?.until));
  if (b.state === 'to_move') return one('to_move');
  if (b.state === 'waiting') return one('waiting');
  if (b.state === 'asked') return one('asked', ms(b.hold_until));
  const off = hitOf(b, rosters, holidays);
  if (off) return one('hit', ms(b.from), off);
  const alone = b.state === 'booked' && wantsCompany(asked.refusals, b) && !companyOf(asked.companies, b.id);
  return alone ? one('company', ms(b.from)) : null;
}

/** Everything that waits: in the order of ORDER, and in each what runs out first, then what has waited longest. */
export function waitingOf(
  bookings: MassageBooking[],
  rosters: MassageRoster[] = [],
  holidays: string[] = [],
  asked: With = { refusals: [], companies: [] },
): Waiting[] {
  return bookings
    .flatMap((b) => waits(b, rosters, holidays, asked) ?? [])
    .sort(
      (a, b) =>
        ORDER.indexOf(a.what) - ORDER.indexOf(b.what) ||
        a.due - b.due ||
        a.booking.made_at.localeCompare(b.booking.made_at),
    );
}
