// Visits that stand on days on which their cadre does not come.
import type { MassageBooking, MassageRoster } from '../../lib/contract.massage';

/** Whether a visit can still be given another day. */
const stands = (b: MassageBooking) => !!b.cadre && (b.state === 'booked' || b.state === 'asked');

/** Those of one cadre between two days, both included, the earliest first. */
export const hitBy = (
  bookings: MassageBooking[],
  cadre: string,
  off: { from: string; to: string },
): MassageBooking[] =>
  bookings
    .filter((b) => stands(b) && b.cadre === cadre && off.from <= b.day && b.day <= off.to)
    .sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''));

/**
 * Why a booked visit cannot be as it stands: a word of the days off, or holiday; empty: nothing is against it. Holidays
 * are civil days.
 */
export function hitOf(b: MassageBooking, rosters: MassageRoster[], holidays: string[]): string {
  if (b.state !== 'booked' || !b.cadre) return '';
  if (holidays.includes(b.day)) return 'holiday';
  const off = rosters.find((r) => r.id === b.cadre)?.off ?? [];
  return off.find((o) => o.from <= b.day && b.day <= o.to)?.why ?? '';
}
