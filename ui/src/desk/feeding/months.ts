// What is known of a baby's feeding, month by month: pure, so that it also works without signal.
import type { Feeding } from '../../lib/contract';

/** Months 0 to 5 decide whether a baby was exclusively breastfed for six months; month 6 is recorded after. */
export const LAST_MONTH = 6;

export interface Month {
  month: number;
  /** The line that counts, if anybody has said anything. */
  said?: Feeding;
  /** The baby is in this month now, has lived it, or will. */
  when: 'past' | 'now' | 'ahead';
}

/** The seven months of a baby with the line that counts in each. */
export function monthsOf(lines: Feeding[], baby: string, age: number): Month[] {
  const counting = lines.filter((line) => line.baby === baby && !line.replaced_by);
  return Array.from({ length: LAST_MONTH + 1 }, (_, month) => {
    const said = counting
      .filter((line) => line.month === month)
      .sort((a, b) => b.on.localeCompare(a.on) || b.recorded_at.localeCompare(a.recorded_at))[0];
    const when = month === age ? 'now' : month < age ? 'past' : 'ahead';
    return said ? { month, said, when } : { month, when };
  });
}
