// A record while it is being written: what was typed stays as it was typed until it is said. Pure.
import type { Id } from '../lib/contract';
import type { Given, RecordKind, VisitRecord } from '../lib/contract.care';
import { FIGURES, asksOf, keptOf, typedOf, valueIn, type Path } from './figures';
import type { About } from './about';

export interface Draft extends About {
  /** The part of the address that opens it: whom it is about, or what it corrects. */
  key: string;
  kind: RecordKind;
  /** Where in the form the writer is. */
  step: number;
  /** Figures as typed, choices by their word, texts; by path (`vitals.pulse_per_min`, `antenatal.code`, `advice`). */
  typed: Record<string, string>;
  /** yes or no to each danger sign asked, by code. */
  answers: Record<string, string>;
  given: Given[];
  new_cases: string[];
  /** Figures that are unusual and were measured twice. */
  twice: string[];
  /** The civil day of the visit. */
  on: string;
  place: 'home' | 'centre' | 'post';
  next_on: string;
  /** The record that this one corrects, and why. */
  corrects?: Id;
  reason: string;
  /** What was said of it already: the command that carries it. It is forgotten once the server has taken that. */
  item?: Id;
  /** The record it was said as. */
  said?: Id;
  /** Who is the name of, for the list of what is not finished. */
  name: string;
  /** When it was touched last (epoch milliseconds). */
  at: number;
}

export function newDraft(key: string, about: About, kind: RecordKind, on: string, at: number): Draft {
  return {
    ...about,
    key,
    kind,
    step: 0,
    typed: {},
    answers: {},
    given: [],
    new_cases: [],
    twice: [],
    on,
    place: 'home',
    next_on: '',
    reason: '',
    name: '',
    at,
  };
}

const CHOICES = [
  'antenatal.code',
  'antenatal.urine_protein',
  'antenatal.position',
  'antenatal.book_seen',
  'postnatal.code',
  'newborn.code',
  'elder.memory',
  'elder.walks',
  'elder.looked_after_by',
] as const;
export const TEXTS = ['complaint', 'finding', 'advice'] as const;

/** A draft with everything that a record says, to correct it. */
export function draftOf(record: VisitRecord, key: string, asked: string[], at: number): Draft {
  const draft = newDraft(key, { person: record.person }, record.kind, record.on, at);
  for (const { path } of FIGURES) {
    const value = valueIn(record, path);
    if (value !== undefined) draft.typed[path] = typedOf(path, value);
  }
  for (const path of CHOICES) {
    const [part, field] = path.split('.') as ['antenatal' | 'postnatal' | 'newborn' | 'elder', string];
    const value = (record[part] as Record<string, unknown> | undefined)?.[field];
    if (value !== undefined && value !== '') draft.typed[path] = value === true ? 'yes' : String(value);
  }
  if (record.vitals?.lying) draft.typed['vitals.lying'] = 'yes';
  for (const text of TEXTS) if (record[text]) draft.typed[text] = record[text];
  for (const code of asked) draft.answers[code] = 'no';
  for (const code of record.dangers) draft.answers[code] = 'yes';
  return {
    ...draft,
    ...(record.visit ? { visit: record.visit } : {}),
    ...(record.round ? { round: record.round } : {}),
    place: record.place ?? 'home',
    given: record.given.map(({ code, quantity }) => ({ code, quantity })),
    new_cases: [...record.new_cases],
    twice: FIGURES.map(({ path }) => path).filter((path) => valueIn(record, path) !== undefined),
    next_on: record.next_on ?? '',
    corrects: record.id,
    name: record.person_name,
  };
}

/** Everything typed of one part of the body, as it is kept. */
function partOf(draft: Draft, part: string, paths: readonly string[]): Record<string, unknown> | undefined {
  const made: Record<string, unknown> = {};
  for (const path of paths.filter((path) => path.startsWith(part + '.'))) {
    const typed = (draft.typed[path] ?? '').trim();
    if (!typed) continue;
    const field = path.slice(part.length + 1);
    const figure = FIGURES.some((one) => one.path === path);
    if (!figure) made[field] = YES_NO.has(path) ? typed === 'yes' : typed;
    else {
      const kept = keptOf(path as Path, typed);
      if (kept !== undefined) made[field] = kept;
    }
  }
  return Object.keys(made).length > 0 ? made : undefined;
}
const YES_NO = new Set(['antenatal.book_seen', 'vitals.lying']);

/** What is said to the server: only what the kind asks and somebody has typed. */
export function bodyOf(draft: Draft, record: Id, cadre: boolean): Record<string, unknown> {
  const kind = draft.kind;
  const paths = [...asksOf(kind, cadre), ...CHOICES.filter((path) => path.startsWith(kind + '.'))];
  const measured = paths.includes('vitals.length_mm') && draft.typed['vitals.length_mm'];
  if (measured) paths.push('vitals.lying' as Path);
  const vitals = partOf(draft, 'vitals', paths);
  const own = kind === 'general' || kind === 'child' ? undefined : partOf(draft, kind, paths);
  const body: Record<string, unknown> = {
    record,
    person: draft.person,
    kind,
    on: draft.on,
    place: draft.place,
    ...(draft.visit ? { visit: draft.visit } : {}),
    ...(draft.round ? { round: draft.round } : {}),
    ...(vitals ? { vitals } : {}),
    ...(own ? { [kind]: own } : {}),
  };
  for (const text of TEXTS) if (draft.typed[text]?.trim()) body[text] = draft.typed[text].trim();
  const given = cadre ? [] : draft.given.filter((one) => one.quantity > 0);
  if (given.length > 0) body['given'] = given.map(({ code, quantity }) => ({ code, quantity }));
  const dangers = Object.keys(draft.answers).filter((code) => draft.answers[code] === 'yes');
  if (dangers.length > 0) body['dangers'] = dangers.sort();
  if (!cadre && draft.new_cases.length > 0) body['new_cases'] = [...draft.new_cases].sort();
  if (draft.next_on) body['next_on'] = draft.next_on;
  if (draft.twice.some((path) => paths.includes(path as Path) && draft.typed[path])) body['sure'] = true;
  if (draft.corrects) {
    body['corrects'] = draft.corrects;
    body['reason'] = draft.reason.trim();
  }
  return body;
}

/** Anything in it worth keeping: a form that was only opened leaves nothing behind. */
export function touched(draft: Draft): boolean {
  return (
    Object.values(draft.typed).some((typed) => typed.trim() !== '') ||
    Object.keys(draft.answers).length > 0 ||
    draft.given.length > 0
  );
}
