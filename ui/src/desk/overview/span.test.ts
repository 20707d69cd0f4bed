import { expect, test } from 'vitest';
import { earlier } from './span';

test('a month before January is December of the year before', () => {
  expect(earlier('2026-01', 1)).toBe('2025-12');
  expect(earlier('2025-12', -1)).toBe('2026-01');
  expect(earlier('2026-07', 6)).toBe('2026-01');
});
