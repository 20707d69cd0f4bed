import { describe, expect, test } from 'vitest';
import { age, monthsBetween } from './age';
import { paper } from './ask';

describe('an age', () => {
  test('is counted in full months', () => {
    expect(monthsBetween('2026-01-31', '2026-02-28')).toBe(0);
    expect(monthsBetween('2024-02-29', '2026-03-01')).toBe(24);
    expect(monthsBetween('', '2026-03-01')).toBe(-1);
  });
  test('is told in days, months and years', () => {
    expect(age('2026-02-25', '2026-03-02')).toBe('5 hari');
    expect(age('2025-03-02', '2026-03-02')).toBe('12 bulan');
    expect(age('1941-06-01', '2026-03-02')).toBe('84 tahun');
    expect(age(undefined, '2026-03-02')).toBe('');
  });
});

test('the paper is of the smallest that was chosen', () => {
  expect(paper({ village: '33.13.14.2001', posyandu: 'p1', group: 'g1' }, 'id')).toBe(
    '/api/v1/register/groups/g1/list.pdf?lang=id',
  );
  expect(paper({ village: '33.13.14.2001' }, 'en')).toBe(
    '/api/v1/register/villages/33.13.14.2001/list.pdf?lang=en',
  );
  expect(paper({}, 'id')).toBe('');
});
