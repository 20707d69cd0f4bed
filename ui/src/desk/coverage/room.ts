// How much room a drawing has: it is drawn in the pixels it gets, so that its words keep their size on a phone, at 200%
// text and on paper, instead of shrinking with the picture.

/** Pixels of a sixteenth of a rem: 1 at the usual text size, 2 at 200%. */
export const unit = (): number => parseFloat(getComputedStyle(document.documentElement).fontSize) / 16 || 1;

/** Each how many of `count` names stand below a line of `wide` pixels, when one takes `each`. */
export const step = (count: number, wide: number, each: number): number =>
  Math.max(1, Math.ceil((each * Math.max(0, count - 1)) / Math.max(1, wide)));

/**
 * At which end of a level line its words stand clear: where the other lines keep away from it, looking at the third of the
 * months at either end. A month without a figure is out of nobody's way.
 */
export function clearEnd(lines: (number | undefined)[][], level: number): 'start' | 'end' {
  const nearest = (part: (line: (number | undefined)[]) => (number | undefined)[]) =>
    Math.min(
      ...lines.flatMap((line) => part(line).map((p) => (p === undefined ? 100 : Math.abs(p - level)))),
    );
  const third = (line: unknown[]) => Math.ceil(line.length / 3);
  return nearest((line) => line.slice(0, third(line))) >= nearest((line) => line.slice(-third(line)))
    ? 'start'
    : 'end';
}
