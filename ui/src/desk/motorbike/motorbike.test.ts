import { describe, expect, it } from 'vitest';
import type { Motorbike, MotorbikeLoan, MotorbikeTrip } from '../../lib/contract.motorbike';
import { csv, daysOut, dueOf, hadOn, move, register } from './motorbike';

const TODAY = '2026-03-05';
const loan = (
  id: string,
  motorbike: string,
  worker: string,
  from: string,
  to: string,
  back_on = '',
): MotorbikeLoan => ({
  id,
  motorbike,
  worker,
  worker_name: worker,
  from,
  to,
  back_on,
});
const bike = (id: string, more: Partial<Motorbike> = {}): Motorbike => ({
  id,
  name: id,
  km: 1000,
  read_km: 1000,
  holders: [],
  state: 'active',
  service_on: '2026-09-01',
  ...more,
});

describe('who has which', () => {
  it('is whoever began first, and one that is late keeps it', () => {
    const loans = [
      loan('1', 'red', 'lilis', '2026-03-02', '2026-03-03'),
      loan('2', 'red', 'yani', '2026-03-05', '2026-03-06'),
      loan('3', 'blue', 'entin', '2026-03-05', '2026-03-05'),
    ];
    const had = hadOn(loans, TODAY, TODAY);
    expect(had.get('red')).toEqual({ loan: loans[0], late: true });
    expect(had.get('blue')?.late).toBe(false);
    loans[0]!.back_on = TODAY;
    expect(hadOn(loans, TODAY, TODAY).get('red')?.loan.worker).toBe('yani');
    expect(hadOn(loans, move(TODAY, 2), TODAY).size).toBe(0);
  });
});

describe('service', () => {
  it('is due by its day or by its kilometres, and soon before that', () => {
    expect(dueOf(bike('a'), TODAY)).toBe('');
    expect(dueOf(bike('a', { service_on: TODAY }), TODAY)).toBe('soon');
    expect(dueOf(bike('a', { service_on: '2026-03-04' }), TODAY)).toBe('due');
    expect(dueOf(bike('a', { service_km: 1000 }), TODAY)).toBe('due');
    expect(dueOf(bike('a', { service_km: 1200 }), TODAY)).toBe('soon');
    expect(dueOf(bike('a', { service_km: 1000, state: 'retired' }), TODAY)).toBe('');
  });
  it('stands first in the register', () => {
    const all = [bike('a'), bike('b', { service_km: 900 }), bike('c', { state: 'retired' })];
    expect(register(all, '', false, TODAY, () => '').map((b) => b.id)).toEqual(['b', 'a']);
    expect(
      register(all, 'HASAN', false, TODAY, (b) => (b.id === 'a' ? 'RS Hasan' : '')).map((b) => b.id),
    ).toEqual(['a']);
    expect(register(all, '', true, TODAY, () => '').map((b) => b.id)).toEqual(['c']);
  });
});

describe('the days out', () => {
  const trip: MotorbikeTrip = {
    id: 't',
    motorbike: 'red',
    worker: 'lilis',
    on: '2026-03-03',
    km: 9,
    source: 'tracking',
  };
  it('say what is known and what is not, and nothing of today before it is known', () => {
    const loans = [loan('1', 'red', 'lilis', '2026-03-03', TODAY)];
    const days = daysOut(loans, [trip], '2026-03-01', TODAY, () => true);
    expect(days.map((d) => [d.on, d.trip?.km])).toEqual([
      ['2026-03-04', undefined],
      ['2026-03-03', 9],
    ]);
    expect(daysOut(loans, [trip], '2026-03-01', TODAY, () => false)).toHaveLength(1);
  });
});

it('a table as text keeps commas and breaks formulas', () => {
  expect(csv([['a,b', '=1+1', 3]])).toBe('\ufeff"a,b",\'=1+1,3\r\n');
});
