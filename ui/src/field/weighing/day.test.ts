import { expect, test } from 'vitest';
import type { PersonRow } from '../../lib/contract';
import type { GrowthCard, GrowthLine } from '../../lib/contract.weighing';
import { overlay } from '../../lib/overlay';
import { Tables } from '../../lib/tables';
import type { Item } from '../../lib/keep';
import { judge, USUAL } from './judge';
import { limitsIn } from './rhythm';
import { childrenOf, found, nextAfter, opensOn, sumOf } from './day';
import { reckon } from '../../lib/format';
import { cm, gained, grams, impossible, kg, millimetres, pressed, tenths } from './figure';

const DAY = '2026-11-10';
const POST = 'melati';
const person = (id: string, name: string, born: string, more: Partial<PersonRow> = {}) => ({
  id,
  name,
  born,
  sex: 'female' as const,
  village: 'kebak',
  posyandu: POST,
  ...more,
});
const line = (on: string, weight_g: number): GrowthLine => ({
  id: 'w' + on,
  on,
  weight_g,
  source: 'measured',
  doubts: [],
  reckoned: { age_days: -1, months: -1 },
  by: '',
});
const card = (id: string, lines: GrowthLine[], more: Partial<GrowthCard> = {}): GrowthCard => ({
  id,
  guest: false,
  name: '',
  village: 'kebak',
  lines,
  ...more,
});
function town(): Tables {
  const rows = new Tables();
  rows.put('person', person('c', 'Citra', '2026-06-10', { mother_name: 'Rina' }));
  rows.put('person', person('a', 'Ana', '2026-05-10'));
  rows.put('person', person('old', 'Yuda', '2021-11-10')); // five years old on the day
  rows.put('person', person('far', 'Zaki', '2026-01-01', { posyandu: 'mawar' }));
  rows.put('growth_card', card('c', [line('2026-09-10', 6000), line('2026-10-10', 6600)]));
  rows.put('growth_card', {
    ...card('g', [line('2026-10-10', 9000)]),
    guest: true,
    name: 'Farah',
    posyandu: POST,
    last_on: '2026-10-10',
  });
  rows.put('growth_card', {
    ...card('gone', [line('2026-01-10', 9000)]),
    guest: true,
    name: 'Gilang',
    posyandu: POST,
    last_on: '2026-01-10',
  });
  return rows;
}
const said = (verb: string, body: Record<string, unknown>): Item =>
  ({
    id: 'x' + JSON.stringify(body),
    state: 'waiting',
    envelope: { id: 'x', verb, v: 1, body, occurred_at: DAY + 'T02:00:00.000Z' },
  }) as unknown as Item;
const weighed = (child: string, weight_g: number, more: object = {}) =>
  said('health.weigh', {
    weighing: 'n' + child,
    child,
    on: DAY,
    posyandu: POST,
    weight_g,
    source: 'measured',
    ...more,
  });
const heard = (...items: Item[]) => overlay(town(), items, { name: 'Entin', worker: 'e' });

test('a posyandu expects its children under five, and the guests of the last half year behind them', () => {
  const all = childrenOf(town(), POST, DAY);
  expect(all.map((c) => c.name)).toEqual(['Ana', 'Citra', 'Farah']);
  expect(all[1]!.last?.weight_g).toBe(6600);
  expect(found(all, 'rina').map((c) => c.name)).toEqual(['Citra']);
});

test('what the phone has said without signal counts at once', () => {
  const all = childrenOf(heard(weighed('c', 7200)), POST, DAY);
  const citra = all.find((c) => c.id === 'c')!;
  expect([citra.now?.weight_g, citra.judged?.status, citra.judged?.gain]).toEqual([7200, 'N', 600]);
  expect(sumOf(all)).toMatchObject({ s: 2, k: 1, d: 1, n: 1, guests: 0 });
  expect(sumOf(all).absent.map((c) => c.name)).toEqual(['Ana']);
});

test('a second weighing of a day stands for the first and keeps what it is silent about', () => {
  const rows = heard(
    weighed('c', 7200, { length_tenths_mm: 6500, position: 'lying' }),
    weighed('c', 7300, { weighing: 'later' }),
  );
  const lines = rows.get('growth_card', 'c')!.lines;
  expect(lines.map((l) => [l.on, l.weight_g, l.length_tenths_mm ?? 0])).toEqual([
    ['2026-09-10', 6000, 0],
    ['2026-10-10', 6600, 0],
    [DAY, 7300, 6500],
  ]);
});

test('a weighing that is taken back counts nowhere', () => {
  const all = childrenOf(
    heard(weighed('c', 7200), said('health.unweigh', { weighing: 'nc', reason: 'wrong_child' })),
    POST,
    DAY,
  );
  expect(all.find((c) => c.id === 'c')!.now).toBeUndefined();
});

test('a guest is in the row as soon as it was weighed, and in no figure but its own', () => {
  const guest = said('health.weigh', {
    weighing: 'ng',
    guest: 'new',
    as_guest: { name: 'Hana', sex: 'female', born: '2025-11-10', from: 'Cileungsi' },
    on: DAY,
    posyandu: POST,
    weight_g: 9000,
    source: 'measured',
  });
  const all = childrenOf(heard(guest), POST, DAY);
  expect(all.map((c) => c.name)).toEqual(['Ana', 'Citra', 'Farah', 'Hana']);
  expect(sumOf(all)).toMatchObject({ s: 2, d: 0, guests: 1 });
});

test('the next is who was not weighed; who was passed over comes last, and at the end nobody', () => {
  const all = childrenOf(heard(weighed('c', 7200)), POST, DAY);
  expect(nextAfter(all, 'a')?.name).toBe('Farah');
  expect(nextAfter(all, 'g', ['a'])?.name).toBe('Ana');
  const none = childrenOf(town(), 'nowhere', DAY);
  expect(nextAfter(none, '')).toBeUndefined();
});

test('who has to be seen is named with the reason', () => {
  const rows = town();
  rows.put(
    'growth_card',
    card('c', [line('2026-08-10', 6000), line('2026-09-10', 6100), line('2026-10-10', 6200)]),
  );
  const shown = overlay(rows, [weighed('c', 6250)], { name: 'Entin' });
  const sum = sumOf(childrenOf(shown, POST, DAY));
  expect(sum.twoT).toBe(1);
  expect(sum.urgent.map((u) => [u.child.name, u.reasons])).toEqual([['Citra', ['two_t']]]);
});

test('figures are read with a comma or a point, and said with a comma', () => {
  expect([grams('7,4'), grams('7.45'), tenths('65,5'), millimetres('11,4')]).toEqual([7400, 7450, 6550, 114]);
  expect(Number.isNaN(grams('7,4,1'))).toBe(true);
  expect([kg(7400), cm(6550), gained(550), gained(-50)]).toEqual(['7,4', '65,5', '+550', '\u221250']);
  expect(['7', ',', '4', 'back', '5', ','].reduce(pressed, '')).toBe('7,5');
  reckon('WIB', 'en');
  expect([kg(7400), ['7', '.', '4', '.'].reduce(pressed, ''), pressed(kg(7400), '5')]).toEqual([
    '7.4',
    '7.4',
    '7.45',
  ]);
  reckon('WIB', 'id');
  expect([impossible(52_000), impossible(300), impossible(0), impossible(7400)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
});

test('a posyandu of the 31st opens on the last day of a shorter month', () => {
  expect([opensOn(31, '2026-02'), opensOn(0, '2026-02')]).toEqual(['2026-02-28', '']);
});

test("the limits of the policy are the health centre's, and the usual ones until it was heard", () => {
  expect(limitsIn('{"arm_limit_mm":125,"gap_breaks_2t":true}')).toEqual({
    arm_limit_mm: 125,
    gap_breaks_2t: true,
  });
  expect([limitsIn(null), limitsIn('x'), limitsIn('{"arm_limit_mm":0}')]).toEqual([USUAL, USUAL, USUAL]);
  const thin = { on: '2026-03-02', weight_g: 8000, muac_mm: 120 };
  const dafa = { sex: 'male', born: '2025-03-01' };
  expect(judge(dafa, thin, [], USUAL).reasons).not.toContain('arm_severe');
  expect(judge(dafa, thin, [], { ...USUAL, arm_limit_mm: 125 }).reasons).toContain('arm_severe');
});
