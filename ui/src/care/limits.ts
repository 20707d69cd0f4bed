// Which figures can be and which are common: a mistyped one is asked again, an unusual one is measured twice. Pure, and
// the same rule as the server's, so that a figure is asked about at the bed and not when the record arrives.
import { keptOf, type Path } from './figures';

/** '' nothing to say; no_figure: it cannot be read; impossible: nobody lives with it; unusual: measure it again. */
export type Doubt = '' | 'no_figure' | 'impossible' | 'unusual';

/** A row of the centre's table: bounds in the unit that is kept, both ends among them. */
export interface Range {
  figure: string;
  /** Ages in whole months: from the first, until before the second; 0 is open. */
  from_months: number;
  until_months: number;
  least: number;
  most: number;
  low: number;
  high: number;
}

const of = (range: Range, months: number): boolean =>
  months < 0 || (months >= range.from_months && (range.until_months === 0 || months < range.until_months));

/** Of somebody whose age nobody knows a figure is possible when it is at any age, and usual likewise. */
export function doubtOf(table: Range[], path: Path, typed: string, months: number): Doubt {
  if (!typed.trim()) return '';
  const kept = keptOf(path, typed);
  if (kept === undefined) return 'no_figure';
  const figure = path.slice(path.indexOf('.') + 1);
  const rows = table.filter((range) => range.figure === figure && of(range, months));
  if (rows.length === 0 || rows.some((range) => kept >= range.low && kept <= range.high)) return '';
  return rows.some((range) => kept >= range.least && kept <= range.most) ? 'unusual' : 'impossible';
}

/** The lower pressure is never as high as the upper one: they were exchanged, or one is mistyped. */
export function exchanged(typed: Record<string, string>): boolean {
  const upper = keptOf('vitals.systolic_mmhg', typed['vitals.systolic_mmhg'] ?? '');
  const lower = keptOf('vitals.diastolic_mmhg', typed['vitals.diastolic_mmhg'] ?? '');
  return upper !== undefined && lower !== undefined && lower >= upper;
}

/** Why the figures cannot be left yet: the first that is asked about. */
export function unsettled(
  table: Range[],
  paths: Path[],
  typed: Record<string, string>,
  twice: string[],
  months: number,
): Path | undefined {
  if (paths.includes('vitals.diastolic_mmhg') && exchanged(typed)) return 'vitals.diastolic_mmhg';
  return paths.find((path) => {
    const doubt = doubtOf(table, path, typed[path] ?? '', months);
    return doubt !== '' && !(doubt === 'unusual' && twice.includes(path));
  });
}
