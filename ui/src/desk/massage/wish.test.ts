import { describe, expect, it } from 'vitest';
import type { MassageBooking } from '../../lib/contract.massage';
import { placeOf, queueOf, wishOf } from './wish';

const waits = (number: number, made: string, since = made, state = 'waiting') =>
  ({
    id: 'b' + number,
    number,
    state,
    made_at: `2026-03-0${made}T01:00:00Z`,
    wish: { until: '2026-04-01', since: `2026-03-0${since}T01:00:00Z` },
  }) as MassageBooking;

describe('who waits', () => {
  const all = [waits(3, '3'), waits(1, '1', '4'), waits(2, '2'), waits(4, '1', '1', 'booked')];
  it('stands where it asked, or where it last let an offer pass', () => {
    expect(queueOf(all).map((b) => b.number)).toEqual([2, 3, 1]);
    expect(placeOf(all, 'b1')).toEqual({ n: 3, all: 3 });
    expect(placeOf(all, 'b4')).toEqual({ n: 0, all: 3 });
  });
  it('wishes for what was said and nothing else', () => {
    expect(wishOf({ days: [], part: '', until: '2026-04-01' }, '')).toEqual({ until: '2026-04-01' });
    expect(wishOf({ days: [1, 3], part: 'morning', until: '2026-04-01' }, 'c')).toEqual({
      until: '2026-04-01',
      days: [1, 3],
      part: 'morning',
      cadre: 'c',
    });
  });
});
