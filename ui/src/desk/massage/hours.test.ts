import { describe, expect, test } from 'vitest';
import type { MassageHours } from '../../lib/contract.massage';
import { hoursOf, linesOfWeek, typedWeek, wrong } from './hours';

const on = (weekdays: number[], from: string, to: string): MassageHours[] =>
  weekdays.map((weekday) => ({ weekday, from, to }));

describe("a cadre's week", () => {
  test('is what was typed, and what was typed is the week', () => {
    const hours = [
      { weekday: 1, from: '08:00', to: '11:00' },
      { weekday: 1, from: '13:00', to: '16:00' },
      { weekday: 6, from: '08:00', to: '10:00' },
    ];
    expect(hoursOf(typedWeek(hours))).toEqual(hours);
    expect(typedWeek([])).toEqual(Array.from({ length: 7 }, () => ['', '', '', '']));
  });

  test('is said in as few lines as days that follow each other are alike', () => {
    expect(linesOfWeek(on([1, 2, 3, 4, 6], '08:00', '16:00'))).toEqual([
      { first: 1, last: 4, spans: '08.00-16.00' },
      { first: 6, last: 6, spans: '08.00-16.00' },
    ]);
    expect(linesOfWeek([...on([1, 2], '08:00', '11:00'), ...on([2], '13:00', '15:00')])).toEqual([
      { first: 1, last: 1, spans: '08.00-11.00' },
      { first: 2, last: 2, spans: '08.00-11.00, 13.00-15.00' },
    ]);
  });

  test('has both ends of each stretch, in their order, and none inside another', () => {
    const week = (...day: [string, string, string, string]) => [day];
    expect(wrong(week('08:00', '11:00', '13:00', '16:00'))).toBe(false);
    expect(wrong(week('', '', '', ''))).toBe(false);
    expect(wrong(week('08:00', '', '', ''))).toBe(true);
    expect(wrong(week('11:00', '08:00', '', ''))).toBe(true);
    expect(wrong(week('08:00', '11:00', '10:00', '16:00'))).toBe(true);
    expect(wrong(week('08:00', '11:00', '', '16:00'))).toBe(true);
  });
});
