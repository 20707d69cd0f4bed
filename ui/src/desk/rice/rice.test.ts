import { expect, test } from 'vitest';
import type { RiceBatch, RiceDebt, RiceLine } from '../../lib/contract';
import { Tables } from '../../lib/tables';
import { byAge, figures, gramsOf, rupiahOf } from './rice';

const debt = (id: string, state: RiceDebt['state'], due: string): RiceDebt => ({
  id,
  number: id,
  case: id,
  grams: 5000,
  state,
  due,
});

test('what is owed, in store and short; gifts for something else do not count', () => {
  const rows = Tables.of([]);
  rows.put('rice_debt', debt('0417', 'owed', '2026-03-02T05:00:00Z'));
  rows.put('rice_debt', debt('0418', 'given', '2026-03-02T05:00:00Z'));
  rows.put('rice_debt', debt('0419', 'withheld', '2026-03-02T05:00:00Z'));
  const sack = (id: string, left: number, other = false): RiceBatch => ({
    id,
    source: 'gift',
    grams: 9000,
    left,
    rupiah: 0,
    on: '2026-03-01',
    other,
  });
  rows.put('rice_batch', sack('a', 3000));
  rows.put('rice_batch', sack('b', 9000, true));
  const gift = (id: string, rupiah: number, more: Partial<RiceLine> = {}): RiceLine => ({
    ...{
      id,
      kind: 'gift',
      what: 'money',
      grams: 0,
      rupiah,
      purpose: 'promise',
      counted: 0,
      on: '2026-03-01',
      at: '2026-03-01T05:00:00Z',
    },
    ...more,
  });
  rows.put('rice_line', gift('c', 600_000));
  rows.put('rice_line', gift('d', 50_000, { purpose: 'other' }));
  rows.put('rice_line', gift('e', 6_000_000, { undone: true }));
  rows.put('rice_line', gift('f', 340_000, { kind: 'purchase', what: 'rice' }));
  expect(figures(rows)).toEqual({ owed: 5000, stock: 3000, short: 2000, cash: 260_000 });
});

test('what is still to be done stands first, the oldest at the top', () => {
  const all = [
    debt('new', 'given', '2026-03-09'),
    debt('b', 'owed', '2026-03-05'),
    debt('old', 'struck', '2026-03-01'),
    debt('a', 'owed', '2026-03-04'),
  ];
  expect(all.sort(byAge).map((d) => d.id)).toEqual(['a', 'b', 'new', 'old']);
});

test('weights and sums are read as people type them', () => {
  expect(gramsOf('2,5')).toBe(2500);
  expect(gramsOf('25')).toBe(25_000);
  expect(gramsOf('')).toBeNaN();
  expect(rupiahOf('Rp 1.500.000')).toBe(1_500_000);
  expect(rupiahOf('lima')).toBe(0);
});
