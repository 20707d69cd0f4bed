import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { INDICES } from './growth';
import { judge, type Measured } from './judge';

interface Golden {
  arm_limit_mm: number;
  gap_breaks_2t?: boolean;
  sex?: string;
  born?: string;
  before?: Measured[];
  now: Measured;
  doubts: string[];
  status?: string;
  gain_g?: number;
  least_g?: number;
  t?: number;
  reasons?: string[];
  z: (number | null)[];
}
const FILE = new URL('../../../../internal/shared/health/testdata/weigh_golden.jsonl', import.meta.url);

// The health centre wrote these cases: what it asks and says of a weighing, the phone asks and says too.
test('the phone asks and says of every case what the health centre does', () => {
  const cases = readFileSync(FILE, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Golden);
  expect(cases.length).toBeGreaterThan(500);
  for (const one of cases) {
    const said = judge(one, one.now, one.before ?? [], {
      arm_limit_mm: one.arm_limit_mm,
      gap_breaks_2t: one.gap_breaks_2t ?? false,
    });
    expect(
      {
        doubts: said.doubts,
        status: said.status,
        gain: said.gain ?? null,
        least: said.least,
        t: said.t,
        reasons: said.reasons,
        z: INDICES.map((i) => said.result.scores[i]?.z ?? null),
      },
      JSON.stringify(one),
    ).toEqual({
      doubts: one.doubts,
      status: one.status ?? '',
      gain: one.gain_g ?? null,
      least: one.least_g ?? 0,
      t: one.t ?? 0,
      reasons: one.reasons ?? [],
      z: one.z,
    });
  }
});
