// The five indices of a child, as calc/growth computes them, so that a phone without signal says the same. Weights in
// ten-thousandths of a kilogram, lengths and heads of a centimetre, z in hundredths. Pure; golden.test.ts holds it to Go.
import { bent, plain, rowsOf, toward, type Row, type Sex } from './who';

export const UNIT = 10_000;
export const AGE_UNKNOWN = -1;
export const BEFORE_BIRTH = -2;
const [NINE_MONTHS, FIVE_YEARS] = [2_739_375, 18_262_500];
const [LAST_DAY, STANDING_FROM] = [1826, 731];
const BODY_TURNED = 7000;
const TABLE_CHANGE = 87 * UNIT;
const MOST_Z = 10_000_000;

export interface Child {
  sex: Sex | '';
  /** AGE_UNKNOWN or BEFORE_BIRTH where it is none. */
  days: number;
  /** 0 is not measured. */
  weight: number;
  length: number;
  head: number;
  measure: 'lying' | 'standing' | '';
  oedema: boolean;
}
export const NOBODY: Child = {
  sex: '',
  days: 0,
  weight: 0,
  length: 0,
  head: 0,
  measure: '',
  oedema: false,
};

export const INDICES = [
  'length_for_age',
  'weight_for_age',
  'weight_for_length',
  'bmi_for_age',
  'head_for_age',
] as const;
export type Index = (typeof INDICES)[number];
export interface Score {
  z: number;
  flagged: boolean;
}
export interface Result {
  scores: Partial<Record<Index, Score>>;
  /** As it was compared: 0.7 cm more or less where the child lay or stood otherwise than its age wants. */
  length: number;
}

export interface When {
  known: boolean;
  inside: boolean;
  infant: boolean;
  small: boolean;
  day: number;
}
export function whenOf(child: Child): When {
  const { days } = child;
  if (days === AGE_UNKNOWN) return { known: false, inside: false, infant: false, small: false, day: 0 };
  if (days < 0) return { known: true, inside: false, infant: true, small: true, day: 0 };
  const long = days * UNIT;
  return {
    known: true,
    inside: long < FIVE_YEARS,
    infant: long < NINE_MONTHS,
    small: days < STANDING_FROM,
    day: Math.min(days, LAST_DAY),
  };
}

/** Beyond these z, in hundredths, the WHO holds a value to be implausible. */
function limits(index: Index): [number, number] {
  if (index === 'length_for_age') return [-600, 600];
  return index === 'weight_for_age' ? [-600, 500] : [-500, 500];
}
function score(index: Index, z: number): Score | undefined {
  const rounded = Math.sign(z) * Math.round(Math.abs(z * 100));
  if (Number.isNaN(rounded)) return undefined;
  const kept = Math.max(-MOST_Z, Math.min(MOST_Z, rounded)) || 0;
  const [least, most] = limits(index);
  return { z: kept, flagged: kept < least || kept > most };
}

/** The length as the age wants it: lying under 731 days, standing from then on. */
function turned(length: number, measure: Child['measure'], when: When): number {
  if (length <= 0) return 0;
  if (when.known && when.small && measure === 'standing') return length + BODY_TURNED;
  if (when.known && !when.small && measure === 'lying') return Math.max(length - BODY_TURNED, 0);
  return length;
}

/** The row of a length between two of 0.1 cm; outside the table there is none. */
function between(table: 'wfl' | 'wfh', sex: Sex, length: number): Row | undefined {
  const step = UNIT / 10;
  const rows = rowsOf(table, sex);
  const from = length - (table === 'wfl' ? 45 : 65) * UNIT;
  const [at, part] = [Math.floor(from / step), from % step];
  const last = rows.length - 1;
  if (from < 0 || at > last || (at === last && part > 0)) return undefined;
  return part === 0 ? rows[at] : toward(rows[at]!, rows[at + 1]!, part / step);
}

export function compute(child: Child): Result {
  const when = whenOf(child);
  const measure = child.measure === 'standing' && when.known && when.infant ? '' : child.measure;
  const length = turned(child.length, measure, when);
  const out: Result = { scores: {}, length };
  const { sex } = child;
  if (!sex || (when.known && !when.inside)) return out;
  const kg = child.oedema ? 0 : Math.max(child.weight, 0) / UNIT;
  const cm = length / UNIT;
  const set = (index: Index, z: number) => {
    const made = score(index, z);
    if (made) out.scores[index] = made;
  };
  if (kg > 0 && cm > 0) {
    const lying = when.known ? when.small : measure === 'lying' || (measure === '' && length < TABLE_CHANGE);
    const row = between(lying ? 'wfl' : 'wfh', sex, length);
    if (row) set('weight_for_length', bent(row, kg));
  }
  if (!when.known) return out;
  if (cm > 0) set('length_for_age', plain(rowsOf('lhfa', sex)[when.day]!, cm));
  if (child.head > 0) set('head_for_age', plain(rowsOf('hcfa', sex)[when.day]!, child.head / UNIT));
  if (kg > 0) set('weight_for_age', bent(rowsOf('wfa', sex)[when.day]!, kg));
  if (kg > 0 && cm > 0)
    set('bmi_for_age', bent(rowsOf('bfa', sex)[when.day]!, kg / (((cm / 100) * cm) / 100)));
  return out;
}

/** The length as it would be lying, so that a child that stands for the first time has not shrunk. */
export function asLying(child: Child, result: Result): number {
  const when = whenOf(child);
  return result.length > 0 && when.known && !when.small ? result.length + BODY_TURNED : result.length;
}

// KBM: months 1 to 11, then 12 to 60, as printed on the growth cards.
const LEAST = {
  male: [800, 900, 800, 600, 500, 400, 400, 300, 300, 300, 300, 200],
  female: [800, 900, 800, 600, 500, 400, 300, 300, 300, 300, 200, 200],
};
/** The least gain since last month in grams, by completed months; 0 where there is none. */
export function leastGain(sex: Sex | '', months: number): number {
  return sex && months >= 1 && months <= 60 ? LEAST[sex][Math.min(months, 12) - 1]! : 0;
}
