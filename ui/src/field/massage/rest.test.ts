import { describe, expect, it } from 'vitest';
import { daysAfter, MOST_SAID, nextOf, toldOf, type FreeSlot } from './rest';

const slot = (cadre: string, from: string): FreeSlot => ({ cadre, name: cadre, from, to: from });
const until = Date.parse('2026-03-05T03:00:00Z');
const free = [
  slot('euis', '2026-03-05T02:30:00.000Z'),
  slot('lilis', '2026-03-05T03:00:00.000Z'),
  slot('euis', '2026-03-05T03:00:00.000Z'),
  slot('euis', '2026-03-05T03:30:00.000Z'),
];

describe('another day after an immunisation', () => {
  it('is the first free hour after the rest, hers before another cadre’s', () => {
    expect(nextOf(free, until, 'euis', [])).toEqual(free[2]);
    expect(nextOf(free, until, 'ani', [])).toEqual(free[1]);
  });
  it('is never one that the parent said no to', () => {
    const no = [{ cadre: 'euis', from: '2026-03-05T03:00:00Z' }];
    expect(nextOf(free, until, 'euis', no)).toEqual(free[1]);
  });
  it('is not said for ever', () => {
    const no = Array.from({ length: MOST_SAID }, (_, n) => ({
      cadre: 'x',
      from: `2026-03-06T0${n}:00:00Z`,
    }));
    expect(nextOf(free, until, 'euis', no)).toBeUndefined();
  });
  it('looks at the day of its end and a week more', () => {
    expect(daysAfter(until)).toEqual({ from: '2026-03-05', to: '2026-03-12' });
  });
  it('tells a yes with its hour, a no without, and nothing where nothing was said', () => {
    expect(toldOf(free[2], [])).toEqual({ cadre: 'euis', at: free[2]!.from, agreed: true });
    expect(toldOf(undefined, [{ cadre: 'euis', from: free[2]!.from }])).toEqual({
      no: [{ cadre: 'euis', from: free[2]!.from }],
    });
    expect(toldOf(undefined, [])).toEqual({});
  });
});
