import { describe, expect, test } from 'vitest';
import { absorb, KEEP_SENT_MS } from './absorb';
import type { Answer, Envelope, SyncAnswer } from './contract';
import { applyPatch, NEW_META, type Snapshot } from './keep';

const NOW = Date.parse('2026-11-19T07:00:00Z');
function phone(): Snapshot {
  return { rows: new Map(), members: new Map(), outbox: [], sent: [], meta: { ...NEW_META, device: 'd' } };
}
function says(part: Partial<SyncAnswer>): SyncAnswer {
  const plain = {
    head: '5.aaaaaaaa',
    now: '2026-11-19T07:00:02.000Z',
    token: 'tok',
    answers: [],
    reset: false,
  };
  return { ...plain, audiences: [], lost: [], changes: [], rows: [], cursors: {}, more: false, ...part };
}
function hear(on: Snapshot, part: Partial<SyncAnswer>, now = NOW): Snapshot {
  applyPatch(on, absorb(on, says(part), now));
  return on;
}
const village = (id: string, seq = 1) => ({ tbl: 'village', id, seq, row: { id, name: id } });
const joins = (audience: string, id: string) => ({ audience, tbl: 'village', id });
const envelope = (id: string, n: number): Envelope => ({
  id,
  verb: 'milk.pack',
  v: 1,
  device: 'd',
  n,
  body: {},
});
function waits(on: Snapshot, ...ids: string[]): void {
  ids.forEach((id, i) => on.outbox.push({ id, envelope: envelope(id, i + 1), state: 'waiting' }));
}
const accepted = (id: string): Answer => ({ id, status: 'accepted', seq: 6 });

describe('rows', () => {
  test('a row is kept while one audience still holds it, and goes with the last', () => {
    const on = hear(phone(), { changes: [joins('f', 'v1'), joins('w:1', 'v1')], rows: [village('v1')] });
    hear(on, { changes: [{ ...joins('f', 'v1'), gone: true }] });
    expect([...on.rows.keys()]).toEqual(['village/v1']);
    hear(on, { changes: [{ ...joins('w:1', 'v1'), gone: true }] });
    expect([...on.rows.keys()]).toEqual([]);
    expect(on.members.size).toBe(0);
  });

  test('a row that no audience of ours holds is not kept', () => {
    expect(hear(phone(), { rows: [village('v9')] }).rows.size).toBe(0);
  });

  test('a lost audience takes its rows along and everything is asked for again', () => {
    const on = hear(phone(), {
      changes: [joins('f', 'v1'), joins('w:1', 'v1'), joins('w:1', 'v2')],
      rows: [village('v1'), village('v2')],
      cursors: { f: 5, 'w:1': 5 },
    });
    hear(on, { lost: ['w:1'], cursors: { f: 7 } });
    expect([...on.rows.keys()]).toEqual(['village/v1']);
    expect(on.meta.cursors).toEqual({});
  });

  test('an audience that goes and comes back in one answer stays', () => {
    const on = hear(phone(), { changes: [joins('f', 'v1')], rows: [village('v1')] });
    hear(on, { changes: [{ ...joins('f', 'v1'), gone: true }, joins('f', 'v1')], rows: [village('v1', 2)] });
    expect(on.members.size).toBe(1);
    expect(on.rows.get('village/v1')?.seq).toBe(2);
  });

  test('cursors move per audience and keep those the answer does not name', () => {
    const on = hear(phone(), { cursors: { f: 5, 'w:1': 3 } });
    hear(on, { cursors: { f: 9 } });
    expect(on.meta.cursors).toEqual({ f: 9, 'w:1': 3 });
  });
});

describe('the outbox', () => {
  test('an item leaves only when its own id is answered', () => {
    const on = phone();
    waits(on, 'a', 'b');
    hear(on, { answers: [accepted('a'), accepted('z')] });
    expect(on.outbox.map((item) => item.id)).toEqual(['b']);
    expect(on.sent.map((sent) => sent.id)).toEqual(['a']);
  });

  test('a refused command stays with its code', () => {
    const on = phone();
    waits(on, 'a');
    hear(on, { answers: [{ id: 'a', status: 'refused', code: 'milk.wrong_code', field: 'code' }] });
    expect(on.outbox).toMatchObject([{ id: 'a', state: 'refused', code: 'milk.wrong_code', field: 'code' }]);
  });

  test('held and proposed commands are settled: the server has them', () => {
    const on = phone();
    waits(on, 'a', 'b');
    hear(on, {
      answers: [
        { id: 'a', status: 'held' },
        { id: 'b', status: 'proposed' },
      ],
    });
    expect(on.outbox).toEqual([]);
  });

  test('what was sent is kept thirty days', () => {
    const on = phone();
    waits(on, 'a');
    hear(on, { answers: [accepted('a')] });
    expect(hear(on, {}, NOW + KEEP_SENT_MS).sent.length).toBe(1);
    expect(hear(on, {}, NOW + KEEP_SENT_MS + 1).sent.length).toBe(0);
  });
});

describe('history', () => {
  test('the highest head ever seen is remembered', () => {
    const on = hear(phone(), { head: '9.bbbbbbbb' });
    hear(on, { head: '7.cccccccc' });
    expect(on.meta.head).toBe('9.bbbbbbbb');
  });

  test('the first snapshot offers nothing again', () => {
    const on = phone();
    hear(on, { reset: true, head: '4.dddddddd' });
    expect(on.outbox).toEqual([]);
    expect(on.meta.head).toBe('4.dddddddd');
  });

  test('a server that went back to a backup gets the sent commands again, once, and a clean start', () => {
    const on = hear(phone(), {
      head: '9.bbbbbbbb',
      changes: [joins('f', 'v1')],
      rows: [village('v1')],
      cursors: { f: 9 },
    });
    waits(on, 'a');
    hear(on, { head: '9.bbbbbbbb', answers: [accepted('a')] });
    hear(on, {
      reset: true,
      head: '6.eeeeeeee',
      cursors: { f: 6 },
      changes: [joins('f', 'v2')],
      rows: [village('v2')],
    });
    expect([...on.rows.keys()]).toEqual(['village/v2']);
    expect(on.meta).toMatchObject({ head: '6.eeeeeeee', cursors: { f: 6 } });
    expect(on.outbox).toMatchObject([{ id: 'a', state: 'waiting', again: true }]);
    expect(on.sent).toEqual([]);
    hear(on, { head: '7.ffffffff', answers: [accepted('a')] });
    expect(on.outbox).toEqual([]);
    expect(on.sent.map((sent) => sent.id)).toEqual(['a']);
  });

  test('what the resetting answer itself settled is not offered again', () => {
    const on = hear(phone(), { head: '9.bbbbbbbb' });
    waits(on, 'a');
    hear(on, { reset: true, head: '6.eeeeeeee', answers: [accepted('a')] });
    expect(on.outbox).toEqual([]);
  });

  test('the server clock is known by its distance', () => {
    expect(hear(phone(), {}).meta.skew).toBe(2000);
  });
});
