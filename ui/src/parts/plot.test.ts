import { expect, test } from 'vitest';
import { ticks } from './plot';

test('an axis reaches over what is drawn, in few round steps', () => {
  expect(ticks(98)).toEqual([0, 50, 100]);
  expect(ticks(4)).toEqual([0, 1, 2, 3, 4]);
  expect(ticks(5000)).toEqual([0, 2000, 4000, 6000]);
  expect(ticks(0.6)).toEqual([0, 0.2, 0.4, 0.6]);
  for (let n = 1; n < 400; n++) {
    const top = n ** 2.3 / 7;
    const axis = ticks(top);
    expect(axis.at(-1)!).toBeGreaterThanOrEqual(top - 1e-9);
    expect(axis.length).toBeLessThanOrEqual(6);
    expect(axis.length).toBeGreaterThanOrEqual(2);
  }
});

test('nothing has an axis all the same', () => {
  expect(ticks(0)).toEqual([0, 1]);
  expect(ticks(NaN)).toEqual([0, 1]);
});
