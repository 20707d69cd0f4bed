// How the health centre reads the scales is its policy: in which months every child is measured, the arm's limit, and what
// a month without weighing does. Asked with a posyandu's month and kept for the days without signal. Nothing about anybody
// is kept here.
import { json } from '../../lib/api';
import { USUAL, type Limits } from './judge';

const keyOf = (posyandu: string, day: string): string => `sambang.rhythm.${posyandu}.${day.slice(0, 7)}`;
const LIMITS = 'sambang.weighing.limits';

/** What was heard of this month; null: nothing yet. */
export function rhythmOf(posyandu: string, day: string): boolean | null {
  try {
    const kept = localStorage.getItem(keyOf(posyandu, day));
    return kept === null ? null : kept === 'lengths';
  } catch {
    return null;
  }
}

/** A policy as it was told; what is no policy is the usual one. */
export function limitsIn(told: string | null): Limits {
  try {
    const { arm_limit_mm: arm, gap_breaks_2t: gap } = JSON.parse(told ?? '') as Partial<Limits>;
    return typeof arm === 'number' && arm > 0 ? { arm_limit_mm: arm, gap_breaks_2t: gap === true } : USUAL;
  } catch {
    return USUAL;
  }
}
/** The limits as they were heard last, of the whole health centre; until then the usual ones. */
export function limitsOf(): Limits {
  try {
    return limitsIn(localStorage.getItem(LIMITS));
  } catch {
    return USUAL;
  }
}

/** Asks; without signal nobody is kept waiting and nothing is known. */
export async function askRhythm(posyandu: string, day: string): Promise<boolean | null> {
  const path = `weighings/posyandu/${encodeURIComponent(posyandu)}?month=${day.slice(0, 7)}`;
  const heard = await json<Limits & { lengths: boolean }>('GET', path).catch(() => null);
  if (!heard) return null;
  try {
    localStorage.setItem(keyOf(posyandu, day), heard.lengths ? 'lengths' : 'weight');
    const { arm_limit_mm, gap_breaks_2t } = heard;
    localStorage.setItem(LIMITS, JSON.stringify({ arm_limit_mm, gap_breaks_2t }));
  } catch {
    // It is asked again next time.
  }
  return heard.lengths;
}
