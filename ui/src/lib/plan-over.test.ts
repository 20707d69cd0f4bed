import { describe, expect, it } from 'vitest';
import { overOf } from './plan-over';
import { Tables } from './tables';

const booking = (id: string, cadre: string, state: string, day = '2026-03-02') => ({
  key: 'massage_booking' + id,
  tbl: 'massage_booking',
  id,
  seq: 1,
  row: { id, cadre, state, day },
});
const rows = Tables.of([
  booking('1', 'lilis', 'done'),
  booking('2', 'lilis', 'not_home'),
  booking('3', 'lilis', 'cancelled'),
  booking('4', 'lilis', 'booked', '2026-03-03'),
  booking('5', 'entin', 'done'),
  booking('6', 'entin', 'started'),
]);
const of = (cadre: string, group: 'cadres' | 'couriers' = 'cadres', day = '2026-03-02') =>
  overOf(rows, group, cadre, day);

describe('a day that is over', () => {
  it('is the visits to which somebody went, and how many of them had no massage', () => {
    expect(of('lilis')).toEqual({ visits: 2, without: 1 });
  });

  it('is not over while a visit of it is ahead or going on', () => {
    expect(of('entin').visits).toBe(0);
    expect(of('lilis', 'cadres', '2026-03-03').visits).toBe(0);
  });

  it('is told of cadres alone: of the others the plan speaks', () => {
    expect(of('lilis', 'couriers').visits).toBe(0);
  });
});
