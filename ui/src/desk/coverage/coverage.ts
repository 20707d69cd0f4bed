// The figures of exclusive breastfeeding as they are read out: pure, so that a title says what the figures say.
import { number } from '../../lib/format';

export interface Share {
  have: number;
  of: number;
}
export interface Figures {
  recall: Share;
  asked: Share;
  graduates: Share;
  not_proven: number;
  left_out: number;
}
export type MonthFigures = Figures & { month: string };
export type PlaceFigures = Figures & { key: string; before: Share };

/** What a part in a hundred is; nothing where there is no whole. */
export const percent = ({ have, of }: Share): number | undefined => (of > 0 ? (100 * have) / of : undefined);

/** A part as people read it: 38,2%. */
export const say = (share: Share, digits = 1): string => {
  const p = percent(share);
  return p === undefined ? '' : number(p, digits) + '%';
};

export const sum = (all: Share[]): Share =>
  all.reduce((to, one) => ({ have: to.have + one.have, of: to.of + one.of }), { have: 0, of: 0 });

/** How many more babies the target would have wanted; target in hundredths of a percent. */
export const short = ({ have, of }: Share, target: number): number =>
  Math.max(0, Math.ceil((of * target) / 10_000) - have);

/** Fewer babies than this say nothing about a trend or a place. Our own figure. */
export const FEW = 5;

/** What the months did from their first three to their last three: sums over sums, never means of percentages. */
export function trendOf(months: { graduates: Share }[]): {
  what: 'double' | 'up' | 'down' | 'even' | 'few';
  points: number;
} {
  const first = sum(months.slice(0, 3).map((m) => m.graduates));
  const last = sum(months.slice(-3).map((m) => m.graduates));
  if (months.length < 6 || first.of < FEW || last.of < FEW) return { what: 'few', points: 0 };
  const [a, b] = [percent(first)!, percent(last)!];
  const points = Math.round(Math.abs(b - a));
  if (a > 0 && b >= 1.95 * a && points >= 3) return { what: 'double', points };
  if (points < 3) return { what: 'even', points };
  return { what: b > a ? 'up' : 'down', points };
}

/**
 * Where a month has fewer than ten babies (the middle one of them), each month with the two before it, as sums; nothing
 * where the months speak for themselves. Ten is our own figure.
 */
export function smoothed(months: MonthFigures[]): MonthFigures[] | undefined {
  const sizes = months.map((m) => m.graduates.of).sort((a, b) => a - b);
  if ((sizes[Math.floor(sizes.length / 2)] ?? 0) >= 10) return undefined;
  return months.map((m, i) => {
    const three = months.slice(Math.max(0, i - 2), i + 1);
    return { ...m, graduates: sum(three.map((x) => x.graduates)), recall: sum(three.map((x) => x.recall)) };
  });
}

/** Whether a place has less than a year earlier, by enough babies to say so. */
export const fell = (p: { graduates: Share; before: Share }): boolean =>
  p.graduates.of >= FEW && p.before.of >= FEW && percent(p.graduates)! < percent(p.before)!;

/** The places by what they reached, the best first; those of whom nobody reached six months last. */
export const ordered = <T extends { graduates: Share }>(places: T[]): T[] =>
  [...places].sort(
    (a, b) => (percent(b.graduates) ?? -1) - (percent(a.graduates) ?? -1) || b.graduates.of - a.graduates.of,
  );

/** What stands over the places: who reached the target, who fell most; undefined where there is none. */
export function noted<T extends { graduates: Share; before: Share }>(
  places: T[],
  target: number,
): { best?: T; reached: boolean; fallen?: T } {
  const told = ordered(places).filter((p) => p.graduates.of >= FEW);
  const drop = (p: T) => percent(p.before)! - percent(p.graduates)!;
  const fallen = places.filter(fell).sort((a, b) => drop(b) - drop(a))[0];
  const best = told[0];
  return {
    ...(best ? { best } : {}),
    reached: !!best && target > 0 && percent(best.graduates)! * 100 >= target,
    ...(fallen ? { fallen } : {}),
  };
}

/** The month of life, 0 to 5 as everywhere, in which most were lost, and how many of 100; nothing where too few are known. */
export function hardest(kept: Share[]): { month: number; lost: number } | undefined {
  const of = kept[0]?.of ?? 0;
  if (of < FEW) return undefined;
  let worst: { month: number; lost: number } | undefined;
  kept.forEach((now, i) => {
    const lost = (100 * ((i === 0 ? of : kept[i - 1]!.have) - now.have)) / of;
    if (lost > 0 && (!worst || lost > worst.lost)) worst = { month: i, lost };
  });
  return worst && { ...worst, lost: Math.round(worst.lost) };
}

/** How many babies stand behind each list of a figure. */
export const sizes = (f: Figures): Record<string, number> => ({
  graduates: f.graduates.have,
  broken: f.graduates.of - f.graduates.have - f.not_proven,
  not_proven: f.not_proven,
  left_out: f.left_out,
  recalled_yes: f.recall.have,
  recalled_no: f.recall.of - f.recall.have,
  unasked: f.asked.of - f.asked.have,
});

/** The civil month so many months away: 2026-03. */
export function shifted(month: string, by: number): string {
  const [y = 0, m = 1] = month.split('-').map(Number);
  const at = new Date(Date.UTC(y, m - 1 + by, 1));
  return at.toISOString().slice(0, 7);
}

/** The months a choice means: a year of its own up to this month, or the last 18 months. */
export function spanOf(choice: string, today: string): { from: string; to: string } {
  const now = today.slice(0, 7);
  if (choice === '18') return { from: shifted(now, -17), to: now };
  const end = choice + '-12';
  return { from: choice + '-01', to: end < now ? end : now };
}
