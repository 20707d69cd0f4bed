import { describe, expect, it } from 'vitest';
import {
  hardest,
  type MonthFigures,
  noted,
  percent,
  sizes,
  short,
  smoothed,
  spanOf,
  trendOf,
} from './coverage';
import { clearEnd, step } from './room';

const share = (have: number, of: number) => ({ have, of });
const month = (have: number, of: number) => ({ graduates: share(have, of) });

describe('what the figures of breastfeeding say', () => {
  it('says how many babies the target lacks, and none beyond it', () => {
    expect(short(share(152, 398), 5000)).toBe(47);
    expect(short(share(20, 30), 5000)).toBe(0);
    expect(percent(share(0, 0))).toBeUndefined();
  });

  it('sees a trend in sums of three months, and none in a handful of babies', () => {
    const low = [month(2, 10), month(2, 10), month(2, 10)];
    expect(trendOf([...low, month(5, 10), month(4, 10), month(4, 10)]).what).toBe('double');
    expect(trendOf([...low, month(3, 10), month(3, 10), month(3, 10)])).toEqual({ what: 'up', points: 10 });
    expect(trendOf([...low, month(1, 10), month(1, 10), month(1, 10)])).toEqual({ what: 'down', points: 10 });
    expect(trendOf([...low, ...low]).what).toBe('even');
    expect(trendOf([month(0, 1), month(0, 1), month(0, 1), month(1, 1), month(1, 1), month(1, 1)]).what).toBe(
      'few',
    );
  });

  it('sums three months where one is a handful of babies, and leaves many as they are', () => {
    const of = (n: number, every: number): MonthFigures[] =>
      Array.from({ length: n }, () => ({
        month: '',
        ...{ graduates: share(1, every), recall: share(2, every), asked: share(every, every) },
        ...{ not_proven: 0, left_out: 0 },
      }));
    expect(smoothed(of(4, 3))!.map((m) => m.graduates)).toEqual([
      share(1, 3),
      share(2, 6),
      share(3, 9),
      share(3, 9),
    ]);
    expect(smoothed(of(4, 12))).toBeUndefined();
  });

  it('names who reached the target and who fell, but no place of two babies', () => {
    const a = { key: 'a', graduates: share(6, 10), before: share(4, 10) };
    const b = { key: 'b', graduates: share(1, 10), before: share(3, 10) };
    const tiny = { key: 'tiny', graduates: share(2, 2), before: share(2, 2) };
    expect(noted([b, tiny, a], 5000)).toEqual({ best: a, reached: true, fallen: b });
    expect(noted([tiny], 5000)).toEqual({ reached: false });
  });

  it('finds the month in which most were lost', () => {
    expect(hardest([97, 91, 84, 68, 55, 46].map((n) => share(n, 100)))).toEqual({ month: 3, lost: 16 });
    expect(hardest([share(1, 2), share(0, 2)])).toBeUndefined();
    expect(hardest([share(9, 9), share(9, 9)])).toBeUndefined();
  });

  it('counts each list as the figure does, and a year up to this month', () => {
    const f = { recall: share(3, 4), asked: share(4, 6), graduates: share(2, 5), not_proven: 1, left_out: 1 };
    expect(sizes(f)).toEqual({
      graduates: 2,
      broken: 2,
      not_proven: 1,
      left_out: 1,
      recalled_yes: 3,
      recalled_no: 1,
      unasked: 2,
    });
    expect(spanOf('2026', '2026-03-02')).toEqual({ from: '2026-01', to: '2026-03' });
    expect(spanOf('2025', '2026-03-02')).toEqual({ from: '2025-01', to: '2025-12' });
    expect(spanOf('18', '2026-03-02')).toEqual({ from: '2024-10', to: '2026-03' });
  });
});

describe('how a drawing finds room for its words', () => {
  it('writes beside a level line at the end that the lines keep away from', () => {
    // The first months lie at the baseline of 12, the last ones far above it.
    expect(clearEnd([[14, 9, 11, 25, 38, 40]], 12)).toBe('end');
    expect(clearEnd([[40, 38, 30, 20, 13, 12]], 12)).toBe('start');
    expect(clearEnd([[undefined, undefined, undefined, 20, 13, 12]], 12)).toBe('start');
  });
  it('names as many months as there is room for', () => {
    expect(step(18, 348, 84)).toBe(5);
    expect(step(18, 200, 168)).toBe(15);
    expect(step(1, 10, 84)).toBe(1);
  });
});
