// What keeps cadres from coming, and which visits it hits.
import type { MassageBooking, MassageDisruption } from '../../lib/contract.massage';

export const TROUBLES = ['rain', 'flood', 'breakdown', 'ill', 'late'] as const;
export type Trouble = (typeof TROUBLES)[number];

/** Only the weather is everybody's. */
export const forAll = (why: string): boolean => why === 'rain' || why === 'flood';

/** The visits still to come that a trouble hits, the earliest first. Cadre empty: all. Instants in milliseconds. */
export const hitsOf = (
  bookings: MassageBooking[],
  cadre: string,
  day: string,
  from: number,
  until: number,
): MassageBooking[] =>
  bookings
    .filter(
      (b) =>
        (b.state === 'booked' || b.state === 'asked') &&
        b.day === day &&
        !!b.cadre &&
        (cadre === '' || b.cadre === cadre) &&
        Date.parse(b.to ?? '') > from &&
        Date.parse(b.from ?? '') < until,
    )
    .sort((a, b) => (a.from ?? '').localeCompare(b.from ?? ''));

/** How far its visits have come: who has not answered, who has another slot, who has none. */
export function stateOfTrouble(
  d: MassageDisruption,
  rows: (id: string) => MassageBooking | undefined,
): { open: number; moved: number; left: number } {
  const its = [...d.offered, ...d.unplaced].map(rows).filter((b) => b !== undefined);
  return {
    open: its.filter((b) => !!b.offer_cadre).length,
    moved: its.filter((b) => !b.offer_cadre && b.state === 'booked').length,
    left: its.filter((b) => !b.offer_cadre && b.state === 'to_move').length,
  };
}
