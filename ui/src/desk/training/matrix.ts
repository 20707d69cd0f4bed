import type { Cell, Matrix, MatrixRow } from '../../lib/contract.training';
import { WARN_DAYS, type PaperState } from '../../field/training/training';

export type Which = 'all' | 'ending' | 'lacking' | 'appeal';
const gone = (cell: Cell) => cell.state === 'lapsed' || cell.state === 'withdrawn';
const TESTS: Record<Which, (cell: Cell) => boolean> = {
  all: () => true,
  ending: (cell) => (cell.state === 'valid' || cell.state === 'ending') && cell.days_left <= WARN_DAYS,
  lacking: (cell) => gone(cell) || (cell.state === 'none' && cell.meant),
  appeal: (cell) => cell.appeal === 'appealed',
};

/** The rows in which some cell, of one course or of any, is of a kind, and whose name holds what was typed. */
export function shownRows(matrix: Matrix, course: string, which: Which, query: string): MatrixRow[] {
  const typed = query.trim().toLocaleLowerCase();
  const looked = (cell: Cell) => (!course || cell.course === course) && TESTS[which](cell);
  const there = (row: MatrixRow) =>
    row.cells.some((cell) => looked(cell) && (!course || cell.meant || cell.state !== 'none'));
  return matrix.rows.filter((row) => row.name.toLocaleLowerCase().includes(typed) && there(row));
}

export interface Count {
  people: number;
  ending: number;
  lapsed: number;
  lacking: number;
}
/** How many people have a certificate that ends soon, one that is over or was withdrawn, and one that they never had. */
export function countOf(matrix: Matrix | null): Count {
  const rows = (matrix?.rows ?? []).filter((row) => row.state === 'active');
  const having = (test: (cell: Cell) => boolean) => rows.filter((row) => row.cells.some(test)).length;
  return {
    people: rows.length,
    ending: having(TESTS.ending),
    lapsed: having((cell) => cell.meant && gone(cell)),
    lacking: having((cell) => cell.meant && cell.state === 'none'),
  };
}

/** Whom a session of a course is for: those who lack it first, then those whose certificate ends soon. */
export function callable(matrix: Matrix, course: string): { row: MatrixRow; cell: Cell }[] {
  const ORDER: PaperState[] = ['none', 'withdrawn', 'lapsed', 'ending', 'valid'];
  const rank = (cell: Cell) => ORDER.indexOf(cell.state as PaperState);
  return matrix.rows
    .filter((row) => row.state === 'active')
    .map((row) => ({ row, cell: row.cells.find((cell) => cell.course === course)! }))
    .filter(({ cell }) => cell && (cell.meant || cell.state !== 'none'))
    .sort((a, b) => rank(a.cell) - rank(b.cell) || a.cell.days_left - b.cell.days_left);
}
export const needs = (cell: Cell): boolean => cell.state !== 'valid';
