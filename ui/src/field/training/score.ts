/** How a check went, as the health centre reckons it: whole percents downwards, and nothing passes without what must be. */
export function scoreOf(
  lines: { ok: boolean; must: boolean }[],
  mark: number,
): { score: number; passed: boolean } {
  if (lines.length === 0) return { score: 0, passed: false };
  const score = Math.floor((lines.filter((one) => one.ok).length * 100) / lines.length);
  return { score, passed: score >= mark && lines.every((one) => one.ok || !one.must) };
}
