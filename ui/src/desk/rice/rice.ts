import type { RiceDebt } from '../../lib/contract';
import { number, wholeOf } from '../../lib/format';
import { t } from '../../lib/text';
import type { Tables } from '../../lib/tables';

export const CLASSES = ['resident', 'staff', 'institution', 'anonymous'];
/** Why what was weighed is not what is listed. */
export const REASONS = ['spilled', 'spoiled', 'lost', 'found', 'wrongly_listed'];

export const kilos = (grams: number): string => t('rice.kg', { n: number(grams / 1000, 2) });

/** What is owed, in store and short (grams), and what money there is to buy more (rupiah). */
export interface Figures {
  owed: number;
  stock: number;
  short: number;
  cash: number;
}

export function figures(rows: Tables): Figures {
  const sum = (list: number[]) => list.reduce((total, n) => total + n, 0);
  const owed = sum(rows.where('rice_debt', (d) => d.state === 'owed').map((d) => d.grams));
  const stock = sum(rows.where('rice_batch', (b) => !b.other).map((b) => b.left));
  const lines = rows.where('rice_line', (l) => l.purpose === 'promise' && !l.undone);
  const cash = sum(
    lines.map((l) =>
      l.kind === 'gift' && l.what === 'money' ? l.rupiah : l.kind === 'purchase' ? -l.rupiah : 0,
    ),
  );
  return { owed, stock, short: Math.max(0, owed - stock), cash };
}

/** Grams from what was typed as kilograms, comma or dot; NaN for no weight. */
export function gramsOf(typed: string): number {
  const plain = typed.trim().replace(',', '.');
  return plain === '' ? Number.NaN : Math.round(Number(plain) * 1000);
}

/** Rupiah from what was typed; 0 for no amount. */
export function rupiahOf(typed: string): number {
  const n = wholeOf(typed);
  return Number.isSafeInteger(n) && n > 0 ? n : 0;
}

export function stateWords(d: RiceDebt): string {
  if (d.state === 'owed' && d.silent && !d.offered) return t('rice.state_silent');
  if (d.state === 'owed' && d.waiting_report) return t('rice.state_waiting');
  if (d.state === 'struck' && d.proof === 'merged') return t('rice.state_merged');
  return t('rice.state_' + d.state);
}

export const TONE = {
  owed: 'amber',
  given: 'green',
  struck: undefined,
  reversed: undefined,
  withheld: 'amber',
} as const;

/** What is still to be done stands first, the oldest deadline at the top; then what is done, the newest first. */
export function byAge(a: RiceDebt, b: RiceDebt): number {
  const open = (d: RiceDebt) => (d.state === 'owed' || d.state === 'withheld' ? 0 : 1);
  const [x, y] = [a.due ?? '', b.due ?? ''];
  return open(a) - open(b) || (open(a) === 0 ? x.localeCompare(y) : y.localeCompare(x));
}
