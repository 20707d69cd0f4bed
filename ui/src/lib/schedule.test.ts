import { describe, expect, it } from 'vitest';
import type { SchedulePeriod } from './contract';
import { ahead, holding, hourOn, move, rides, weekFrom, weekdayOf } from './schedule';

const WORKING = [1, 2, 3, 4, 5];
/** The same year as in internal/calc/calendar: what is shown before sending is what the server will plan. */
const SRI: SchedulePeriod[] = [
  { from: '2026-01-05', to: '', kind: 'normal', weekdays: WORKING, at: '11:40' },
  { from: '2026-02-18', to: '2026-03-19', kind: 'ramadan', weekdays: WORKING, at: '10:30' },
  { from: '2026-03-02', to: '2026-03-03', kind: 'leave', weekdays: [], at: '' },
  { from: '2026-03-30', to: '', kind: 'shift', weekdays: [6, 7], at: '19:00' },
];

describe('a schedule', () => {
  it.each([
    ['2026-01-04', ''],
    ['2026-01-05', '11:40'],
    ['2026-01-10', ''],
    ['2026-02-18', '10:30'],
    ['2026-03-02', ''],
    ['2026-03-04', '10:30'],
    ['2026-03-20', ''],
    ['2026-03-23', '11:40'],
    ['2026-03-30', ''],
    ['2026-04-04', '19:00'],
  ])('fetches on %s at "%s"', (day, at) => {
    expect(hourOn(day, SRI, ['2026-03-20'])).toBe(at);
  });
  it('is shown for the next four weeks without the days on which nobody comes', () => {
    const holidays = [{ id: 'h', day: '2026-03-20', kind: 'national' as const, name: 'Nyepi' }];
    const days = ahead('2026-03-16', 14, SRI, holidays).map((one) => one.day);
    expect(days).toEqual([16, 17, 18, 19, 23, 24, 25, 26, 27].map((n) => `2026-03-${n}`));
  });
  it('has leave hold before a shift that begins within it', () => {
    const leave: SchedulePeriod = {
      from: '2026-05-04',
      to: '2026-05-08',
      kind: 'leave',
      weekdays: [],
      at: '',
    };
    const shift: SchedulePeriod = {
      from: '2026-05-06',
      to: '',
      kind: 'shift',
      weekdays: WORKING,
      at: '15:00',
    };
    expect(holding('2026-05-07', [leave, shift])).toBe(leave);
    expect(holding('2026-05-07', [shift, leave])).toBe(leave);
  });
});

it('knows the days of a week', () => {
  expect(weekdayOf('2026-03-02')).toBe(1);
  expect(weekFrom('2026-03-05').at(-1)).toBe('2026-03-11');
  expect(weekFrom('2026-03-01')).toHaveLength(7);
  expect(move('2026-02-28', 1)).toBe('2026-03-01');
});

it('puts the bags of one way out together', () => {
  const p = (id: string, at: string, ride: string) => ({ id, at, ride }) as never;
  expect(rides([p('b', '2', 'r'), p('a', '1', 'r'), p('c', '3', '')]).map((g) => g.length)).toEqual([2, 1]);
});
