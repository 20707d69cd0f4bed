import { expect, test } from 'vitest';
import { monthsOld } from '../../lib/age';
import type { Feeding } from '../../lib/contract';
import { monthsOf } from './months';

const line = (
  id: string,
  month: number,
  answer: Feeding['answer'],
  on: string,
  replaced_by = '',
): Feeding => ({
  id,
  baby: 'dimas',
  baby_name: 'Dimas',
  month,
  answer,
  source: 'told',
  on,
  by_name: 'Bu Eni',
  recorded_at: on + 'T01:00:00.000Z',
  replaced_by,
});

test('a baby is as many whole months old as the server counts', () => {
  expect(monthsOld('2026-01-15', '2026-02-14')).toBe(0);
  expect(monthsOld('2025-08-31', '2026-02-28')).toBe(5);
  expect(monthsOld('2025-08-31', '2026-03-01')).toBe(6);
  expect(monthsOld('2026-03-02', '2026-03-01')).toBe(-1);
});

test('of a month the line counts that nothing replaces, of two records the later day', () => {
  const lines = [
    line('a', 2, 'exclusive', '2026-03-01', 'b'),
    line('b', 2, 'not_exclusive', '2026-03-02'),
    line('c', 1, 'exclusive', '2026-02-01'),
    line('d', 1, 'unknown', '2026-02-10'),
  ];
  const months = monthsOf(lines, 'dimas', 2);
  expect(months.map((m) => m.said?.answer ?? m.when)).toEqual([
    'past',
    'unknown',
    'not_exclusive',
    'ahead',
    'ahead',
    'ahead',
    'ahead',
  ]);
});
