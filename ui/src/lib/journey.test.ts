import { beforeEach, describe, expect, test } from 'vitest';
import type { Envelope, HomeVisit } from './contract';
import { journeysOf, nextOf, stageOf, watchOf, type Step } from './journey';
import type { Item } from './keep';
import { overlay } from './overlay';
import { Tables } from './tables';

const AT = '2026-11-22T07:00:00.000Z';
const slamet = { name: 'Pak Slamet', worker: 'w1' };
const driver = { worker: 'w1', health: false };
const doctor = { worker: 'w2', health: true };
let server: Tables;
let n = 0;

function visit(over: Partial<HomeVisit> = {}): HomeVisit {
  const due = { respond_due: '2026-11-22T08:40:00Z', fetch_due: '2026-11-22T10:40:00Z' };
  return {
    id: 'c1',
    number: '0417',
    kind: 'visit_request',
    state: 'sent',
    village: 'v1',
    team: 't1',
    workers: ['w1', 'w2'],
    opened_at: '2026-11-22T06:40:00Z',
    started_at: '2026-11-22T06:40:00Z',
    fetch_state: 'running',
    ...due,
    ...over,
  };
}
function said(verb: string, body: Record<string, unknown> = { visit: 'c1' }, at = AT): Item {
  n++;
  const envelope: Envelope = { id: 'e' + n, verb, v: 1, occurred_at: at, device: 'd', n, body };
  return { id: envelope.id, envelope, state: 'waiting' } as Item;
}
const shown = (...items: Item[]) => overlay(server, items, slamet);

beforeEach(() => {
  server = Tables.of([]);
  server.put('home_visit', visit());
});

describe('a visit without signal', () => {
  test('goes from the call to home by the big verbs, one after the other', () => {
    const way: Step[] = [
      'accept',
      'set_out',
      'arrive',
      'aboard',
      'at_centre',
      'care_ended',
      'set_off_home',
      'home',
    ];
    const items: Item[] = [];
    for (const step of way) {
      const now = shown(...items).get('home_visit', 'c1')!;
      const next = nextOf(now, driver);
      expect([next.main, ...next.also], `${step} after ${now.state}`).toContain(step);
      items.push(said('visit.' + step));
    }
    const end = shown(...items);
    expect(end.get('home_visit', 'c1')).toMatchObject({
      state: 'done',
      outcome: 'brought_home',
      home_at: AT,
    });
    expect(end.where('home_visit_step', (s) => s.visit === 'c1').map((s) => s.kind)).toEqual([
      'accepted',
      'set_out',
      'arrived',
      'aboard',
      'at_centre',
      'care_ended',
      'set_off_home',
      'home',
    ]);
    expect(journeysOf(end, 'w1')).toEqual([]);
    expect(server.get('home_visit', 'c1')?.state, 'what the server said stays as it was').toBe('sent');
  });

  test('a promise is the server’s to judge: no step on the phone keeps it', () => {
    const after = shown(said('visit.arrive'), said('visit.aboard')).get('home_visit', 'c1')!;
    expect(after.fetch_state).toBe('running');
  });

  test('a step told late never moves the visit back', () => {
    server.put('home_visit', visit({ state: 'at_centre', at_centre_at: AT }));
    expect(shown(said('visit.set_out')).get('home_visit', 'c1')?.state).toBe('at_centre');
  });

  test('given back it leaves the list at once', () => {
    const after = shown(said('visit.give_back', { visit: 'c1', reason: 'vehicle' }));
    expect(journeysOf(after, 'w1')).toEqual([]);
  });

  test('care may end with the patient staying', () => {
    server.put('home_visit', visit({ state: 'at_centre' }));
    const after = shown(said('visit.care_ended', { visit: 'c1', stays: true })).get('home_visit', 'c1')!;
    expect(after).toMatchObject({ state: 'done', outcome: 'stays_in_care' });
  });
});

describe('who says what', () => {
  test('only a health worker is asked for the outcome of the talk', () => {
    const there = visit({ state: 'arrived' });
    expect(nextOf(there, doctor).main).toBe('spoke');
    expect(nextOf(there, driver).main).toBe('aboard');
    expect([nextOf(there, driver).main, ...nextOf(there, driver).also]).not.toContain('spoke');
    expect(nextOf({ ...there, spoke_at: AT }, doctor).main).toBe('aboard');
  });
  test('a doctor may have spoken by telephone before anybody goes', () => {
    expect(nextOf(visit({ state: 'accepted' }), doctor).also).toContain('spoke');
  });
  test('another team’s visit asks nothing', () => {
    expect(nextOf(visit(), { worker: 'w9', health: true }).main).toBe('wait');
    expect(journeysOf(server, 'w9')).toEqual([]);
    expect(nextOf(visit({ merged: 'c2' }), driver).main).toBe('done');
  });
  test('what is under way comes before what was only sent, then the team’s order', () => {
    server.put('home_visit', visit({ id: 'c2', state: 'on_the_way', order: 3 }));
    server.put('home_visit', visit({ id: 'c3', order: 1 }));
    server.put('home_visit', visit({ id: 'c1', order: 2 }));
    expect(journeysOf(server, 'w1').map((v) => v.id)).toEqual(['c2', 'c3', 'c1']);
  });
  test('the row of steps follows the state', () => {
    expect(
      ['sent', 'on_the_way', 'arrived', 'aboard', 'returning', 'done'].map((state) =>
        stageOf(visit({ state: state as 'sent' })),
      ),
    ).toEqual([0, 1, 2, 3, 3, 4]);
  });
});

describe('out alone', () => {
  test('checked in, longer, help, well again', () => {
    const end = '2026-11-22T08:00:00.000Z';
    const later = '2026-11-22T09:00:00.000Z';
    const items = [said('dispatch.check_in', { watch: 'l1', expected_end: end })];
    expect(watchOf(shown(...items), 'w1')).toMatchObject({ state: 'going', expected_end: end });
    items.push(said('dispatch.check_in', { watch: 'l1', expected_end: later }));
    expect(watchOf(shown(...items), 'w1')).toMatchObject({ expected_end: later, since: AT });
    items.push(said('dispatch.need_help', { watch: 'l1' }));
    expect(watchOf(shown(...items), 'w1')?.state).toBe('help');
    items.push(said('dispatch.check_out', { watch: 'l1' }));
    expect(watchOf(shown(...items), 'w1')).toBeUndefined();
  });
  test('help needs no watch that ran before', () => {
    expect(watchOf(shown(said('dispatch.need_help', { watch: 'l2' })), 'w1')?.state).toBe('help');
  });
});

test('somebody ill, told from the field, stands there before the server has heard', () => {
  const after = shown(
    said('need.request', {
      case: 'c9',
      kind: 'visit_request',
      door: 'field',
      colour: 'red',
      where: { village: 'v1', text: 'dekat musala' },
    }),
  );
  expect(after.get('need_case', 'c9')).toMatchObject({
    request: true,
    number: '',
    colour: 'red',
    village: 'v1',
    where: 'dekat musala',
    started_at: AT,
  });
});
