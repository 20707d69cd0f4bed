import { describe, expect, it } from 'vitest';
import { counted, type Seller, silent, waits, whole } from './reckon';

const seller = (more: Partial<Seller>): Seller =>
  ({ state: 'active', enlisted_on: '2026-11-01', ...more }) as Seller;

describe('what a count at the stall says', () => {
  it('is nothing where nothing was counted', () => expect(counted(30, ' ')).toBeNull());
  it('is what is gone', () => expect(counted(30, '19')).toEqual({ diff: 11, ok: true }));
  it('is what was not handed out after all', () => expect(counted(30, '32')).toEqual({ diff: -2, ok: true }));
  it('is no count where it is no whole number', () => {
    for (const said of ['-1', '2.5', 'dua']) expect(counted(30, said)?.ok).toBe(false);
  });
});

describe('somebody of whom nothing is heard', () => {
  it('is silent after two weeks, not before', () => {
    expect(silent(seller({ last_on: '2026-11-08' }), '2026-11-22')).toBe(false);
    expect(silent(seller({ last_on: '2026-11-07' }), '2026-11-22')).toBe(true);
  });
  it('is given the same time from the first day on', () => {
    expect(silent(seller({ enlisted_on: '2026-11-20' }), '2026-11-22')).toBe(false);
    expect(silent(seller({}), '2026-11-22')).toBe(true);
  });
  it('is not waited for once the part has ended', () =>
    expect(silent(seller({ state: 'ended', last_on: '2025-01-01' }), '2026-11-22')).toBe(false));
});

it('takes only whole numbers for a count', () => {
  expect([whole('12'), whole(' 7 '), whole('1.5'), whole('-3'), whole('')]).toEqual([12, 7, 0, 0, 0]);
});

it('says whom somebody still has to call on', () => {
  const states = ['told', 'confirmed', 'not_met', 'visited', 'joined', 'refused', 'erased'];
  expect(states.filter((state) => waits({ state }))).toEqual(['told', 'confirmed', 'not_met']);
});
