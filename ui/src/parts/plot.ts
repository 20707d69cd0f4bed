/** Round figures for an axis from nothing to at least `top`: two to five steps of 1, 2 or 5. */
export function ticks(top: number): number[] {
  if (!(top > 0) || !Number.isFinite(top)) return [0, 1];
  const rough = top / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough - 1e-9 * power) ?? 10 * power;
  const out = [0];
  while (out.at(-1)! < top - 1e-9 * step) out.push(Number((out.length * step).toPrecision(12)));
  return out;
}
