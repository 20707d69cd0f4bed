import { expect, test } from 'vitest';
import { bodyOf, courseOf, type Draft, newChild } from './book';

const draft: Draft = {
  parent: { person: '', name: ' Ibu Rini ', phone: '0813' },
  children: [
    { ...newChild(), name: 'Alya', born: '2025-10-01', sex: 'female' },
    { ...newChild(), name: 'Bima', born: '2025-10-01' },
  ],
  village: 'v',
  address: 'RT 02',
  note: '',
  point: { lat: -6.9, lon: 107.6 },
  reason: 'stimulation',
  said: {},
  immunised: '',
  letter: false,
  midwife: false,
  weeks: 1,
  stays: true,
};

test('a booking carries the point of the home and what was said of each child', () => {
  const body = bodyOf(draft, 'c', '2026-03-02T03:00:00.000Z');
  expect(body.place).toMatchObject({ label: 'RT 02', lat: -6.9, lon: 107.6, village: 'v' });
  expect(body.children).toEqual([
    { name: 'Alya', born: '2025-10-01', sex: 'female' },
    { name: 'Bima', born: '2025-10-01' },
  ]);
  expect(body.parent).toEqual({ name: 'Ibu Rini', phone: '0813' });
  expect(bodyOf({ ...draft, point: null }, 'c', '2026-03-02T03:00:00.000Z').place).toMatchObject({
    lat: 0,
    lon: 0,
  });
});

test('a course shows each of its weeks, and which of them is not free', () => {
  const at = (day: number) => `2026-03-${String(day).padStart(2, '0')}T03:00:00.000Z`;
  expect(courseOf(at(2), 3, [at(2), at(16), at(3)])).toEqual([
    { at: at(2), free: true },
    { at: at(9), free: false },
    { at: at(16), free: true },
  ]);
});
