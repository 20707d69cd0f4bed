// The words of a visit record: its figures and choices as people read them.
import type { Given, VisitRecord } from '../lib/contract.care';
import { date } from '../lib/format';
import { has, t, textOf } from '../lib/text';
import { FIGURES, figureOf, typedOf, valueIn, type Path } from './figures';
import { lists } from './lists.svelte';

export interface Fact {
  key: string;
  words: string;
  value: string;
}

const worded = (key: string, other: string): string => (has(key) ? t(key) : other);
export const kindName = (kind: string): string => worded('record.kind_' + kind, kind);
/** A name of the facility's own, else that of the catalogue beside the setting, else the code as it stands. */
const called = (key: string, code: string, own: string | undefined): string =>
  own || textOf(key + code) || code.replaceAll('_', ' ');
export const caseName = (code: string): string =>
  called('new_case.', code, lists.now.new_cases.find((one) => one.code === code)?.name);
export const medicineName = (code: string, own?: string): string =>
  called('medicine.', code, own || lists.now.medicines.find((one) => one.code === code)?.name);
/** "10 tablet", in the unit of the list. */
export function amountOf(given: Given): string {
  const unit = given.unit || lists.now.medicines.find((one) => one.code === given.code)?.unit || '';
  return `${given.quantity} ${unit && worded('record.unit_' + unit, unit)}`.trim();
}

/** The unit of a figure as people write it. */
export const unitOf = (path: Path): string =>
  worded('record.unit_' + figureOf(path).unit, figureOf(path).unit);

/** Choices of a record with the words they have in the form. */
const CHOICES: [part: 'antenatal' | 'elder', field: string, prefix: string][] = [
  ['antenatal', 'urine_protein', 'urine'],
  ['antenatal', 'position', 'position'],
  ['elder', 'walks', 'walks'],
  ['elder', 'memory', 'memory'],
];
/** Both pressures are read together; the rest one by one. */
const TOGETHER: Path[] = ['vitals.systolic_mmhg', 'vitals.diastolic_mmhg'];

/** Everything measured and asked, in the order of the form. */
export function factsOf(record: VisitRecord): Fact[] {
  const facts: Fact[] = [];
  const add = (key: string, words: string, value: string) => value && facts.push({ key, words, value });
  const code = record.antenatal?.code || record.postnatal?.code || record.newborn?.code || '';
  add('code', t('record.code'), code);
  const [upper, lower] = TOGETHER.map((path) => valueIn(record, path));
  if (upper !== undefined || lower !== undefined)
    add('pressure', t('record.pressure'), `${upper ?? '?'}/${lower ?? '?'} mmHg`);
  for (const { path } of FIGURES.filter((one) => !TOGETHER.includes(one.path))) {
    const value = valueIn(record, path);
    if (value === undefined) continue;
    add(path, t('record.f_' + path.split('.')[1]), `${typedOf(path, value)} ${unitOf(path)}`);
  }
  for (const [part, field, prefix] of CHOICES) {
    const value = (record[part] as Record<string, unknown> | undefined)?.[field];
    if (typeof value === 'string' && value)
      add(field, t('record.f_' + field), worded(`record.${prefix}_${value}`, value));
  }
  if (record.antenatal?.book_seen !== undefined)
    add('book_seen', t('record.f_book_seen'), t(record.antenatal.book_seen ? 'record.yes' : 'record.no'));
  add('looked_after_by', t('record.f_looked_after_by'), record.elder?.looked_after_by ?? '');
  return facts;
}

/** The few figures that say most, for a line of a list. */
export function shortOf(record: VisitRecord): string {
  return factsOf(record)
    .slice(0, 3)
    .map((fact) => fact.value)
    .join(' · ');
}

export const onDay = (record: VisitRecord): string => date(record.on);
