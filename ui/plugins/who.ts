import { readFileSync } from 'node:fs';
import type { Plugin } from 'vite';

const FOLDER = new URL('../../internal/calc/growth/who/', import.meta.url);
const ID = 'virtual:who';
/** The tables as calc/growth reads them: by day of age, and the last two by a tenth of a centimetre. */
const TABLES = ['wfa', 'lhfa', 'bfa', 'hcfa', 'wfl', 'wfh'];
/** How many of each figure make one: the powers and medians have four decimals, the variations five. */
const PARTS = [10_000, 10_000, 100_000];

/**
 * Gives the app the figures of the WHO from the very files that the server reads. The curves are smooth, so their
 * second differences are small whole numbers: 470 kB of figures become some 15 kB on the way to the phone.
 */
export function who(): Plugin {
  return {
    name: 'sambang-who',
    resolveId: (id) => (id === ID ? '\0' + ID : null),
    load: (id) => (id === '\0' + ID ? `export default ${JSON.stringify(packed())}` : null),
  };
}

/** By table and sex (1 boys, 2 girls): three columns, the rows in their order, as second differences. */
function packed(): Record<string, string[]> {
  const out: Record<string, string[]> = {};
  for (const table of TABLES) {
    const rows = readFileSync(new URL(table + '.csv', FOLDER), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').map(Number));
    for (const sex of [1, 2])
      out[table + sex] = PARTS.map((part, column) =>
        twice(rows.filter((row) => row[0] === sex).map((row) => Math.round(row[column + 2]! * part))),
      );
  }
  return out;
}

/** Second differences, the zeros counted: "5,-1,3z" is 5, -1 and three times 0. */
function twice(values: number[]): string {
  const out: string[] = [];
  let zeros = 0;
  const flush = () => {
    if (zeros > 0) out.push(zeros === 1 ? '0' : zeros + 'z');
    zeros = 0;
  };
  values.forEach((value, i) => {
    const was = values[i - 1] ?? 0;
    const step = value - was - (i > 0 ? was - (values[i - 2] ?? 0) : 0);
    if (step === 0) zeros++;
    else {
      flush();
      out.push(String(step));
    }
  });
  flush();
  return out.join(',');
}
