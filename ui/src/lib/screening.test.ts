import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { strictest, USUAL, type Answers, type Figures } from './screening';

interface Golden {
  set?: Figures;
  answers: Answers;
  born: string[];
  now: string;
  moment: string;
  verdict: { result: string; rows?: string[]; until?: string | null; limits?: string[]; missing?: string[] };
  child: number;
}
const FILE = new URL('../../../internal/calc/screening/testdata/golden.jsonl', import.meta.url);

// The health centre wrote these cases: what it says at the door, the phone says too.
test('the phone judges every case as the health centre does', () => {
  const cases = readFileSync(FILE, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Golden);
  expect(cases.length).toBeGreaterThan(500);
  for (const one of cases) {
    const set = one.set ?? USUAL;
    const said = strictest(one.answers, one.born, Date.parse(one.now), set, one.moment !== 'booking');
    expect(
      { ...said, until: said.until ? new Date(said.until).toISOString() : '' },
      JSON.stringify(one),
    ).toEqual({
      result: one.verdict.result,
      rows: one.verdict.rows ?? [],
      until: one.verdict.until ?? '',
      limits: one.verdict.limits ?? [],
      missing: one.verdict.missing ?? [],
      child: one.child,
    });
  }
});
