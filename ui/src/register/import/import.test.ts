import { expect, test } from 'vitest';
import { gathered, problemsAt, type Problem } from './ask';

const problems: Problem[] = [
  { row: 4, column: 2, code: 'people.bad_nik' },
  { row: 5, column: 3, code: 'people.bad_date', error: true },
  { row: 6, column: 2, code: 'people.bad_nik' },
  { row: 4, column: 2, code: 'people.worse', error: true },
  { row: 4, code: 'people.no_name', error: true },
];

test('a cell tells its worst problem first, and the row as a whole its own', () => {
  expect(problemsAt(problems, 4, 2).map((p) => p.code)).toEqual(['people.worse', 'people.bad_nik']);
  expect(problemsAt(problems, 4, 0).map((p) => p.code)).toEqual(['people.no_name']);
  expect(problemsAt(problems, 4, 9)).toEqual([]);
});

test('the same mistake in many rows is one line, and what keeps rows out stands first', () => {
  expect(gathered(problems).map((g) => [g.code, g.rows])).toEqual([
    ['people.bad_date', [5]],
    ['people.worse', [4]],
    ['people.no_name', [4]],
    ['people.bad_nik', [4, 6]],
  ]);
});
