import { monthsBetween } from '../lists/age';

/** What a cell of a notebook says, brought into the words of the register; null: it cannot be read. */
export interface Born {
  /** YYYY-MM-DD, or empty where nothing was written. */
  born: string;
  guessed: boolean;
}

const MONTHS: Record<string, number> = {
  jan: 1,
  feb: 2,
  peb: 2,
  mar: 3,
  apr: 4,
  mei: 5,
  may: 5,
  jun: 6,
  jul: 7,
  agu: 8,
  agt: 8,
  aug: 8,
  sep: 9,
  okt: 10,
  oct: 10,
  nov: 11,
  nop: 11,
  des: 12,
  dec: 12,
};
/** Nobody is older (years): the oldest person on record was 122. */
const OLDEST = 122;

const pad = (n: number, to = 2): string => String(n).padStart(to, '0');

function civil(y: number, m: number, d: number, today: string): string | null {
  const date = new Date(Date.UTC(y, m - 1, d));
  const same = date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
  const text = `${pad(y, 4)}-${pad(m)}-${pad(d)}`;
  const months = same ? monthsBetween(text, today) : -1;
  return same && text <= today && months <= OLDEST * 12 ? text : null;
}

/** Two digits of a year are the last one that is not to come: 90 is 1990, 24 in 2026 is 2024. */
function fullYear(text: string, today: string): number {
  const n = Number(text);
  if (text.length > 2) return n;
  const century = Math.floor(Number(today.slice(0, 4)) / 100) * 100;
  return century + n > Number(today.slice(0, 4)) ? century - 100 + n : century + n;
}

/**
 * Reads a birth date or an age: 12/3/90, 12 Maret 1990, 1990-03-12, 1990, 35, 35 th, 8 bln. The day stands before the
 * month. Of an age the date is a guess: the first of July of its year, of months the first of the month.
 */
export function readBorn(said: string, today: string): Born | null {
  const text = said.trim().toLowerCase();
  if (!text) return { born: '', guessed: false };
  const exact = (born: string | null): Born | null => (born ? { born, guessed: false } : null);
  const guess = (born: string | null): Born | null => (born ? { born, guessed: true } : null);

  let m = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(text);
  if (m) return exact(civil(+m[1]!, +m[2]!, +m[3]!, today));
  m = /^(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{2}|\d{4})$/.exec(text);
  if (m) return exact(civil(fullYear(m[3]!, today), +m[2]!, +m[1]!, today));
  m = /^(\d{1,2})[\s./-]*([a-z]{3})[a-z]*[\s./-]*(\d{4}|\d{2})$/.exec(text);
  if (m && MONTHS[m[2]!]) return exact(civil(fullYear(m[3]!, today), MONTHS[m[2]!]!, +m[1]!, today));
  m = /^(\d{4})$/.exec(text);
  if (m) return guess(yearGuess(+m[1]!, today));
  m = /^(\d{1,3})\s*(?:bl|bln|bulan|mo)\.?$/.exec(text);
  if (m) {
    const [y = 0, month = 1] = today.split('-').map(Number);
    const at = y * 12 + month - 1 - +m[1]!;
    return guess(civil(Math.floor(at / 12), (at % 12) + 1, 1, today));
  }
  m = /^(\d{1,3})\s*(?:th|thn|tahun|yr)?\.?$/.exec(text);
  if (m) return guess(yearGuess(Number(today.slice(0, 4)) - +m[1]!, today));
  return null;
}

/** The middle of a year; of this year its first day, so that nobody is born tomorrow. */
function yearGuess(year: number, today: string): string | null {
  return civil(year, 7, 1, today) ?? civil(year, 1, 1, today);
}

const SEXES: Record<string, string> = {
  p: 'female',
  pr: 'female',
  w: 'female',
  perempuan: 'female',
  wanita: 'female',
  f: 'female',
  l: 'male',
  lk: 'male',
  laki: 'male',
  'laki-laki': 'male',
  lelaki: 'male',
  pria: 'male',
  m: 'male',
};
/** L, P and how else it is written; null: it cannot be read. */
export function readSex(said: string): string | null {
  const text = said.trim().toLowerCase().replace(/\.$/, '');
  return text === '' ? '' : (SEXES[text] ?? null);
}

const RELATIONS: Record<string, string> = {
  kk: 'head',
  kepala: 'head',
  'kepala keluarga': 'head',
  istri: 'spouse',
  isteri: 'spouse',
  suami: 'spouse',
  anak: 'child',
  ak: 'child',
  ibu: 'parent',
  bapak: 'parent',
  ayah: 'parent',
  'orang tua': 'parent',
  ortu: 'parent',
  mertua: 'parent',
  cucu: 'grandchild',
  famili: 'other_relative',
  saudara: 'other_relative',
  adik: 'other_relative',
  kakak: 'other_relative',
  keponakan: 'other_relative',
  menantu: 'other_relative',
  nenek: 'other_relative',
  kakek: 'other_relative',
  lain: 'no_relative',
  lainnya: 'no_relative',
  'bukan famili': 'no_relative',
};
/** The relation to the head of the family; null: it cannot be read. */
export function readRelation(said: string): string | null {
  const text = said.trim().toLowerCase().replace(/\.$/, '');
  return text === '' ? '' : (RELATIONS[text] ?? null);
}

/** A page copied from a spreadsheet: rows of cells. A quoted cell may hold tabs and line breaks. */
export function readPaste(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = '';
  let quoted = false;
  const end = () => (row.push(cell.trim()), (cell = ''));
  for (let i = 0; i < text.length; i++) {
    const c = text[i]!;
    if (quoted) {
      if (c === '"' && text[i + 1] === '"') cell += text[++i];
      else if (c === '"') quoted = false;
      else cell += c === '\n' ? ' ' : c;
    } else if (c === '"' && cell === '') quoted = true;
    else if (c === '\t') end();
    else if (c === '\n') (end(), rows.push(row), (row = []));
    else if (c !== '\r') cell += c;
  }
  if (cell !== '' || row.length) (end(), rows.push(row));
  return rows.filter((cells) => cells.some((c) => c !== ''));
}
