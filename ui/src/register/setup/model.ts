// What the pages of setting up reckon: rows by village, the next version of a text.
import type { Village, Worker } from '../../lib/contract';
import type { ConsentText } from './ask';

interface Placed {
  id: string;
  village: string;
  name: string;
  closed?: boolean;
}
export interface InVillage<T> {
  village: Village;
  rows: T[];
}

/** What stands in each village: the open ones by name, the closed ones behind them. Every village has its part. */
export function byVillage<T extends Placed>(villages: Village[], rows: T[]): InVillage<T>[] {
  const order = (a: T, b: T) =>
    Number(!!a.closed) - Number(!!b.closed) || a.name.localeCompare(b.name, 'id', { numeric: true });
  return [...villages]
    .sort((a, b) => a.name.localeCompare(b.name, 'id'))
    .map((village) => ({ village, rows: rows.filter((row) => row.village === village.id).sort(order) }));
}

/** Who can be chosen as a cadre: cadres and midwives who work here, and whoever was chosen before. */
export function cadresOf(workers: Worker[], before: string[] = []): Worker[] {
  return workers
    .filter(
      (w) =>
        before.includes(w.id) ||
        (w.state === 'active' && w.kinds.some((kind) => kind === 'cadre' || kind === 'midwife')),
    )
    .sort((a, b) => a.name.localeCompare(b.name, 'id'));
}

/** The version after those there are: one more than the highest number; the first is 1. */
export function nextVersion(texts: ConsentText[], purpose: string): string {
  const numbers = texts
    .filter((one) => one.purpose === purpose)
    .map((one) => /^(\d{1,9})\b/.exec(one.version)?.[1])
    .map((n) => Number(n ?? 0));
  return String(Math.max(0, ...numbers) + 1);
}

/** The form of a version or a purpose, as the server takes it. */
export const WORD_FORM = '[a-z0-9][a-z0-9_.\\/\\-]*';

export interface Purpose {
  name: string;
  /** The newest first. */
  versions: ConsentText[];
}

/** The texts by purpose: first those the house knows, in its order, then a health centre's own. */
export function byPurpose(texts: ConsentText[], known: string[]): Purpose[] {
  const names = [...new Set([...known, ...texts.map((one) => one.purpose)])];
  return names
    .map((name) => ({ name, versions: texts.filter((one) => one.purpose === name) }))
    .filter((one) => one.versions.length > 0);
}
