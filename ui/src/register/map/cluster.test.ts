import { describe, expect, test } from 'vitest';
import { clusters, SINGLE_FROM, type Dot } from './cluster';

const street: Dot[] = Array.from({ length: 500 }, (_, i) => [
  'h' + i,
  -7.5 - (i % 25) * 0.001,
  110.9 + Math.floor(i / 25) * 0.001,
  i % 2 ? 1 : 4,
]);

describe('clusters', () => {
  test('lose no house at any zoom', () => {
    for (let zoom = 0; zoom <= 19; zoom++) {
      const all = clusters(street, zoom);
      expect(all.reduce((sum, c) => sum + c.n, 0)).toBe(500);
      expect(new Set(all.flatMap((c) => c.dots.map((dot) => dot[0]))).size).toBe(500);
      expect(new Set(all.map((c) => c.key)).size).toBe(all.length);
    }
  });
  test('are one seen from afar and single houses from near', () => {
    expect(clusters(street, 4).length).toBeLessThanOrEqual(4);
    expect(clusters(street, SINGLE_FROM)).toHaveLength(500);
    expect(clusters([], 12)).toEqual([]);
  });
  test('tell what any of their houses has', () => {
    const [one] = clusters(street.slice(0, 2), 3);
    expect(one).toMatchObject({ n: 2, flags: 5 });
  });
});
