import { expect, test } from 'vitest';
import { lettered, middleOf } from './lettering';
import { mosaicOf } from './mosaic';

const spots = (...at: [string, number, number][]) =>
  at.map(([name, lat, lon]) => ({ id: name, name, lat, lon }));
const clash = (places: Map<string, readonly [number, number]>, size: number) =>
  [...places].flatMap(([a, [ax, ay]], i) =>
    [...places]
      .slice(i + 1)
      .filter(([b, [bx, by]]) => {
        const wide = ((Math.max(4, a.length) + Math.max(4, b.length)) * 0.6 * size) / 2;
        return Math.abs(ax - bx) < wide - 0.1 && Math.abs(ay - by) < 2.6 * size - 0.1;
      })
      .map(([b]) => a + ' on ' + b),
  );

test('the middle of a shape is that of its area', () => {
  expect(middleOf([[0, 0], [4, 0], [4, 2], [0, 2]])).toEqual([2, 1]); // prettier-ignore
  expect(middleOf([[1, 1], [1, 1]])).toEqual([1, 1]); // prettier-ignore
});

test('villages that lie close are lettered beside each other, within the drawing', () => {
  for (const [W, H] of [
    [446, 245],
    [320, 176],
  ] as const)
    for (const villages of [
      spots(['Jambewangi', -8.266, 114.118], ['Sempu', -8.305, 114.129], ['Tegalarum', -8.315, 114.141]),
      spots(['Satu', -7.5, 110.9], ['Kebakkramat', -7.5, 110.9], ['Nangsri', -7.5, 110.9001]),
      spots(['Alastuwo', -7.52, 110.91], ['Banjarharjo', -7.521, 110.915], ['Malanggaten', -7.51, 110.93]),
    ]) {
      const size = Math.min(13, W / 30);
      const places = lettered(mosaicOf(villages, W, H).cells, size, W, H);
      expect(clash(places, size)).toEqual([]);
      for (const [x, y] of places.values()) expect(x > 0 && x < W && y > 0 && y < H).toBe(true);
    }
  expect(lettered([], 13, 446, 245).size).toBe(0);
});
