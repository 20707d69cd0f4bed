import type { Id, PersonRow } from './contract';
import type { HouseSticker, StickerState } from './contract.sticker';
import type { Tables } from './tables';

/** ISO 7064 MOD 11,10, as the server reckons it: it finds every single wrong digit. */
export function checkDigit(digits: string): string {
  let p = 10;
  for (const digit of digits) {
    const sum = (p + Number(digit)) % 10 || 10;
    p = (sum * 2) % 11;
  }
  return String((11 - p) % 10);
}

/** What somebody typed as 07-0423-5; empty when it is no code or its check digit does not fit. */
export function normalHouseCode(typed: string): string {
  const digits = typed.replace(/[Oo]/g, '0').replace(/[lI]/g, '1').replace(/\D/g, '');
  if (digits.length < 7 || digits.length > 9) return '';
  const body = digits.slice(0, -1);
  if (checkDigit(body) !== digits.at(-1)) return '';
  return `${body.slice(0, 2)}-${body.slice(2)}-${digits.at(-1)}`;
}

/** The house code in what was scanned, an address that ends in ?rumah=07-0423-5, or typed. */
export function houseCodeIn(scanned: string): string {
  const at = scanned.indexOf('rumah=');
  return normalHouseCode(at < 0 ? scanned : (scanned.slice(at + 6).split('&')[0] ?? ''));
}

/** A house with its sticker, from the rows of a phone or from the server's list. */
export interface Wall {
  code: string;
  village: string;
  ten_house_group?: Id;
  state: StickerState | 'without';
  address?: string;
  landmark?: string;
  phone?: string;
  put_on?: string;
  put_by_name?: string;
  consent_how?: string;
  seen_on?: string;
  seen_by_name?: string;
  gone_on?: string;
  gone_why?: string;
  refused_on?: string;
}

/** The houses that this phone knows by who lives in them, each once and by code. A hidden address has no code here. */
export function wallsOf(rows: Tables): Wall[] {
  const stickers = new Map(rows.all('house_sticker').map((row) => [row.code, row]));
  const walls = new Map<string, Wall>();
  for (const row of stickers.values()) walls.set(row.code, { ...row });
  for (const person of rows.all('person')) {
    if (!person.house_code || walls.get(person.house_code)?.address) continue;
    walls.set(person.house_code, wallOf(person, stickers.get(person.house_code)));
  }
  return [...walls.values()].sort((a, b) => a.code.localeCompare(b.code));
}

function wallOf(person: PersonRow, sticker: HouseSticker | undefined): Wall {
  return {
    code: person.house_code ?? '',
    village: person.village,
    state: 'without',
    ...(person.ten_house_group ? { ten_house_group: person.ten_house_group } : {}),
    ...(person.address ? { address: person.address } : {}),
    ...(person.landmark ? { landmark: person.landmark } : {}),
    ...(sticker ?? {}),
  };
}

/** The lists of the page, with the states that stand in each. */
export const LISTS = {
  needed: ['without', 'gone'],
  outdated: ['outdated'],
  up: ['up'],
  refused: ['refused'],
} as const;
export type ListName = keyof typeof LISTS;

/** One group of ten houses of a village with its walls; none: those that belong to no group. */
export interface Section {
  village: string;
  group: Id;
  walls: Wall[];
}
export function sectionsOf(walls: Wall[]): Section[] {
  const sections = new Map<string, Section>();
  for (const wall of walls) {
    const key = `${wall.village}/${wall.ten_house_group ?? ''}`;
    const section = sections.get(key) ?? {
      village: wall.village,
      group: wall.ten_house_group ?? '',
      walls: [],
    };
    section.walls.push(wall);
    sections.set(key, section);
  }
  return [...sections.values()];
}

/** The sheets of labels, as they lie: columns and rows of A4. */
export const SHEETS = {
  '2x4': { columns: 2, rows: 4 },
  '2x5': { columns: 2, rows: 5 },
  '3x7': { columns: 3, rows: 7 },
} as const;
export type SheetName = keyof typeof SHEETS;

/** How many sheets so many labels need when the first one lies on place `start`. */
export function sheetsFor(labels: number, sheet: SheetName, start: number): number {
  const { columns, rows } = SHEETS[sheet];
  return Math.ceil((labels + start - 1) / (columns * rows));
}

/** A number as one reads it out and dials it here: +6281234567890 is 0812 3456 7890. */
export function dialled(phone: string): string {
  if (!phone.startsWith('+62')) return phone;
  const n = '0' + phone.slice(3);
  const area = /^0(21|22|24|31|61)/.test(n) ? 3 : 4;
  const step = n.startsWith('08') || area === 3 ? 4 : 3;
  const parts = [n.slice(0, area)];
  let rest = n.slice(area);
  while (rest.length > step + 2) {
    parts.push(rest.slice(0, step));
    rest = rest.slice(step);
  }
  return [...parts, rest].filter(Boolean).join(' ');
}
