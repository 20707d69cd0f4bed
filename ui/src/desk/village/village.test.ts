import { describe, expect, test } from 'vitest';
import type { PersonRow } from '../../lib/contract';
import type { VisitRecord } from '../../lib/contract.care';
import type { Round } from '../../lib/contract.rounds';
import { Tables } from '../../lib/tables';
import {
  eldersOf,
  fitting,
  hamletOf,
  keptOf,
  notRisenTwice,
  phoneOf,
  pregnantOf,
  signGroup,
  smallOf,
  wanting,
} from './village';

const TODAY = '2026-11-22';
let n = 0;
const person = (more: Partial<PersonRow>) => ({
  tbl: 'person',
  id: more.id ?? 'p' + ++n,
  seq: 1,
  row: { id: more.id ?? 'p' + n, name: 'Seseorang', village: 'v', ...more },
});
const round = (id: string, more: Partial<Round>) => ({
  tbl: 'round',
  id,
  seq: 1,
  row: { id, person: id, village: 'v', group: 'elder', ...more },
});
const record = (of: string, on: string, more: Partial<VisitRecord> = {}) => ({
  tbl: 'visit_record',
  id: 'r' + ++n,
  seq: 1,
  row: { id: 'r' + n, person: of, on, kind: 'general', dangers: [], given: [], recorded_at: on, ...more },
});
const village = (...rows: { tbl: string; id: string; seq: number; row: object }[]) =>
  keptOf(Tables.of(rows as never), TODAY);

describe('pregnant women', () => {
  const sri = {
    id: 'sri',
    name: 'Sri',
    due: '2026-12-20',
    address: 'Jalan Melati, Ngledok, RT 003 / RW 002',
  };
  test('stand by the day they are due, with the contacts made, missed and due', () => {
    const [first, second] = pregnantOf(
      village(
        person({ id: 'ani', name: 'Ani', due: '2027-03-01' }),
        person(sri),
        round('sri', {
          code: 'K4',
          missed: ['K2'],
          late_from: '2026-11-20',
          due_on: '2026-10-01',
          last_on: '2026-08-01',
        }),
        record('sri', '2026-04-20', { antenatal: { code: 'K1' } }),
        record('sri', '2026-08-01', { antenatal: { code: 'K3' } }),
      ),
    );
    expect(first!.person.id).toBe('sri');
    expect(first!.contacts.map((c) => c.state)).toEqual(['done', 'missed', 'done', 'now', 'ahead', 'ahead']);
    expect(first).toMatchObject({
      week: 36,
      done: 2,
      missed: 1,
      overdue: true,
      days: 113,
      hamlet: 'Ngledok',
    });
    expect(second!.contacts.every((c) => c.state === 'ahead')).toBe(true);
    expect(wanting.pregnant(first!)).toBe(true);
    expect(wanting.pregnant(second!)).toBe(false);
  });
  test('carry the danger signs of this pregnancy, not of the one before', () => {
    const [one] = pregnantOf(
      village(
        person(sri),
        record('sri', '2024-01-01', { dangers: ['P01'], antenatal: { code: 'K1' } }),
        record('sri', '2026-10-01', { dangers: ['P04'] }),
        record('sri', '2026-11-01'),
      ),
    );
    expect(one).toMatchObject({ dangers: ['P04'], danger_on: '2026-10-01', done: 0 });
  });
  test('are not shown what a correction took back', () => {
    const [one] = pregnantOf(
      village(person(sri), record('sri', '2026-10-01', { dangers: ['P04'], replaced_by: 'later' })),
    );
    expect(one!.dangers).toEqual([]);
  });
});

describe('small children', () => {
  const risks = (id: string, born: string, ...rows: ReturnType<typeof record>[]) =>
    smallOf(village(person({ id, born }), ...rows))[0]!.risks;
  const weighed = (id: string, on: string, weight_g: number) => record(id, on, { vitals: { weight_g } });

  test('are at risk by the arm from six months on, at the very limit on the safe side of it', () => {
    const arm = (muac_mm: number, born = '2025-01-10') =>
      risks('a', born, record('a', '2026-11-01', { vitals: { muac_mm } }));
    expect([114, 115, 124, 125].map((mm) => arm(mm)[0])).toEqual([
      'arm_red',
      'arm_yellow',
      'arm_yellow',
      undefined,
    ]);
    expect(arm(100, '2026-08-01')).toEqual([]);
  });
  test('are at risk when the weight did not rise twice, month by month', () => {
    const w = (on: string, weight_g: number) => ({ on, vitals: { weight_g } });
    expect(notRisenTwice([w('2026-08-10', 8000), w('2026-09-10', 8000), w('2026-10-10', 7900)])).toBe(true);
    expect(notRisenTwice([w('2026-08-10', 8000), w('2026-09-10', 8100), w('2026-10-10', 8100)])).toBe(false);
    expect(notRisenTwice([w('2026-09-10', 8000), w('2026-09-12', 8000), w('2026-10-10', 7900)])).toBe(false);
  });
  test('who were born light are watched for a thousand days', () => {
    expect(risks('b', '2026-06-01', weighed('b', '2026-06-02', 2400))).toEqual(['born_light']);
    expect(risks('b', '2026-06-01', weighed('b', '2026-07-02', 2400))).toEqual([]);
    expect(risks('b', '2024-06-01', weighed('b', '2024-06-02', 2400))).toEqual([]);
  });
  test('stand the gravest first, and those of five years are no longer small', () => {
    const all = smallOf(
      village(
        person({ id: 'calm', born: '2025-05-05' }),
        person({ id: 'alone', born: '2025-05-05' }),
        round('alone', { late_from: '2026-11-01', last_on: '2026-09-01' }),
        person({ id: 'thin', born: '2025-05-05' }),
        record('thin', '2026-11-20', { vitals: { muac_mm: 110 } }),
        person({ id: 'big', born: '2021-11-22' }),
      ),
    );
    expect(all.map((c) => [c.person.id, c.risks])).toEqual([
      ['thin', ['arm_red']],
      ['alone', ['unvisited']],
      ['calm', []],
    ]);
  });
});

describe('elders alone', () => {
  test('who nobody came to stand first, then those who wait longest', () => {
    const old = (id: string) => person({ id, born: '1941-01-01', lives_alone: true });
    const all = eldersOf(
      village(
        old('seen'),
        round('seen', { last_on: '2026-11-15', late_from: '2026-12-15' }),
        old('late'),
        round('late', { last_on: '2026-09-15', late_from: '2026-10-15' }),
        old('never'),
        person({ id: 'family', born: '1941-01-01' }),
        person({ id: 'young', born: '1980-01-01', lives_alone: true }),
      ),
    );
    expect(all.map((e) => [e.person.id, e.state, e.days])).toEqual([
      ['never', 'never', undefined],
      ['late', 'late', 68],
      ['seen', 'seen', 7],
    ]);
  });
  test('a visit on this phone counts before the round has heard of it', () => {
    const [one] = eldersOf(
      village(
        person({ id: 'late', born: '1941-01-01', lives_alone: true }),
        round('late', { last_on: '2026-09-15', late_from: '2026-10-15' }),
        record('late', TODAY, { kind: 'elder' }),
      ),
    );
    expect(one).toMatchObject({ state: 'seen', days: 0 });
  });
});

test('who mourns is left in peace', () => {
  const kept = village(person({ due: '2026-12-01', quiet: true }));
  expect(pregnantOf(kept)).toEqual([]);
});

test('a hamlet stands in the round or before RT and RW', () => {
  expect(hamletOf({ address: 'Jalan Melati 3, Krajan, RT 001' })).toBe('Krajan');
  expect(hamletOf({ address: 'RT 001 / RW 002' })).toBe('');
  expect(hamletOf({ address: 'Krajan' }, { hamlet: 'Darungan' })).toBe('Darungan');
});

test('people are found by name, mother, house and hamlet', () => {
  const kept = village(
    person({ id: 'a', name: 'Bagas', mother_name: 'Sri', born: '2025-05-05', address: 'Krajan' }),
    person({ id: 'b', name: 'Dinda', born: '2025-05-05', address: 'Darungan', house_code: '0042-7' }),
  );
  const found = (said: string, hamlet = '') => fitting(smallOf(kept), said, hamlet).map((c) => c.person.id);
  expect([found('sri'), found('0042'), found('', 'Krajan'), found('sri', 'Darungan')]).toEqual([
    ['a'],
    ['b'],
    ['a'],
    [],
  ]);
});

test('of a child its mother is called', () => {
  const rows = Tables.of([
    person({ id: 'sri', phones: ['+6281'] }),
    person({ id: 'bagas', mother: 'sri' }),
  ] as never);
  expect(phoneOf(rows, rows.get('person', 'bagas')!)).toBe('+6281');
});

test('the signs to ask are those of whoever is asked about', () => {
  expect(
    [{ due: '2026-12-01' }, { born: '2026-11-01' }, { born: '2025-01-01' }, { born: '1950-01-01' }].map((p) =>
      signGroup(p, TODAY),
    ),
  ).toEqual(['pregnant', 'newborn_0_2m', 'child_2_59m', 'adult_elderly']);
});
