import { describe, expect, it } from 'vitest';
import type { Round, RoundVisit } from './contract.rounds';
import { overlay } from './overlay';
import { byUrgency, kindOf, lateDays, plannedFor, standing } from './rounds';
import { Tables } from './tables';

const TODAY = '2026-03-20';
const one = (id: string, change: Partial<Round> = {}): Round => ({
  id,
  person: id,
  name: id,
  village: 'v',
  group: 'elder',
  groups: ['elder'],
  code: 'round',
  due_on: '2026-03-10',
  late_from: '2026-03-11',
  missed: [],
  planned_for: [],
  planned_names: [],
  ...change,
});

describe('the rounds', () => {
  it('say how somebody stands', () => {
    expect(standing(one('a'), TODAY)).toBe('late');
    expect(standing(one('a', { late_from: '2026-03-21' }), TODAY)).toBe('due');
    expect(standing(one('a', { due_on: '2026-03-21', late_from: '2026-03-22' }), TODAY)).toBe('waits');
    expect(standing(one('a', { paused: 'mourning' }), TODAY)).toBe('paused');
    expect(standing(one('a', { visit: 'p', planned_on: TODAY }), TODAY)).toBe('planned');
    // A plan whose day has passed is nobody's plan any more.
    expect(standing(one('a', { visit: 'p', planned_on: '2026-03-19' }), TODAY)).toBe('late');
    expect(lateDays(one('a'), TODAY)).toBe(9);
  });

  it('put a closing window first, then who has waited longest, or the order of the server', () => {
    const rows = [
      one('waits'),
      one('longer', { late_from: '2026-01-01' }),
      one('baby', { group: 'newborn', code: 'KN1', late_from: '2026-03-22' }),
      one('risk', { at_risk: true }),
    ];
    expect([...rows].sort(byUrgency(TODAY)).map((r) => r.id)).toEqual(['baby', 'risk', 'longer', 'waits']);
    const order = new Map([
      ['waits', 0],
      ['longer', 1],
    ]);
    expect([...rows].sort(byUrgency(TODAY, order)).map((r) => r.id)).toEqual([
      'waits',
      'longer',
      'baby',
      'risk',
    ]);
  });

  it('know which record belongs to whom', () => {
    expect(kindOf('pregnant')).toBe('antenatal');
    expect(kindOf('postpartum')).toBe('postnatal');
    expect(kindOf('child')).toBe('child');
    expect(kindOf(undefined)).toBe('general');
  });

  it('lose a visit from the list as soon as it is told, also without signal', () => {
    const visit: RoundVisit = {
      id: 'p',
      person: 'tumi',
      person_name: 'Mbah Tumi',
      village: 'v',
      planned_on: TODAY,
      workers: ['sri'],
      outcome: 'planned',
      at: '',
    };
    const rows = Tables.of([
      { tbl: 'round', id: 'tumi', row: one('tumi', { visit: 'p', planned_on: TODAY, planned_for: ['sri'] }) },
      { tbl: 'round_visit', id: 'p', row: visit },
    ] as never);
    expect(plannedFor(rows, 'sri').map((v) => v.id)).toEqual(['p']);
    expect(plannedFor(rows, 'ani')).toEqual([]);
    const said = (outcome: string) =>
      overlay(
        rows,
        [
          {
            state: 'waiting',
            envelope: {
              id: 'c',
              verb: 'round.visit',
              v: 1,
              occurred_at: TODAY + 'T03:00:00.000Z',
              body: { visit: 'p', person: 'tumi', outcome, on: TODAY },
            },
          },
        ] as never,
        { name: 'Bidan Sri', worker: 'sri' },
      );
    expect(plannedFor(said('done'), 'sri')).toEqual([]);
    expect(standing(said('done').get('round', 'tumi')!, TODAY)).toBe('waits');
    const away = said('not_home').get('round', 'tumi')!;
    expect(away.not_home_count).toBe(1);
    expect(standing(away, TODAY)).toBe('late');
  });
});
