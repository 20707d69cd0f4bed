import type { Balance, Earning, Part, Statement } from '../../lib/contract';
import { day, number, rupiah } from '../../lib/format';
import { t } from '../../lib/text';
import { world } from '../../lib/world.svelte';

/** The funds that always stand; further ones are rows. */
export const STANDING = ['blud', 'regent_aid', 'bok', 'gift'];
/** What can be received and given, with its unit; money first. */
export const WHAT: Record<string, string> = {
  money: 'rupiah',
  rice: 'gram',
  cooler_bag: 'piece',
  ice_pack: 'piece',
  raincoat: 'piece',
  fuel_voucher: 'piece',
  phone_credit: 'piece',
  bottle: 'piece',
};

export interface FundLine {
  code: string;
  name: string;
  received: number;
  spent: number;
  /** What is left at hand; below zero it was never entered as received. */
  cash: number;
  /** What workers carry of it, and what it owes those who handed in too much. */
  carried: number;
  back: number;
}

export function fundName(code: string): string {
  const opened = world.rows.get('fund', code);
  return opened ? opened.name : STANDING.includes(code) ? t('pay.fund_' + code) : code;
}

const balance = (account: string): number => world.rows.get('balance', account)?.amount ?? 0;

/** Every fund with what came in, what it has spent and what is at hand (rupiah). */
export function fundLines(): FundLine[] {
  const balances = world.rows.all('balance');
  const sum = (list: Carried[], code: string) =>
    list.filter((c) => c.fund === code).reduce((total, c) => total + c.amount, 0);
  const [carried, back] = [carriedOf(balances), backOf(balances)];
  const codes = [...STANDING, ...world.rows.all('fund').map((f) => f.id)];
  return codes.map((code) => ({
    code,
    name: fundName(code),
    // What families owe, or were let off, has been earned and never came in.
    received:
      -balance('rupiah.income.' + code) -
      balance('rupiah.receivable.' + code) -
      balance('rupiah.waived.' + code),
    spent: balance('rupiah.expense.' + code),
    cash: balance('rupiah.cash.' + code),
    carried: sum(carried, code),
    back: sum(back, code),
  }));
}

export function amountOf(unit: string, n: number): string {
  if (unit === 'rupiah') return rupiah(n);
  if (unit === 'gram' && Math.abs(n) >= 1000) return t('pay.kg', { n: number(n / 1000, 2) });
  return `${number(n)} ${t('unit.' + unit)}`;
}

export function partsWords(parts: Part[]): string {
  if (parts.length === 1) return fundName(parts[0]!.fund);
  return parts.map((p) => `${fundName(p.fund)} ${rupiah(p.amount)}`).join(', ');
}

export const monthWords = (month: string): string => month + '-15';

/** A courier's month as the treasurer sees it before and after it is prepared. */
export interface MonthLine {
  worker: string;
  name: string;
  n: number;
  earned: number;
  held: number;
  statement: Statement | undefined;
}

/** A standing statement before one that was sent back. */
function statementOf(worker: string, month: string): Statement | undefined {
  const all = world.rows.where('statement', (s) => s.worker === worker && s.month === month);
  return all.find((s) => s.state !== 'rejected') ?? all.sort((a, b) => b.number - a.number)[0];
}

const counted = (e: Earning): boolean => e.state === 'earned' || e.state === 'released';

export function monthLines(month: string, earnings: Earning[]): MonthLine[] {
  const names = new Map(
    world.rows
      .all('worker')
      .filter((w) => w.kinds.includes('courier'))
      .map((w) => [w.id, w.name]),
  );
  for (const e of earnings) names.set(e.worker, e.worker_name);
  for (const s of world.rows.where('statement', (s) => s.month === month)) names.set(s.worker, s.worker_name);
  return [...names]
    .map(([worker, name]) => {
      const own = earnings.filter((e) => e.worker === worker && day(e.at).startsWith(month));
      const sum = (list: Earning[]) => list.reduce((total, e) => total + e.amount, 0);
      const held = own.filter((e) => e.state === 'held');
      return {
        worker,
        name,
        // What is held or dropped is no fee: the number belongs to the sum beside it.
        n: own.filter((e) => e.number && counted(e)).length,
        earned: sum(own.filter(counted)),
        held: sum(held),
        statement: statementOf(worker, month),
      };
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

/** The months that can be chosen, newest first: those with earnings or statements, and the one that runs. */
export function monthsOf(earnings: Earning[]): string[] {
  const months = new Set([day(world.now).slice(0, 7)]);
  for (const e of earnings) months.add(day(e.at).slice(0, 7));
  for (const s of world.rows.all('statement')) months.add(s.month);
  return [...months].sort().reverse();
}

/** The sum of all accounts of a unit: zero, or the books are broken. */
export function sums(balances: Balance[]): { unit: string; sum: number }[] {
  const units = [...new Set(balances.map((b) => b.unit))].sort();
  return units.map((unit) => ({
    unit,
    sum: balances.filter((b) => b.unit === unit).reduce((total, b) => total + b.amount, 0),
  }));
}

/** Whole days until an instant; below zero they have passed. */
export const daysLeft = (due: string): number => Math.ceil((Date.parse(due) - world.now) / 86_400_000);

export const STATE_TONE = {
  prepared: 'amber',
  rejected: 'red',
  approved: 'teal',
  paid: 'green',
  receipted: 'green',
} as const;

/** Money of a fund in a worker's hand. */
export interface Carried {
  worker: string;
  fund: string;
  amount: number;
  since?: string;
}
/** rupiah.held.<worker>.<fund>, the longest carried first; of one worker where one is named. */
export function carriedOf(balances: Balance[], worker = ''): Carried[] {
  return inHands(balances, worker)
    .filter((c) => c.amount > 0)
    .sort((a, b) => (a.since ?? '~').localeCompare(b.since ?? '~'));
}

/** What a fund owes workers who handed in money that no family had paid after all, as sums above zero; the largest first. */
export function backOf(balances: Balance[], worker = ''): Carried[] {
  return inHands(balances, worker)
    .filter((c) => c.amount < 0)
    .map((c) => ({ ...c, amount: -c.amount }))
    .sort((a, b) => b.amount - a.amount);
}

function inHands(balances: Balance[], worker: string): Carried[] {
  return balances
    .filter((b) => b.unit === 'rupiah' && b.account.startsWith('rupiah.held.'))
    .map((b) => {
      const [owner = '', fund = ''] = b.account.slice('rupiah.held.'.length).split('.');
      return { worker: owner, fund, amount: b.amount, ...(b.since ? { since: b.since } : {}) };
    })
    .filter((c) => !worker || c.worker === worker);
}
