import { describe, expect, test } from 'vitest';
import type { Delivery, HomeVisit, LoneWatch, NeedCase, Promised } from './contract';
import { askedFor, queueOf } from './queue';
import { apart, closuresNow, riders, roadAt, teamsOn } from './sights';
import { Tables } from './tables';
import { clocksOf, dangerIn, pressing, signsFor, twinsOf, villageIn } from './visit';

const NOW = Date.parse('2026-11-19T07:12:00Z');
const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();

function visit(id: string, more: Partial<HomeVisit> = {}): HomeVisit {
  return {
    id,
    number: id,
    kind: 'visit_request',
    state: 'open',
    village: 'v1',
    opened_at: at(-7),
    respond_due: at(113),
    respond_state: 'running',
    fetch_due: at(233),
    fetch_state: 'running',
    ...more,
  };
}
function request(id: string, more: Partial<NeedCase> = {}): NeedCase {
  return {
    id,
    number: id,
    kind: 'visit_request',
    request: true,
    people: [],
    village: 'v1',
    owner: '',
    owner_name: '',
    door: 'phone',
    state: 'open',
    confidential: false,
    complaint: false,
    opened_at: at(-7),
    started_at: at(-7),
    due: '',
    promise: '',
    overdue: false,
    todo: [],
    timeline: [],
    ...more,
  };
}
const milk = (id: string, due: number): Delivery =>
  ({
    id,
    state: 'on_the_way',
    bottles: [],
    promise: '',
    declared_at: at(-60),
    want_pickup_at: at(due),
  }) as never;
const alone = (id: string, state: LoneWatch['state']): LoneWatch => ({
  id,
  worker: 'w',
  worker_name: 'Wati',
  since: at(-90),
  expected_end: at(-25),
  state,
});

describe('the queue of all programmes', () => {
  test('danger first whatever its clock, then the late, longest first, then by what is left', () => {
    const rows = new Tables();
    rows.put('home_visit', visit('calm'));
    rows.put('home_visit', visit('red', { colour: 'red', respond_due: at(119) }));
    rows.put('home_visit', visit('late', { respond_state: 'late', respond_due: at(-8) }));
    rows.put('milk_delivery', milk('milk', 11));
    rows.put('need_case', request('complaint', { request: false, due: at(-3) }));
    rows.put('lone_watch', alone('help', 'help'));
    rows.put('lone_watch', alone('going', 'going'));
    rows.put('home_visit', visit('over', { state: 'done' }));
    expect(queueOf(rows, NOW).map((e) => e.id)).toEqual(['help', 'red', 'late', 'complaint', 'milk', 'calm']);
  });
  test('red is danger until one of ours stands beside the patient', () => {
    const rows = new Tables();
    for (const state of ['open', 'sent', 'accepted', 'on_the_way', 'arrived', 'aboard', 'at_centre'] as const)
      rows.put('home_visit', visit(state, { colour: 'red', state }));
    const danger = queueOf(rows, NOW).filter((e) => e.danger);
    expect(danger.map((e) => e.id).sort()).toEqual(['accepted', 'on_the_way', 'open', 'sent']);
  });
  test('what was only just said without signal stands there too, what was merged does not', () => {
    const rows = new Tables();
    rows.put('need_case', request('said'));
    rows.put('need_case', request('merged', { merged: 'said' }));
    rows.put('home_visit', visit('twin'));
    rows.put('need_case', request('twin', { merged: 'said' }));
    expect(queueOf(rows, NOW).map((e) => e.id)).toEqual(['said']);
  });
  test('a request that is over is still found by its id', () => {
    const rows = new Tables();
    rows.put('home_visit', visit('v', { state: 'done' }));
    expect(askedFor(rows, 'v')).toMatchObject({ of: 'request', id: 'v', clock: undefined });
    expect(askedFor(rows, 'x')).toBeUndefined();
  });
  test('where a kenthongan was struck the row knows whose house it is', () => {
    const rows = new Tables();
    rows.put('home_visit', visit('v'));
    const struck = { root: 'v', elder_name: 'Mbah Karto', at: at(-7) };
    rows.put('alarm', { ...struck, id: 'v' } as never);
    expect(queueOf(rows, NOW)[0]).toMatchObject({ elder: 'Mbah Karto' });
    rows.put('home_visit', visit('w'));
    expect(queueOf(rows, NOW).find((e) => e.id === 'w')).toMatchObject({ elder: '' });
  });
});

describe('the clocks of a request', () => {
  test('the answer presses until somebody spoke, then the fetching, then the way home', () => {
    const rows = new Tables();
    const pressed = (more: Partial<HomeVisit>) => pressing(clocksOf(rows, visit('v', more)))?.name;
    expect(pressed({})).toBe('respond');
    expect(pressed({ spoke_at: at(0) })).toBe('fetch');
    expect(pressed({ spoke_at: at(0), aboard_at: at(1) })).toBeUndefined();
    const home = { spoke_at: at(0), aboard_at: at(1), return_due: at(60) };
    expect(pressed(home)).toBe('return');
    expect(pressed({ ...home, state: 'done' })).toBeUndefined();
  });
  test('a broken promise counts on while nobody has come', () => {
    const rows = new Tables();
    const broken = { id: 'p', subject: 'v', kind: 'respond', start: at(-128), due: at(-8), ended_at: at(-8) };
    rows.put('promise', { ...broken, state: 'late' });
    expect(clocksOf(rows, visit('v', { respond: 'p' }))[0]).toMatchObject({ ended_at: null, met: false });
    rows.put('promise', { ...broken, state: 'kept', ended_at: at(-9) });
    expect(clocksOf(rows, visit('v', { respond: 'p' }))[0]).toMatchObject({ ended_at: at(-9), met: true });
  });
  test('a missed answer presses on until it is made, and its ring then stops', () => {
    const rows = new Tables();
    const late = { respond_state: 'late', respond_due: at(-8), respond: 'p' } as const;
    expect(pressing(clocksOf(rows, visit('v', late)))?.name).toBe('respond');
    const row = { id: 'p', subject: 'v', kind: 'respond', start: at(-128), due: at(-8), state: 'late' };
    rows.put('promise', { ...row, fulfilled_at: at(-2) } as Promised);
    const [answer] = clocksOf(rows, visit('v', late));
    expect(answer).toMatchObject({ met: true, ended_at: at(-2), state: 'late' });
  });
  test('what was called off is not shown, what is doubted says so', () => {
    const rows = new Tables();
    rows.put('promise', {
      id: 'p',
      subject: 'v',
      kind: 'fetch',
      start: at(-9),
      due: at(9),
      state: 'late',
      claimed_at: at(1),
    });
    const clocks = clocksOf(rows, visit('v', { respond_state: 'cancelled', fetch: 'p' }));
    expect(clocks).toMatchObject([{ name: 'fetch', claimed: true, met: false }]);
  });
});

test('the village is read out of what the caller says', () => {
  const villages = ['Waru', 'Kaliwuluh', 'Kebak', 'Malanggaten'].map((name) => ({ id: name, name }));
  expect(villageIn('waru rt 2 rw 4', villages)?.name).toBe('Waru');
  expect(villageIn('dusun krajan, malanggaten', villages)?.name).toBe('Malanggaten');
  expect(villageIn('dusun krajan malanggaten', villages)?.name).toBe('Malanggaten');
  expect(villageIn('mal', villages)?.name).toBe('Malanggaten');
  expect(villageIn('ka', villages)).toBeUndefined();
  expect(villageIn('di bawah jembatan', villages)).toBeUndefined();
});

test('reports of one event are found, the likeliest first; a person decides', () => {
  const rows = new Tables();
  const who = (id: string) => [{ id, name: id }];
  const mine = request('mine', {
    people: who('p1'),
    house: 'h1',
    patient_phone: '0899',
    patient_name: 'Bu Lastri',
  });
  rows.put('need_case', mine);
  rows.put('need_case', request('village'));
  rows.put('need_case', request('name', { patient_name: 'lastri', village: 'v2' }));
  rows.put('need_case', request('phone', { patient_phone: '0899', village: 'v2' }));
  rows.put('need_case', request('house', { house: 'h1', people: who('p9') }));
  rows.put('need_case', request('person', { people: who('p1') }));
  rows.put('need_case', request('neighbour', { people: who('p2') }));
  rows.put('need_case', request('otherwise', { patient_name: 'Pak Slamet' }));
  rows.put('need_case', request('yesterday', { people: who('p1'), started_at: at(-24 * 60) }));
  rows.put('need_case', request('closed', { people: who('p1'), state: 'closed' }));
  rows.put('need_case', request('merged', { people: who('p1'), merged: 'person' }));
  rows.put('need_case', request('complaint', { people: who('p1'), request: false }));
  expect(twinsOf(rows, mine).map((t) => `${t.request.id}:${t.why}`)).toEqual([
    'person:person',
    'house:house',
    'phone:phone',
    'name:name',
    'village:village',
  ]);
});

test('a sign is found by the words typed, red before yellow', () => {
  const asked: Record<string, string> = {
    P01: 'Apakah keluar darah dari jalan lahir?',
    P08: 'Apakah demam tinggi atau menggigil?',
    F01: 'Apakah perdarahan banyak, pembalut penuh dalam 1 jam?',
    C08: 'Apakah berak berdarah atau diare lebih dari 14 hari?',
  };
  const signs = [
    { code: 'C08', group: 'child', colour: 'yellow' as const },
    { code: 'P01', group: 'pregnant', colour: 'red' as const },
    { code: 'P08', group: 'pregnant', colour: 'yellow' as const },
    { code: 'F01', group: 'postpartum', colour: 'red' as const },
  ];
  const found = (words: string) => signsFor(words, signs, (code) => asked[code]!).map((s) => s.code);
  expect(found('keluar darah')).toEqual(['P01', 'F01', 'C08']);
  expect(found('panas dan demam')).toEqual(['P08']);
  expect(found('di')).toEqual([]);
});

test('no mark on the map hides another one', () => {
  const drawn = apart([...Array.from({ length: 9 }, () => [100, 100] as const), [300, 300] as const]);
  expect(drawn[0]).toEqual([100, 100]);
  expect(drawn.at(-1)).toEqual([300, 300]);
  drawn.forEach(([x, y], i) => {
    for (const [a, b] of drawn.slice(i + 1)) expect(Math.hypot(x - a, y - b)).toBeGreaterThanOrEqual(32);
  });
});

test('a team stands where somebody of it was heard, else at its base; a closed road until it opens', () => {
  const rows = new Tables();
  rows.put('village', { id: 'v1', name: 'Waru', lat: -8.3, lon: 114.2 });
  rows.put('base', { id: 'b1', label: 'Puskesmas', village: 'v1', state: 'open' });
  const team = {
    id: 't1',
    name: 'Tim Wulan',
    members: [{ id: 'w1', name: 'Wulan', role: 'doctor' }],
    base: 'b1',
    from: at(-60),
    to: at(60),
    state: 'on',
  };
  rows.put('team', team);
  rows.put('team', { ...team, id: 't2', to: at(-1) });
  rows.put('team', { ...team, id: 't3', state: 'ended' });
  rows.put('home_visit', visit('v', { team: 't1', state: 'sent' }));
  rows.put('road_closure', { id: 'r1', label: 'Jembatan', village: 'v1', until: at(60), state: 'closed' });
  rows.put('road_closure', { id: 'r2', label: 'Gang', village: 'v1', until: at(-1), state: 'closed' });
  expect(teamsOn(rows, new Map(), NOW)).toMatchObject([
    { at: { lat: -8.3 }, fix: undefined, to: { lat: -8.3 } },
  ]);
  const fix = { worker: 'w1', lat: -8.25, lon: 114.1, at: at(-1) };
  expect(teamsOn(rows, new Map([['w1', fix]]), NOW)).toMatchObject([{ at: { lat: -8.25, lon: 114.1 }, fix }]);
  expect(riders(rows, new Map([['w1', fix]]), NOW)).toEqual([]);
  expect(closuresNow(rows, NOW).map((r) => r.id)).toEqual(['r1']);
  expect(roadAt(rows, closuresNow(rows, NOW)[0]!)).toMatchObject({ lat: -8.3 });
});

describe('what somebody wrote is like a danger sign', () => {
  const signs = [
    { code: 'P01', group: 'pregnant', colour: 'red' as const },
    { code: 'A07', group: 'adult_elderly', colour: 'yellow' as const },
  ];
  const asked = (code: string) =>
    ({ P01: 'Keluar darah dari jalan lahir?', A07: 'Lemas dan tidak mau makan?' })[code] ?? '';
  test('a red one, whatever stands beside it', () =>
    expect(dangerIn('ibu hamil keluar darah sejak pagi', signs, asked)?.code).toBe('P01'));
  test('yellow ones and words that stand in every question are none', () => {
    expect(dangerIn('lemas dan pusing', signs, asked)).toBeUndefined();
    expect(dangerIn('dari rumah', signs, asked)).toBeUndefined();
  });
});
