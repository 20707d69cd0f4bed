// The midwife's list of children in its order, and what a child's chart is drawn from: reckoned here, so that it also
// works without signal; only a card that this desk does not hold is asked for.
import type { GrowthConcern, GrowthLine } from '../../lib/contract.weighing';
import { line, rowsOf, type Sex } from '../../field/weighing/who';
import { json } from '../../lib/api';
import type { GrowthCard } from '../../lib/contract.weighing';

/** Open entries: the urgent first, then who has waited longest. */
export function openOf(all: GrowthConcern[]): GrowthConcern[] {
  return all
    .filter((c) => c.state === 'open')
    .sort(
      (a, b) =>
        Number(b.urgent) - Number(a.urgent) || a.since.localeCompare(b.since) || a.name.localeCompare(b.name),
    );
}
/** What was done with the others, the latest first. */
export const settledOf = (all: GrowthConcern[]): GrowthConcern[] =>
  all
    .filter((c) => c.state === 'seen' || c.state === 'requested')
    .sort((a, b) => (b.ended_at ?? '').localeCompare(a.ended_at ?? ''));

/** The deviations that are drawn. */
export const LINES = [-3, -2, -1, 0, 1, 2, 3] as const;
const MONTH_DAYS = 30.4375;
export interface Curve {
  deviation: number;
  /** Kilograms at each month from birth. */
  kg: number[];
}
/** Weight for age from birth to a month. */
export function curves(sex: Sex, months: number): Curve[] {
  const rows = rowsOf('wfa', sex);
  return LINES.map((deviation) => ({
    deviation,
    kg: Array.from({ length: months + 1 }, (_, m) =>
      line(rows[Math.min(Math.round(m * MONTH_DAYS), rows.length - 1)]!, deviation),
    ),
  }));
}
/** Weights that are on the chart: months of age as it is drawn, and kilograms. */
export function pointsOf(lines: GrowthLine[], born: string): { x: number; kg: number; line: GrowthLine }[] {
  return lines
    .filter((l) => l.weight_g)
    .map((l) => ({
      x: (Date.parse(l.on) - Date.parse(born)) / 86_400_000 / MONTH_DAYS,
      kg: l.weight_g! / 1000,
      line: l,
    }))
    .filter((p) => p.x >= 0 && p.x <= 60);
}

/** The card as the health centre has it: a desk without the rows of a village asks for it. */
export const cardOf = (child: string): Promise<GrowthCard> =>
  json<GrowthCard>('GET', 'growth/children/' + encodeURIComponent(child));
/** The lines' readings by completed months, by weighing: they are asked for and not held. */
export async function monthsOf(child: string): Promise<Record<string, GrowthLine['by_months']>> {
  const card = await json<GrowthCard>(
    'GET',
    'growth/children/' + encodeURIComponent(child) + '?reading=months',
  );
  return Object.fromEntries(card.lines.map((l) => [l.id, l.by_months]));
}
export const chartPaper = (child: string, lang: string): string =>
  `/api/v1/growth/children/${encodeURIComponent(child)}.pdf?lang=${lang}`;

/** Why a child is on the list, as it is read: who did not gain twice did not gain once before, which need not be said. */
export const whysOf = (c: { reasons: string[] }): string[] =>
  c.reasons.filter((r) => r !== 'first_t' || !c.reasons.includes('two_t'));
