import { beforeEach, describe, expect, test } from 'vitest';
import type { Bottle, Delivery, Envelope } from './contract';
import type { Item } from './keep';
import { overlay } from './overlay';
import { nextOf, stepsOf, undoable } from './run';
import { Tables } from './tables';

const AT = '2026-11-19T07:00:00.000Z';
const joko = { name: 'Pak Joko', worker: 'w1' };
let server: Tables;
let n = 0;

const spot = { label: '', note: '', lat: 0, lon: 0, village: 'v1' };
function bottle(id: string): Bottle {
  const times = { expressed_at: AT, use_by: '2026-11-20T07:00:00Z' };
  return {
    id,
    label: id,
    volume_ml: 100,
    ...times,
    milk: 'fresh',
    state: 'declared',
    holder: 'mother',
    holder_name: 'Ibu Sri',
  };
}
function delivery(): Delivery {
  const people = {
    mother_name: 'Ibu Sri',
    mother_phone: '',
    baby_name: 'Dimas',
    courier: 'w1',
    courier_name: 'Pak Joko',
  };
  const where = {
    pickup: spot,
    drop: spot,
    recipients: [{ id: 'r1', name: 'Mbah Parti', relation: 'nenek', phone: '' }],
  };
  const rest = {
    want_pickup_at: AT,
    bag: 'T1',
    declared_at: AT,
    promise: 'q1',
    proven: false,
    review: '' as const,
    received_by: '',
  };
  const bottles = [bottle('b1'), bottle('b2')];
  return {
    id: 'd1',
    place: 'm1',
    number: '1',
    job: 'j1',
    state: 'declared',
    fee: { amount: 0, state: 'none' },
    absent_tries: 0,
    bottles,
    ...people,
    ...where,
    ...rest,
  };
}
function says(verb: string, body: Record<string, unknown>, at = AT): Item {
  const envelope: Envelope = { id: 'c' + ++n, verb, v: 1, device: 'd', n, occurred_at: at, body };
  return { id: envelope.id, envelope, state: 'waiting' };
}
const shown = (...items: Item[]) => overlay(server, items, joko);

beforeEach(() => {
  n = 0;
  server = new Tables();
  server.put('milk_delivery', delivery());
  server.put('job', {
    id: 'j1',
    kind: 'milk',
    subject: 'd1',
    state: 'accepted',
    worker: 'w1',
    worker_name: 'Pak Joko',
  });
  server.put('promise', {
    id: 'q1',
    subject: 'd1',
    kind: 'milk_ride',
    start: AT,
    due: '2026-11-19T09:00:00.000Z',
    state: 'running',
  });
});

test('the whole run without signal: each verb leads to the next', () => {
  const job = () => overlay(server, said, joko).get('job', 'j1');
  const said: Item[] = [];
  const next = () => nextOf(overlay(server, said, joko).get('milk_delivery', 'd1')!, job(), 'w1');
  const seen = [next()];
  const both = ['b1', 'b2'];
  for (const [verb, body] of [
    ['dispatch.set_out', { job: 'j1' }],
    [
      'milk.hand_over',
      { delivery: 'd1', bag: 'T1', bottles: both, handed_by: { role: 'mother' }, seal_ok: true },
    ],
    ['milk.pack', { delivery: 'd1' }],
    ['milk.depart', { delivery: 'd1' }],
    ['milk.arrive', { delivery: 'd1', temperature_c: 4 }],
    ['milk.deliver', { delivery: 'd1', recipient: 'r1', code: '123456', bottles: both }],
  ] as const) {
    said.push(says(verb, { ...body }));
    seen.push(next());
  }
  expect(seen).toEqual(['set_out', 'hand_over', 'pack', 'depart', 'arrive', 'deliver', 'done']);
  const end = overlay(server, said, joko);
  expect(end.get('milk_delivery', 'd1')).toMatchObject({
    state: 'delivered',
    received_by: 'Mbah Parti',
    temperature_c: 4,
  });
  expect(end.get('promise', 'q1')?.state).toBe('kept');
  expect(stepsOf(end, 'd1').map((s) => s.kind)).toEqual([
    'handed_over',
    'packed',
    'departed',
    'arrived',
    'delivered',
  ]);
});

test('the rows of the server are never written', () => {
  const before = JSON.stringify(server.all('milk_delivery'));
  shown(says('milk.hand_over', { delivery: 'd1', bottles: ['b1'] }), says('milk.pack', { delivery: 'd1' }));
  expect(JSON.stringify(server.all('milk_delivery'))).toBe(before);
  expect(server.all('milk_step')).toEqual([]);
});

test('the phone never calls a delivery proven or paid, whatever code was typed', () => {
  const after = shown(
    says('milk.deliver', { delivery: 'd1', recipient: 'r1', code: '123456', bottles: ['b1', 'b2'] }),
  );
  expect(after.get('milk_delivery', 'd1')).toMatchObject({
    proven: false,
    fee: { amount: 0, state: 'none' },
  });
});

test('a refused command and one offered again change nothing on the screen', () => {
  const refused: Item = { ...says('milk.pack', { delivery: 'd1' }), state: 'refused' };
  const again: Item = { ...says('milk.pack', { delivery: 'd1' }), again: true };
  expect(shown(refused, again).get('milk_delivery', 'd1')?.state).toBe('declared');
});

test('an unknown verb or an unknown subject is no accident', () => {
  expect(
    shown(says('later.verb', { x: 1 }), says('milk.pack', { delivery: 'gone' })).all('milk_delivery').length,
  ).toBe(1);
});

describe('bottles end one by one', () => {
  const given = () => says('milk.hand_over', { delivery: 'd1', bottles: ['b1', 'b2'] });
  test('one discarded: the run goes on', () => {
    const after = shown(given(), says('milk.discard', { delivery: 'd1', bottles: ['b1'], reason: 'leak' }));
    expect(after.get('milk_delivery', 'd1')?.state).toBe('handed_over');
    expect(after.get('milk_delivery', 'd1')?.bottles.map((b) => b.holder)).toEqual(['none', 'courier']);
  });
  test('all returned: the run is over', () => {
    const after = shown(
      given(),
      says('milk.return', { delivery: 'd1', bottles: ['b1', 'b2'], to: 'mother' }),
    );
    expect(after.get('milk_delivery', 'd1')?.state).toBe('returned');
    expect(after.get('job', 'j1')?.state).toBe('done');
  });
});

test('courier to courier: the giver waits, the taker takes', () => {
  const give = says('milk.give', { delivery: 'd1', to: 'w2' });
  const given = shown(give);
  expect(nextOf(given.get('milk_delivery', 'd1')!, given.get('job', 'j1'), 'w1')).toBe('wait');
  expect(nextOf(given.get('milk_delivery', 'd1')!, given.get('job', 'j1'), 'w2')).toBe('take');
  const taken = overlay(given, [says('milk.take', { delivery: 'd1', bottles: ['b1', 'b2'] })], {
    name: 'Pak Darma',
    worker: 'w2',
  });
  expect(taken.get('milk_delivery', 'd1')).toMatchObject({ courier: 'w2', transfer_to: '' });
});

test('a step back within ten minutes, by its author, and only the last one', () => {
  const said = [
    says('milk.pack', { delivery: 'd1' }),
    says('milk.depart', { delivery: 'd1' }, '2026-11-19T07:01:00.000Z'),
  ];
  const after = shown(...said);
  const steps = stepsOf(after, 'd1');
  const soon = Date.parse('2026-11-19T07:10:59Z');
  expect(undoable(steps, 'Pak Joko', soon)?.kind).toBe('departed');
  expect(undoable(steps, 'Pak Darma', soon)).toBeUndefined();
  expect(undoable(steps, 'Pak Joko', soon + 1000)).toBeUndefined();
  const back = overlay(after, [says('milk.undo', { step: said[1]!.id }, '2026-11-19T07:02:00.000Z')], joko);
  expect(back.get('milk_delivery', 'd1')?.state).toBe('packed');
  // As on the server: only the very last step goes back, and the counter-step is one now.
  expect(undoable(stepsOf(back, 'd1'), 'Pak Joko', Date.parse('2026-11-19T07:05:00Z'))).toBeUndefined();
});

test('a hand-over and a delivery cannot be taken back', () => {
  const handed = shown(says('milk.hand_over', { delivery: 'd1', bottles: ['b1'] }));
  expect(undoable(stepsOf(handed, 'd1'), 'Pak Joko', Date.parse(AT))).toBeUndefined();
});
