// In which months every child is measured is the health centre's policy: asked once a month and posyandu, and kept for the
// days without signal. Nothing about anybody is kept here.
import { json } from '../../lib/api';

const keyOf = (posyandu: string, day: string): string => `sambang.rhythm.${posyandu}.${day.slice(0, 7)}`;

/** What was heard of this month; null: nothing yet. */
export function rhythmOf(posyandu: string, day: string): boolean | null {
  try {
    const kept = localStorage.getItem(keyOf(posyandu, day));
    return kept === null ? null : kept === 'lengths';
  } catch {
    return null;
  }
}

/** Asks; without signal nobody is kept waiting and nothing is known. */
export async function askRhythm(posyandu: string, day: string): Promise<boolean | null> {
  const path = `weighings/posyandu/${encodeURIComponent(posyandu)}?month=${day.slice(0, 7)}`;
  const heard = await json<{ lengths: boolean }>('GET', path).catch(() => null);
  if (!heard) return null;
  try {
    localStorage.setItem(keyOf(posyandu, day), heard.lengths ? 'lengths' : 'weight');
  } catch {
    // It is asked again next time.
  }
  return heard.lengths;
}
