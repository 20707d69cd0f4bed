import { expect, test } from 'vitest';
import type { Proposal } from './contract';
import { overlay } from './overlay';
import { proposalsOf } from './proposals';
import { Tables } from './tables';

const proposal = (id: string, state: Proposal['state'], at = '2026-11-22T02:00:00Z') => ({
  key: 'proposal/' + id,
  tbl: 'proposal',
  id,
  seq: 1,
  row: { id, state, at, verb: 'registry.retract' },
});
const waiting = (...rows: ReturnType<typeof proposal>[]) => proposalsOf(Tables.of(rows)).map((one) => one.id);

test('what was settled waits no longer, and never comes back when its answer comes', () => {
  const envelope = {
    id: 'c',
    verb: 'approval.approve',
    v: 1 as const,
    device: 'd',
    n: 1,
    body: { command: 'a' },
    occurred_at: '2026-11-22T02:00:00Z',
  };
  const self = { name: 'dr. Ratna' };
  const before = Tables.of([proposal('a', 'proposed')]);
  const said = overlay(before, [{ id: 'c', envelope, state: 'waiting' }], self);
  expect(proposalsOf(said)).toEqual([]);
  expect(waiting(proposal('a', 'approved'), proposal('b', 'rejected'))).toEqual([]);
});

test('held and proposed ones wait, the oldest first', () => {
  const later = proposal('a', 'proposed', '2026-11-22T03:00:00Z');
  expect(waiting(later, proposal('b', 'held'))).toEqual(['b', 'a']);
});
