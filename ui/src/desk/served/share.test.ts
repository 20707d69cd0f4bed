import { expect, test } from 'vitest';
import { shareOf } from './share';

test('a share is cut to a tenth of a hundredth, and none is said where there is no target', () => {
  expect(shareOf(1000)).toBe('100 %');
  expect(shareOf(16)).toBe('1,6 %');
  expect(shareOf(0)).toBe('0 %');
  expect(shareOf(-1)).toBe('');
});
