import { describe, expect, it } from 'vitest';
import type { KeptRow } from '../../lib/keep';
import { Tables } from '../../lib/tables';
import { callsOf, closedOf, crewOf, nextHour, shiftOf, takenIn, teamsOf, watchesOf } from './fleet';

const now = Date.parse('2026-03-02T03:00:00Z'); // 10.00 at the health centre
const kept = (tbl: string, row: { id: string }): KeptRow => ({ tbl, id: row.id, row }) as unknown as KeptRow;
const team = (id: string, from: string, to: string, state = 'on') =>
  kept('team', {
    id,
    name: id,
    members: [{ id: 'w' + id, name: id, role: 'driver' }],
    vehicle: 'v' + id,
    from,
    to,
    state,
  } as {
    id: string;
  });

describe('those who can be sent', () => {
  it('lists the teams of now and later, not those that have ended', () => {
    const rows = Tables.of([
      team('late', '2026-03-02T07:00:00Z', '2026-03-02T14:00:00Z'),
      team('now', '2026-03-02T00:00:00Z', '2026-03-02T07:00:00Z'),
      team('over', '2026-03-01T00:00:00Z', '2026-03-01T07:00:00Z'),
      team('ended', '2026-03-02T00:00:00Z', '2026-03-02T07:00:00Z', 'ended'),
    ]);
    expect(teamsOf(rows, now).map((one) => one.id)).toEqual(['now', 'late']);
  });

  it('shows who asks for help before who is overdue', () => {
    const rows = Tables.of(
      ['going', 'overdue', 'ended', 'help'].map((state) =>
        kept('lone_watch', { id: state, state, expected_end: '2026-03-02T03:00:00Z' } as { id: string }),
      ),
    );
    expect(watchesOf(rows).map((one) => one.id)).toEqual(['help', 'overdue', 'going']);
  });

  it('opens a road and ends a turn by the clock', () => {
    const road = (id: string, until: string) =>
      kept('road_closure', { id, until, state: 'closed' } as { id: string });
    const call = (id: string, to: string) =>
      kept('on_call', { id, from: to, to, state: 'on' } as { id: string });
    const rows = Tables.of([
      road('open again', '2026-03-02T03:00:00Z'),
      road('closed', '2026-03-02T03:00:01Z'),
      call('over', '2026-03-02T02:00:00Z'),
      call('next', '2026-03-02T20:00:00Z'),
    ]);
    expect(closedOf(rows, now).map((one) => one.id)).toEqual(['closed']);
    expect(callsOf(rows, now).map((one) => one.id)).toEqual(['next']);
  });

  it('says who is taken at those hours', () => {
    const rows = Tables.of([team('a', '2026-03-02T00:00:00Z', '2026-03-02T07:00:00Z')]);
    expect([...takenIn(rows, 'b', '2026-03-02T06:59:00Z', '2026-03-02T09:00:00Z').keys()]).toEqual([
      'wa',
      'va',
    ]);
    expect(takenIn(rows, 'b', '2026-03-02T07:00:00Z', '2026-03-02T09:00:00Z').size).toBe(0);
    expect(takenIn(rows, 'a', '2026-03-02T06:00:00Z', '2026-03-02T09:00:00Z').size).toBe(0);
  });

  it('offers those whose work it is first, and no courier', () => {
    const worker = (id: string, ...kinds: string[]) =>
      kept('worker', { id, name: id, kinds, state: 'active' } as { id: string });
    const rows = Tables.of([worker('desk', 'desk'), worker('joko', 'courier'), worker('slamet', 'driver')]);
    expect(crewOf(rows).map((one) => one.id)).toEqual(['slamet', 'desk']);
  });

  it('knows the hours of a night', () => {
    expect(shiftOf('2026-03-02', '21:00', '07:00')).toEqual({
      from: '2026-03-02T14:00:00.000Z',
      to: '2026-03-03T00:00:00.000Z',
    });
    expect(nextHour('09:00', now)).toBe('2026-03-03T02:00:00.000Z');
    expect(nextHour('12:00', now)).toBe('2026-03-02T05:00:00.000Z');
  });
});
