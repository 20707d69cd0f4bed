// The health centre's own figures of a massage: asked with the cadre's day and kept for the days without signal. Nothing
// about anybody is kept here.
import { json } from './api';
import { USUAL, type Figures } from './screening';

/** The parts of a massage in the order in which they are learnt; a policy may leave some out. */
export const STEPS = [
  'warm_hands',
  'oil_test',
  'legs',
  'belly',
  'chest',
  'arms',
  'face',
  'back',
  'cues',
  'when_not',
] as const;
export type Step = (typeof STEPS)[number];
/** Those that are done to a child; the rest is only taught. */
export const DONE: readonly Step[] = ['legs', 'belly', 'chest', 'arms', 'face', 'back'];

/** Whether another adult has to be in the house beside the parent. */
export type Adult = 'none' | 'asked' | 'required';
export interface MassageFigures {
  screening: Figures;
  teaches: Step[];
  adult: Adult;
}
const USUALLY: MassageFigures = { screening: USUAL, teaches: [...STEPS], adult: 'none' };
const KEPT = 'sambang.massage.figures';

/** Figures as they were told; what are none are the usual ones. */
export function figuresIn(told: string | null): MassageFigures {
  try {
    const heard = JSON.parse(told ?? '') as Partial<MassageFigures>;
    if (!heard.screening?.bands?.length) return USUALLY;
    const teaches = (heard.teaches ?? []).filter((step) => STEPS.includes(step));
    return { screening: heard.screening, teaches, adult: heard.adult ?? 'none' };
  } catch {
    return USUALLY;
  }
}
/** The figures as they were heard last; until then the usual ones. */
export function figuresOf(): MassageFigures {
  try {
    return figuresIn(localStorage.getItem(KEPT));
  } catch {
    return USUALLY;
  }
}
/** Asks for them; without signal nobody is kept waiting. */
export async function askFigures(day: string): Promise<void> {
  const heard = await json<{ figures?: MassageFigures }>('GET', `massage/rota?from=${day}&to=${day}`).catch(
    () => null,
  );
  if (!heard?.figures) return;
  try {
    localStorage.setItem(KEPT, JSON.stringify(heard.figures));
  } catch {
    // They are asked for again next time.
  }
}
