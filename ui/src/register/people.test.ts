import { beforeEach, describe, expect, test } from 'vitest';
import type { Envelope, PersonRow } from '../lib/contract';
import type { Item } from '../lib/keep';
import { overlay } from '../lib/overlay';
import { Tables } from '../lib/tables';
import { amendOf, bornOf, emptyModel, enterOf, modelOf } from './model';
import { ageOf } from '../lib/age';
import { ageWords, alikeHere, dueOf, findHere, isMinor, marksOf, pageHere } from './people';

const TODAY = '2026-03-02';
const bidan = { name: 'Bidan Tri', worker: 'w1' };
let rows: Tables;
let n = 0;

const person = (id: string, more: Partial<PersonRow>): PersonRow => ({
  id,
  name: id,
  village: 'v1',
  ...more,
});
function said(verb: string, body: Record<string, unknown>): Item {
  n += 1;
  const envelope = { id: 'c' + n, verb, v: 1, device: 'd', n, body } as Envelope;
  return { id: envelope.id, envelope, state: 'waiting' };
}
const after = (verb: string, body: Record<string, unknown>): Tables =>
  overlay(rows, [said(verb, body)], bidan);

beforeEach(() => {
  const all: [string, { id: string }][] = [
    ['village', { id: 'v1', name: 'Kebak', lat: 0, lon: 0 } as never],
    [
      'person',
      person('parti', { name: 'Mbah Parti', born: '1960-05-15', household: 'h1', relation: 'head' }),
    ],
    [
      'person',
      person('sri', {
        name: 'Sri Wahyuni',
        born: '1998-04-02',
        sex: 'female',
        household: 'h1',
        due: '2026-02-20',
        mother: 'parti',
        mother_name: 'Parti',
        house_code: '07-0423-5',
        phones: ['+6281377700222'],
      }),
    ],
    ['person', person('dimas', { name: 'Dimas', born: '2024-08-01', household: 'h1', mother: 'sri' })],
    ['person', person('oetomo', { name: 'Oetomo Djaja', born: '1970-01-01', due: '' })],
  ];
  rows = Tables.of(
    all.map(([tbl, row]) => ({ key: `${tbl}/${row.id}`, tbl, id: row.id, seq: 1, row: row as never })),
  );
});

describe('ages', () => {
  test('are told in days, months and years', () => {
    expect(ageOf('2026-02-28', TODAY)).toEqual({ y: 0, m: 0, d: 2 });
    expect(ageWords('2026-02-20', TODAY)).toBe('10 hari');
    expect(ageWords('2024-08-01', TODAY)).toBe('19 bulan');
    expect(ageWords('2022-12-30', TODAY)).toBe('3 tahun 2 bulan');
    expect(ageWords('1960-07-01', TODAY, true)).toBe('kira-kira 65 tahun');
    expect(ageWords('', TODAY)).toBe('');
    expect(ageWords('2027-01-01', TODAY)).toBe('');
  });
  test('of a child without a birth date follow from what it is to the head', () => {
    expect(isMinor({ relation: 'grandchild' }, TODAY)).toBe(true);
    expect(isMinor({ born: '2008-03-02' }, TODAY)).toBe(false);
    expect(isMinor({ born: '2008-03-03' }, TODAY)).toBe(true);
  });
});

describe('on the phone', () => {
  test('people are found by old spellings, the mother and the house', () => {
    expect(findHere(rows, 'utomo').map((hit) => hit.id)).toEqual(['oetomo']);
    expect(findHere(rows, 'sri parti').map((hit) => [hit.id, hit.why])).toEqual([
      ['sri', ['name', 'mother']],
    ]);
    expect(findHere(rows, '0423')).toEqual([]);
    expect(findHere(rows, '07-0423-5').map((hit) => hit.why)).toEqual([['house']]);
    expect(findHere(rows, '0222').map((hit) => hit.why)).toEqual([['phone']]);
    expect(findHere(rows, 'sri bejo')).toEqual([]);
  });
  test('who may be there already is shown, a namesake of another age is not', () => {
    expect(alikeHere(rows, { name: 'Srie Wahyuni', born: '1998-01-01' })).toHaveLength(1);
    expect(alikeHere(rows, { name: 'Wahyuni Sri', born: '1998-01-01' }).map((hit) => hit.why)).toEqual([
      ['name', 'born'],
    ]);
    expect(alikeHere(rows, { name: 'Sri Wahyuni', born: '1960-01-01' })).toEqual([]);
    expect(alikeHere(rows, { name: 'Sri Wahyuni', person: 'sri' })).toEqual([]);
  });
  test('ten days past without an answer is told, and a birth takes her off', () => {
    expect(dueOf(rows, TODAY).map((one) => [one.id, one.days_past, one.unanswered])).toEqual([
      ['sri', 10, true],
    ]);
    const babies = [{ person: 'b1', name: 'Anjani' }, { person: 'b2' }, { person: 'b3', stillborn: true }];
    const now = after('registry.born', { mother: 'sri', on: '2026-02-21', place: 'hospital', babies });
    expect(dueOf(now, TODAY)).toEqual([]);
    expect(now.get('person', 'b2')).toMatchObject({
      name: 'Bayi Ny. Sri Wahyuni',
      household: 'h1',
      mother: 'sri',
    });
    expect(now.get('person', 'b3')).toBeUndefined();
    expect(now.get('person', 'sri')).toMatchObject({ in_hospital: true, quiet: true });
  });
  test('a death leaves the family in peace at once, and taking part in nothing', () => {
    const now = after('registry.died', { person: 'sri', on: TODAY });
    expect(now.get('person', 'sri')).toBeUndefined();
    expect(now.get('person', 'dimas')?.quiet).toBe(true);
    expect(now.get('person', 'oetomo')?.quiet).toBeUndefined();
    expect(pageHere(now, 'household', 'h1', TODAY)?.members.map((m) => m.id)).toEqual(['parti', 'dimas']);
  });
  test('a move out takes one or all of them off the phone', () => {
    expect(
      after('registry.move', { person: 'sri', to: 'out' }).where('person', (p) => p.household === 'h1'),
    ).toHaveLength(2);
    const all = after('registry.move', { person: 'sri', to: 'out', whole_household: true });
    expect(all.where('person', (p) => p.household === 'h1')).toHaveLength(0);
  });
  test('somebody new joins the household with its house', () => {
    const now = after('registry.register', {
      person: 'new',
      kind: 'resident',
      name: 'Adi',
      household: 'h1',
      phone: '08',
    });
    expect(now.get('person', 'new')).toMatchObject({ name: 'Adi', village: 'v1', phones: ['08'] });
    expect(
      after('registry.register', { person: 'x', kind: 'worker', name: 'Joko' }).get('person', 'x'),
    ).toBeUndefined();
  });
});

test('the dead carry no other mark', () => {
  const marks = marksOf({ state: 'dead', quiet: true, due: '2026-05-01' }, TODAY);
  expect(marks.map((mark) => mark.key)).toEqual(['dead']);
});

describe('a form about somebody', () => {
  const known = { ...person('sri', { name: 'Sri', born: '1998-04-02', phones: ['+62813'] }) };
  const member = { ...known, kind: 'resident', state: 'active', contact_shown: true } as Parameters<
    typeof modelOf
  >[0];
  test('says only what was told', () => {
    expect(enterOf(emptyModel('Adi'), 'p', TODAY)).toEqual({ person: 'p', kind: 'resident', name: 'Adi' });
    const aged = { ...emptyModel('Adi'), bornHow: 'age', age: 70 };
    expect(bornOf(aged, TODAY)).toEqual({ born: '1956-07-01', born_guessed: true });
  });
  test('corrects only what was changed, and keeps numbers it never showed', () => {
    const was = modelOf(member, TODAY);
    expect(amendOf({ ...was }, was, 'sri', TODAY)).toEqual({ person: 'sri' });
    const now = {
      ...was,
      name: 'Sri Wahyuni',
      bornHow: 'unknown',
      phones: ['', '+62814'],
      lives_alone: true,
    };
    expect(amendOf(now, was, 'sri', TODAY)).toEqual({
      person: 'sri',
      name: 'Sri Wahyuni',
      born: '',
      lives_alone: true,
      phone: '+62814',
      more_phones: [],
    });
  });
});
