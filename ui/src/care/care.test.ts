import { describe, expect, test } from 'vitest';
import type { VisitRecord } from '../lib/contract.care';
import { overlay } from '../lib/overlay';
import type { Item } from '../lib/keep';
import { Tables } from '../lib/tables';
import { begin } from './begin';
import { bodyOf, draftOf, newDraft, touched, type Draft } from './draft';
import { asksOf, keptOf, kindsOf, typedOf } from './figures';
import { doubtOf, unsettled, type Range } from './limits';
import { aboutOf, keyOf } from './about';
import { asksOf as signsOf, groupOf, worstOf } from './signs';
import { guessKind, notCopied, patientOf, recordsOf, requestOf, versionsOf, weeksOn } from './who';

const TODAY = '2026-11-22';
const row = (tbl: string, id: string, more: object) => ({ tbl, id, seq: 1, row: { id, ...more } });
const rows = (...all: ReturnType<typeof row>[]) => Tables.of(all.map((one) => ({ ...one, key: one.id })));
const record = (id: string, more: Partial<VisitRecord> = {}) =>
  row('visit_record', id, {
    person: 'sariyem',
    person_name: 'Mbah Sariyem',
    village: 'v',
    kind: 'elder',
    on: '2026-11-01',
    by_name: 'dr. Wulan',
    recorded_at: '2026-11-01T03:00:00.000Z',
    ...more,
  });
const draft = (more: Partial<Draft> = {}): Draft => ({
  ...newDraft('sariyem', { person: 'sariyem' }, 'elder', TODAY, 0),
  ...more,
});

describe('figures', () => {
  test('comma and point are the same, and what is kept is read back as people write it', () => {
    expect(keptOf('vitals.temperature_tenths', '36,5')).toBe(365);
    expect(keptOf('vitals.temperature_tenths', ' 36.5 ')).toBe(365);
    expect(keptOf('vitals.weight_g', '3,2')).toBe(3200);
    expect(keptOf('vitals.muac_mm', '11.5')).toBe(115);
    expect(keptOf('vitals.pulse_per_min', '8a')).toBeUndefined();
    expect(keptOf('vitals.pulse_per_min', '8,,0')).toBeUndefined();
    expect(typedOf('vitals.temperature_tenths', 365)).toBe('36,5');
    expect(typedOf('vitals.glucose_mg_dl', 1020)).toBe('1020');
  });
  test('a cadre weighs small children and asks elders, and writes nothing else', () => {
    expect(kindsOf(false)).toEqual(['child', 'elder']);
    expect(asksOf('child', true)).toEqual(['vitals.weight_g', 'vitals.length_mm', 'vitals.muac_mm']);
    expect(asksOf('elder', true)).toEqual(['elder.falls', 'elder.meals_per_day']);
  });
});

describe('what can be', () => {
  const table: Range[] = [
    { figure: 'breaths_per_min', from_months: 0, until_months: 2, least: 10, most: 150, low: 30, high: 59 },
    { figure: 'breaths_per_min', from_months: 60, until_months: 0, least: 4, most: 80, low: 10, high: 30 },
  ];
  const at = (typed: string, months: number) => doubtOf(table, 'vitals.breaths_per_min', typed, months);
  test('it is judged by age, and of an unknown age by any', () => {
    expect(at('45', 1)).toBe('');
    expect(at('45', 900)).toBe('unusual');
    expect(at('90', 900)).toBe('impossible');
    expect(at('45', -1)).toBe('');
    expect(at('x', 900)).toBe('no_figure');
    expect(at('', 900)).toBe('');
  });
  test('an unusual figure is settled once it was measured twice, an impossible one never', () => {
    const open = (typed: string, twice: string[]) =>
      unsettled(table, ['vitals.breaths_per_min'], { 'vitals.breaths_per_min': typed }, twice, 900);
    expect(open('45', [])).toBe('vitals.breaths_per_min');
    expect(open('45', ['vitals.breaths_per_min'])).toBeUndefined();
    expect(open('90', ['vitals.breaths_per_min'])).toBe('vitals.breaths_per_min');
  });
  test('the lower pressure is below the upper one', () => {
    const typed = { 'vitals.systolic_mmhg': '80', 'vitals.diastolic_mmhg': '120' };
    expect(unsettled([], ['vitals.systolic_mmhg', 'vitals.diastolic_mmhg'], typed, [], 900)).toBe(
      'vitals.diastolic_mmhg',
    );
  });
});

describe('danger signs', () => {
  test('the kind and the age say which are asked', () => {
    expect(groupOf('antenatal', 300, true)).toBe('pregnant');
    expect(groupOf('general', 1, false)).toBe('newborn_0_2m');
    expect(groupOf('general', 30, false)).toBe('child_2_59m');
    expect(groupOf('general', 300, true)).toBe('pregnant');
    expect(groupOf('elder', -1, false)).toBe('adult_elderly');
  });
  test('without a table all are asked and each is taken for the gravest', () => {
    const signs = signsOf('postpartum', undefined);
    expect(signs.map((sign) => sign.code)).toEqual(['F01', 'F02', 'F03', 'F04', 'F05']);
    expect(worstOf(signs, { F05: 'yes' })).toBe('red');
  });
  test('with one the gravest is asked first and the gravest answer counts', () => {
    const table = [
      { code: 'E06', group: 'adult_elderly', colour: 'yellow' as const },
      { code: 'E01', group: 'adult_elderly', colour: 'red' as const },
    ];
    const signs = signsOf('adult_elderly', table);
    expect(signs.map((sign) => sign.code)).toEqual(['E01', 'E06']);
    expect(worstOf(signs, { E06: 'yes', E01: 'no' })).toBe('yellow');
    expect(worstOf(signs, { E06: 'yes', E01: 'yes' })).toBe('red');
    expect(worstOf(signs, {})).toBe('');
  });
});

describe('the body of a record', () => {
  test('only what was typed is said, in the units that are kept', () => {
    const typed = {
      'vitals.temperature_tenths': '38,9',
      'elder.falls': '0',
      'elder.walks': 'helped',
      finding: ' lemas ',
    };
    const said = bodyOf(
      draft({ typed, answers: { E06: 'yes', E01: 'no' }, twice: ['vitals.temperature_tenths'], visit: 'v1' }),
      'r1',
      false,
    );
    expect(said).toEqual({
      record: 'r1',
      person: 'sariyem',
      kind: 'elder',
      on: TODAY,
      place: 'home',
      visit: 'v1',
      vitals: { temperature_tenths: 389 },
      elder: { falls: 0, walks: 'helped' },
      finding: 'lemas',
      dangers: ['E06'],
      sure: true,
    });
  });
  test('a cadre says no vital signs of an elder and gives no medicine, whatever lies in the draft', () => {
    const typed = { 'vitals.systolic_mmhg': '150', 'elder.memory': 'clear' };
    const said = bodyOf(
      draft({ typed, given: [{ code: 'antacid', quantity: 3 }], new_cases: ['x'] }),
      'r1',
      true,
    );
    expect(said['vitals']).toBeUndefined();
    expect(said['given']).toBeUndefined();
    expect(said['new_cases']).toBeUndefined();
    expect(said['elder']).toEqual({ memory: 'clear' });
  });
  test('the part of another kind is never sent', () => {
    const typed = {
      'antenatal.code': 'K4',
      'elder.walks': 'bed',
      'vitals.length_mm': '60',
      'vitals.lying': 'yes',
    };
    const said = bodyOf(draft({ kind: 'child', typed }), 'r1', false);
    expect(said['antenatal']).toBeUndefined();
    expect(said['elder']).toBeUndefined();
    expect(said['vitals']).toEqual({ length_mm: 600, lying: true });
  });
  test('a correction begins with what the record says and says it again with its reason', () => {
    const was = rows(
      record('r1', {
        kind: 'antenatal',
        vitals: { systolic_mmhg: 120, diastolic_mmhg: 80 },
        antenatal: { code: 'K4', haemoglobin_tenths: 112, book_seen: true },
        given: [{ code: 'iron_folate', quantity: 30, name: 'Tablet tambah darah' }],
        dangers: ['P04'],
        advice: 'Istirahat',
      }),
    ).get('visit_record', 'r1')!;
    const corrected = { ...draftOf(was, 'correct:r1', ['P01', 'P04'], 0), reason: 'salah ketik' };
    expect(corrected.answers).toEqual({ P01: 'no', P04: 'yes' });
    expect(bodyOf(corrected, 'r2', false)).toEqual({
      record: 'r2',
      person: 'sariyem',
      kind: 'antenatal',
      on: '2026-11-01',
      place: 'home',
      vitals: { systolic_mmhg: 120, diastolic_mmhg: 80 },
      antenatal: { code: 'K4', haemoglobin_tenths: 112, book_seen: true },
      advice: 'Istirahat',
      given: [{ code: 'iron_folate', quantity: 30 }],
      dangers: ['P04'],
      sure: true,
      corrects: 'r1',
      reason: 'salah ketik',
    });
  });
  test('a form that was only opened leaves nothing behind', () => {
    expect(touched(draft())).toBe(false);
    expect(touched(draft({ answers: { E01: 'no' } }))).toBe(true);
  });
});

describe('whom and when', () => {
  test('what a form is about goes through its address', () => {
    const about = { person: 'p', round: 'r' };
    expect(keyOf(about)).toBe('p..r');
    expect(aboutOf('p..r')).toEqual(about);
    expect(aboutOf(keyOf({ visit: 'v', kind: 'child' }))).toEqual({ visit: 'v', kind: 'child' });
  });
  test('the kind is guessed by age and expectation, never beyond what somebody may write', () => {
    const one = (more: object) =>
      patientOf(rows(row('person', 'p', { name: 'A', ...more })), { person: 'p' }, TODAY);
    const all = kindsOf(true);
    expect(guessKind(one({ born: '2026-11-10' }), all, undefined)).toBe('newborn');
    expect(guessKind(one({ born: '2025-01-10' }), all, undefined)).toBe('child');
    expect(guessKind(one({ born: '1998-01-10', due: '2027-02-01' }), all, undefined)).toBe('antenatal');
    expect(guessKind(one({ born: '1950-01-10' }), all, undefined)).toBe('elder');
    expect(guessKind(one({ born: '1990-01-10' }), kindsOf(false), undefined)).toBe('child');
  });
  test('a new record begins with the visit that is due, the week, and how a small child is measured', () => {
    const all = kindsOf(true);
    const sri = patientOf(
      rows(row('person', 'p', { born: '1998-01-10', due: '2027-02-14' })),
      { person: 'p' },
      TODAY,
    );
    const now = Date.parse('2026-11-22T03:00:00Z');
    const hers = begin('p', { person: 'p' }, sri, all, undefined, { code: 'K5' }, now);
    expect([hers.kind, hers.on, hers.typed]).toEqual([
      'antenatal',
      TODAY,
      { 'antenatal.code': 'K5', 'antenatal.weeks': '28' },
    ]);
    const boy = patientOf(rows(row('person', 'p', { born: '2025-11-10' })), { person: 'p' }, TODAY);
    const his = begin('p', { person: 'p' }, boy, all, undefined, { code: 'round' }, now);
    expect(his.typed).toEqual({ 'vitals.lying': 'yes' });
  });
  test('weeks are reckoned from the day a birth is expected on', () => {
    expect(weeksOn('2026-11-22', TODAY)).toBe(40);
    expect(weeksOn('2027-02-14', TODAY)).toBe(28);
    expect(weeksOn('', TODAY)).toBeUndefined();
  });
  test('a corrected record stands behind its correction, and is found from every version', () => {
    const all = rows(
      record('r1', { replaced_by: 'r2' }),
      record('r2', { corrects: 'r1', on: '2026-11-03' }),
      record('r3', { on: '2026-11-10', copied_at: '2026-11-10T05:00:00.000Z' }),
    );
    expect(recordsOf(all, 'sariyem').map((one) => one.id)).toEqual(['r3', 'r2']);
    expect(versionsOf(all, 'r1').map((one) => one.id)).toEqual(['r2', 'r1']);
    expect(notCopied(all).map((one) => one.id)).toEqual(['r2']);
  });
  test('a correction names the request that the version before it opened', () => {
    const all = rows(
      record('r1', { version: 1, replaced_by: 'r2', request: 'q', request_number: '0007' }),
      record('r2', { version: 2, corrects: 'r1' }),
      record('r3', { version: 1 }),
    );
    expect(requestOf(all, all.get('visit_record', 'r2')!)).toBe('0007');
    expect(requestOf(all, all.get('visit_record', 'r3')!)).toBeUndefined();
  });
});

describe('before the server has heard', () => {
  const said = (verb: string, body: object, n: number): Item => ({
    id: 'c' + n,
    state: 'waiting',
    envelope: {
      id: 'c' + n,
      verb,
      v: 1,
      device: 'd',
      n,
      occurred_at: '2026-11-22T02:00:00.000Z',
      body: { ...body },
    },
  });
  test('a record stands on the phone, a correction in its place, a mark on it', () => {
    const base = rows(row('person', 'sariyem', { name: 'Mbah Sariyem', village: 'v' }));
    const body = bodyOf(draft({ answers: { E06: 'yes' } }), 'r1', false);
    const again = bodyOf(draft({ corrects: 'r1', reason: 'lengkap' }), 'r2', false);
    const outbox = [
      said('health.record', body, 1),
      said('health.correct', again, 2),
      said('health.mark_copied', { record: 'r2' }, 3),
    ];
    const shown = overlay(base, outbox, { name: 'dr. Wulan', worker: 'w' });
    const first = shown.get('visit_record', 'r1')!;
    const second = shown.get('visit_record', 'r2')!;
    expect(first).toMatchObject({
      person_name: 'Mbah Sariyem',
      dangers: ['E06'],
      replaced_by: 'r2',
      by: 'w',
    });
    expect(second).toMatchObject({
      corrects: 'r1',
      reason: 'lengkap',
      version: 2,
      copied_by_name: 'dr. Wulan',
    });
    expect(base.get('visit_record', 'r1')).toBeUndefined();
  });
});
