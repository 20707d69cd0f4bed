import { expect, test } from 'vitest';
import { draw, lot } from './draw';
import { scoreOf } from './score';

const ATTEMPT = '01hzy3v7q8k2m4n6p8r0s2t4v6';
const question = (code: string) => ({ code, answers: ['a', 'b', 'c'] });
const COURSE = { asked: 3, bank: ['room_hours', 'gel', 'red', 'again', 'who'].map(question) };

test('a lot is the one that the health centre draws', () => {
  // The figures are those of the server's own function for the same texts.
  expect(lot(ATTEMPT, 'room_hours')).toBe(1447982829);
  expect(lot(ATTEMPT, 'gel')).toBe(3382843259);
  expect(lot(ATTEMPT, 'again')).toBe(1897889345);
  expect(lot(ATTEMPT, 'gel/0')).toBe(123705163);
});

test('the lowest lots are asked, and their answers stand in the order of theirs', () => {
  const drawn = draw(COURSE, ATTEMPT);
  expect(drawn.map((d) => d.question)).toEqual(['room_hours', 'again', 'red']);
  expect(draw({ ...COURSE, asked: 5 }, ATTEMPT).at(-1)).toEqual({ question: 'gel', order: [0, 2, 1] });
});

test('another attempt draws others, the same attempt the same', () => {
  expect(draw(COURSE, ATTEMPT)).toEqual(draw(COURSE, ATTEMPT));
  const drawn = new Set(
    Array.from({ length: 20 }, (_, i) =>
      draw(COURSE, ATTEMPT.slice(0, 24) + i)
        .map((d) => d.question)
        .join(),
    ),
  );
  expect(drawn.size).toBeGreaterThan(5);
});

test('whole percents downwards, and nothing passes without what must be', () => {
  const lines = [
    { ok: true, must: true },
    { ok: true, must: false },
    { ok: false, must: false },
  ];
  expect(scoreOf(lines, 66)).toEqual({ score: 66, passed: true });
  expect(scoreOf(lines, 67).passed).toBe(false);
  expect(scoreOf([{ ok: false, must: true }, ...lines.slice(0, 2)], 50)).toEqual({
    score: 66,
    passed: false,
  });
  expect(scoreOf([], 0).passed).toBe(false);
});
