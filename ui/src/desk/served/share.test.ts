import { expect, test } from 'vitest';
import { shareOf, targetsOf } from './share';

test('a share is cut to a tenth of a hundredth, and none is said where there is no target', () => {
  expect(shareOf(1000)).toBe('100 %');
  expect(shareOf(16)).toBe('1,6 %');
  expect(shareOf(0)).toBe('0 %');
  expect(shareOf(-1)).toBe('');
});

test('targets of a year are as typed, those of other years stay', () => {
  const kept = [
    { group: 'elder', year: 2025, people: 7 },
    { group: 'elder', year: 2026, people: 40 },
  ];
  expect(targetsOf(kept, 2026, { elder: '', pregnant: '1.060', newborn: 'x' })).toEqual([
    { group: 'elder', year: 2025, people: 7 },
    { group: 'pregnant', year: 2026, people: 1060 },
  ]);
});
