import { describe, expect, test } from 'vitest';
import { Tables } from '../../lib/tables';
import type { CareVillage } from './ask';
import { all, flagOf, gravest, marksOf, type Narrowed } from './care';

const total = {
  village: 'v',
  watched: 3,
  fresh: 1,
  due: 0,
  long: 1,
  never: 1,
  findings: 1,
  findings_month: 0,
  findings_quarter: 1,
  findings_older: 0,
  overdue: 1,
  oldest_days: 45,
  posts: 2,
  posts_wanting: 1,
};
const shown: CareVillage = {
  today: '2026-11-22',
  rhythm_days: 30,
  total,
  houses: [
    {
      house: 'h1',
      code: '0042-7',
      lat: -8.3,
      lon: 114.1,
      days: 12,
      band: 'fresh',
      people: ['sri'],
      groups: ['pregnant'],
    },
    {
      house: 'h2',
      code: '0050-1',
      lat: -8.3,
      lon: 114.2,
      days: 75,
      band: 'long',
      people: ['karto'],
      groups: ['elder'],
    },
  ],
  unplaced: [{ person: 'ratri', days: -1, band: 'never', groups: ['pregnant'] }],
  findings: [
    {
      finding: 'f',
      number: '0012',
      kind: 'latrine',
      state: 'open',
      code: '0042-7',
      days: 45,
      age: 'quarter',
      overdue: true,
      at: { lat: -8.3, lon: 114.1 },
    },
  ],
  posts: [
    { post: 'h2', code: '0050-1', responders: 1, want: ['too_few'], at: { lat: -8.3, lon: 114.2 } },
    { post: 'h3', responders: 2, want: [] },
  ],
};
const rows = Tables.of([
  { tbl: 'person', id: 'sri', seq: 1, row: { id: 'sri', name: 'Sri Wahyuni', village: 'v' } },
  { tbl: 'round', id: 'karto', seq: 1, row: { id: 'karto', person: 'karto', name: 'Mbah Karto' } },
] as never);
const marks = (more: Partial<Narrowed> = {}) => marksOf(rows, shown, { ...all(), ...more });
const ids = (more: Partial<Narrowed> = {}) => marks(more).map((mark) => mark.id);

describe('the marks of a village', () => {
  test('stand by who waits longest, then what was found, then the kenthongan', () => {
    expect(ids()).toEqual(['ratri', 'h2', 'h1', 'f', 'h2', 'h3']);
    expect(marks().map((m) => m.figure)).toEqual(['–', '75', '12', '45', '1', '2']);
  });
  test('name people as far as the reader’s own rows do', () => {
    expect(marks({ layers: ['houses'] }).map((m) => m.names)).toEqual([[], ['Mbah Karto'], ['Sri Wahyuni']]);
  });
  test('without a place stand in the list alone', () => {
    expect(
      marks()
        .filter((m) => !m.at)
        .map((m) => m.id),
    ).toEqual(['ratri', 'h3']);
  });
  test('are narrowed by layer, wait, age, group, want and word', () => {
    expect(ids({ layers: ['findings'] })).toEqual(['f']);
    expect(ids({ layers: ['houses'], bands: ['never', 'long'] })).toEqual(['ratri', 'h2']);
    expect(ids({ layers: ['findings'], ages: ['older'] })).toEqual([]);
    expect(ids({ layers: ['houses'], group: 'elder' })).toEqual(['h2']);
    expect(ids({ layers: ['posts'], wanting: true })).toEqual(['h2']);
    expect(ids({ word: 'sri' })).toEqual(['h1']);
    expect(ids({ word: '0050' })).toEqual(['h2', 'h2']);
  });
});

test('of several together the gravest speaks', () => {
  const [never, long, fresh] = marks({ layers: ['houses'] });
  expect(gravest(flagOf(fresh!))).toBe('fresh');
  expect(gravest(flagOf(fresh!) | flagOf(long!))).toBe('long');
  expect(gravest(flagOf(fresh!) | flagOf(long!) | flagOf(never!))).toBe('never');
});
