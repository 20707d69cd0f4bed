// The keystroke-level model: how long an act takes whoever knows it by heart, counted from its strokes. Card, Moran and
// Newell, "The keystroke-level model for user performance time with interactive systems", Communications of the ACM
// 23(7), 1980, pages 396 to 410, figure 1 (doi 10.1145/358886.358895). Seconds.

/** Where the figures are from, as the bench prints it. */
export const SOURCE = 'keystroke-level model, Card, Moran and Newell 1980';

/** K, a stroke: of complex codes; and of the worst typist, who does not know the keyboard. */
export const STROKE_CODES = 0.75;
export const STROKE_WORST = 1.2;
/** M, getting ready in the mind. */
export const READY = 1.35;

/**
 * What a child takes, in seconds. Every tap is a stroke, for a pad of twelve keys under the thumb is no mouse (P); she gets
 * ready (M) for whose turn it is with the figure on the scales, for every further figure and every choice, for the
 * button at the end, and for each question that the app asks. R is what the app was seen to take.
 */
export function operator({ taps, keys, ms, figures, choices, asked }) {
  const ready = (1 + figures + choices + 1 + asked) * READY;
  const of = (stroke) => (taps + keys) * stroke + ready + ms / 1000;
  return { codes: of(STROKE_CODES), worst: of(STROKE_WORST) };
}
