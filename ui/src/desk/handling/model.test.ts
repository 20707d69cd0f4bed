import { expect, test } from 'vitest';
import type { Bottle, Delivery } from '../../lib/contract';
import { fitness, span, toJudge } from './model';

const H = 3600;
test('a limit is said in the unit that holds it whole', () => {
  expect(span(4 * H)).toEqual({ unit: 'hour', n: 4 });
  expect(span(24 * H)).toEqual({ unit: 'hour', n: 24 });
  expect(span(72 * H)).toEqual({ unit: 'day', n: 3 });
  expect(span(336 * H)).toEqual({ unit: 'week', n: 2 });
  expect(span(2190 * H)).toEqual({ unit: 'month', n: 3 });
  expect(span(5400)).toEqual({ unit: 'minute', n: 90 });
  expect(span(0).unit).toBe('never');
});

const now = Date.parse('2026-03-02T08:00:00Z');
const bottle = (use_by: string, more: Partial<Bottle> = {}): Bottle => ({
  id: use_by,
  label: 'A',
  volume_ml: 60,
  expressed_at: '',
  use_by,
  milk: 'cooled',
  state: 'carried',
  holder: 'courier',
  holder_name: '',
  ...more,
});

test('between the two limits a midwife decides; after the last nobody', () => {
  const doubt = { hard_by: '2026-03-02T09:00:00Z' };
  expect(fitness(bottle('2026-03-02T08:30:00Z'), now)).toBe('fit');
  expect(fitness(bottle('2026-03-02T07:30:00Z'), now)).toBe('past');
  expect(fitness(bottle('2026-03-02T07:30:00Z', doubt), now)).toBe('doubtful');
  expect(fitness(bottle('2026-03-02T07:30:00Z', { ...doubt, judged: 'fit' }), now)).toBe('judged_fit');
  expect(fitness(bottle('2026-03-02T07:30:00Z', { ...doubt, judged: 'unfit' }), now)).toBe('judged_unfit');
  expect(fitness(bottle('2026-03-02T07:30:00Z', { ...doubt, judged: 'fit' }), now + 2 * H * 1000)).toBe(
    'past',
  );
});

test('what may be doubtful is listed, the most pressing first', () => {
  const one = { id: '1', bottles: [bottle('2026-03-02T09:00:00Z', { hard_by: '2026-03-03T09:00:00Z' })] };
  const two = {
    id: '2',
    bottles: [
      bottle('2026-03-02T07:00:00Z', { hard_by: '2026-03-03T09:00:00Z' }),
      bottle('2026-03-02T06:00:00Z'),
    ],
  };
  const later = { id: '4', bottles: [bottle('2026-03-02T20:00:00Z', { hard_by: '2026-03-03T20:00:00Z' })] };
  const over = { id: '3', ended_at: 'x', bottles: two.bottles };
  const found = toJudge([one, two, over, later] as unknown as Delivery[], now);
  expect(found.map((f) => [f.delivery.id, f.is])).toEqual([
    ['2', 'doubtful'],
    ['1', 'fit'],
  ]);
});
