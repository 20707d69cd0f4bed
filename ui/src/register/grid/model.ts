import type { BodyOf } from '../../lib/verbs';
import type { Hit } from '../people';
import { readBorn, readRelation, readSex } from './parse';

/** The columns of a page, in the order of a cadre's notebook. */
export const FIELDS = [
  'name',
  'sex',
  'born',
  'relation',
  'mother',
  'kk',
  'nik',
  'phone',
  'rt',
  'rw',
  'note',
] as const;
export type Field = (typeof FIELDS)[number];
export type Cells = Record<Field, string>;

/**
 * typed: on this phone only. sent: said, no answer yet. filed: sent from here before the page was opened again. The
 * rest are the server's words: new, unchanged (was there already), changed, doubtful (may be somebody known), bad.
 */
export type State = 'typed' | 'sent' | 'filed' | 'new' | 'unchanged' | 'changed' | 'doubtful' | 'bad';

export interface Row {
  id: string;
  /** Where it stands on the page. */
  at: number;
  cells: Cells;
  state: State;
  /** Why it is bad, and in which field of the server's row. */
  code?: string;
  field?: string;
  /** Whose record it is, once that is known. */
  person?: string;
  /** Who it may be, as the server found while it was typed; null: the typist has said that it is somebody else. */
  like?: Hit | null;
}

/** What holds for every row of the page. */
export interface Page {
  village: string;
  hamlet: string;
  posyandu: string;
  group: string;
}

export type SentRow = BodyOf<'registry.enter_rows'>['rows'][number];
export const SETTLED: State[] = ['filed', 'new', 'unchanged', 'changed', 'doubtful'];

export const emptyCells = (): Cells => Object.fromEntries(FIELDS.map((f) => [f, ''])) as Cells;
export const isEmpty = (row: Row): boolean => FIELDS.every((f) => row.cells[f].trim() === '');

/** What cannot be read in a row, by field: a key of the catalogue under grid.problem_. */
export function problems(row: Row, today: string): Partial<Record<Field, string>> {
  const { cells } = row;
  const found: Partial<Record<Field, string>> = {};
  if (isEmpty(row)) return found;
  if (!cells.name.trim()) found.name = 'name';
  if (!readBorn(cells.born, today)) found.born = 'born';
  if (readSex(cells.sex) === null) found.sex = 'sex';
  if (readRelation(cells.relation) === null) found.relation = 'relation';
  for (const field of ['nik', 'kk'] as const) {
    const digits = cells[field].replace(/[\s.-]/g, '');
    if (digits && !/^\d{16}$/.test(digits)) found[field] = field;
  }
  const phone = cells.phone.replace(/[\s().-]/g, '');
  if (phone && !/^(\+?62|0)\d{7,13}$/.test(phone)) found.phone = 'phone';
  return found;
}

/** What keeps a row from being sent. A NIK that looks wrong does not: it is kept as it was told. */
export const blocks = (found: Partial<Record<Field, string>>): boolean =>
  Object.keys(found).some((f) => f !== 'nik' && f !== 'kk');

/** The row as the verb takes it; what was not written is left out. */
export function rowOf(row: Row, page: Page, today: string): SentRow {
  const { cells } = row;
  const born = readBorn(cells.born, today);
  const all = {
    person: row.person ?? '',
    sex: readSex(cells.sex) ?? '',
    born: born?.born ?? '',
    relation: readRelation(cells.relation) ?? '',
    mother: cells.mother.trim(),
    kk: cells.kk.replace(/[\s.-]/g, ''),
    nik: cells.nik.replace(/[\s.-]/g, ''),
    rt: cells.rt.trim(),
    rw: cells.rw.trim(),
    landmark: cells.note.trim(),
    village: page.village,
    hamlet: page.hamlet.trim(),
    posyandu: page.posyandu,
    ten_house_group: page.group,
  };
  const said = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== ''));
  const phones = cells.phone.trim() ? { phones: [cells.phone.trim()] } : {};
  return { name: cells.name.trim(), ...said, ...phones, ...(born?.guessed ? { born_guessed: true } : {}) };
}

/** The body of the verb for some rows, with whom the typist was shown and did not settle. */
export function bodyOf(rows: Row[], page: Page, today: string): BodyOf<'registry.enter_rows'> {
  const doubts = rows.flatMap((row, i) =>
    row.like && !row.person ? [{ row: i, person: row.like.id, reasons: row.like.why }] : [],
  );
  return { rows: rows.map((row) => rowOf(row, page, today)), ...(doubts.length ? { doubts } : {}) };
}
