// The tables of the WHO as calc/growth reads them; the build packs them from the same files (plugins/who.ts).
import packed from 'virtual:who';

/** One row: the power of Box and Cox, the median in kg or cm, the coefficient of variation. */
export interface Row {
  l: number;
  m: number;
  s: number;
}
export type TableName = 'wfa' | 'lhfa' | 'bfa' | 'hcfa' | 'wfl' | 'wfh';
export type Sex = 'male' | 'female';

const PARTS = [10_000, 10_000, 100_000] as const;

function unpack(column: string): number[] {
  const out: number[] = [];
  const add = (second: number) => {
    const i = out.length;
    const was = out[i - 1] ?? 0;
    out.push(second + was + (i > 0 ? was - (out[i - 2] ?? 0) : 0));
  };
  for (const one of column.split(','))
    if (one.endsWith('z')) for (let n = parseInt(one, 10); n > 0; n--) add(0);
    else add(Number(one));
  return out;
}

const read = new Map<string, Row[]>();
/** The rows of a table for one sex, read at the first child. */
export function rowsOf(table: TableName, sex: Sex): Row[] {
  const key = table + (sex === 'male' ? 1 : 2);
  let rows = read.get(key);
  if (!rows) {
    const [l = [], m = [], s = []] = packed[key]!.map(unpack);
    rows = m.map((_, i) => ({ l: l[i]! / PARTS[0], m: m[i]! / PARTS[1], s: s[i]! / PARTS[2] }));
    read.set(key, rows);
  }
  return rows;
}

/** The z of a length or a head. */
export function plain(row: Row, y: number): number {
  if (row.l === 1) return (y / row.m - 1) / row.s;
  if (row.l === 0) return Math.log(y / row.m) / row.s;
  return (power(y / row.m, row.l) - 1) / (row.s * row.l);
}

/** The z of what weight makes: beyond 3 deviations it goes on in steps as wide as the one from 2 to 3. */
export function bent(row: Row, y: number): number {
  const z = plain(row, y);
  if (z > 3) return 3 + (y - line(row, 3)) / (line(row, 3) - line(row, 2));
  if (z < -3) return -3 + (y - line(row, -3)) / (line(row, -2) - line(row, -3));
  return z;
}

/** The measurement k deviations from the median. */
export function line(row: Row, k: number): number {
  return row.l === 0 ? row.m * Math.exp(row.s * k) : row.m * power(1 + row.l * row.s * k, 1 / row.l);
}

/** As calc/growth has it. */
const power = (x: number, p: number): number => Math.exp(p * Math.log(x));

/** The row between two, where a length is no whole tenth. */
export const toward = (a: Row, b: Row, part: number): Row => ({
  l: a.l + part * (b.l - a.l),
  m: a.m + part * (b.m - a.m),
  s: a.s + part * (b.s - a.s),
});
