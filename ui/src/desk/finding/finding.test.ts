import { describe, expect, test } from 'vitest';
import type { FindingRow } from '../../lib/contract';
import { reckon } from '../../lib/format';
import { ageOf, byNeed, shown, toneOf } from './finding';

reckon('Asia/Jakarta', 'id');
const found = (id: string, more: Partial<FindingRow> = {}): FindingRow => ({
  id,
  number: id,
  kind: 'latrine',
  state: 'open',
  village: 'v',
  owner: 'sani',
  owner_name: 'Sani',
  found_by: 'slamet',
  found_by_name: 'Slamet',
  found_at: '2026-03-02T01:00:00.000Z',
  due_on: '2026-03-09',
  letters: 0,
  reminders: 0,
  overdue: false,
  timeline: [],
  ...more,
});

describe('findings at the desk', () => {
  const all = [
    found('new', { found_at: '2026-03-05T01:00:00.000Z' }),
    found('done', { state: 'closed', closed_at: '2026-03-06T01:00:00.000Z' }),
    found('old'),
    found('late', { overdue: true, found_at: '2026-03-04T01:00:00.000Z', owner: 'wati' }),
  ];
  test('late ones come first, then the oldest, what is closed last', () => {
    expect([...all].sort(byNeed).map((f) => f.id)).toEqual(['late', 'old', 'new', 'done']);
  });
  test('one sees all, those that are late, those of oneself, or what is closed', () => {
    const ids = (which: Parameters<typeof shown>[1]) => shown(all, which, 'wati').map((f) => f.id);
    expect(ids('open')).toEqual(['late', 'old', 'new']);
    expect(ids('late')).toEqual(['late']);
    expect(ids('mine')).toEqual(['late']);
    expect(ids('closed')).toEqual(['done']);
  });
  test('the age counts civil days of the facility, not 24 hours', () => {
    expect(ageOf('2026-03-01T16:59:00.000Z', Date.parse('2026-03-02T01:00:00.000Z'))).toBe(1);
    expect(ageOf('2026-03-01T17:01:00.000Z', Date.parse('2026-03-02T01:00:00.000Z'))).toBe(0);
  });
  test('what waits for somebody is amber, what is late red', () => {
    expect(all.map(toneOf)).toEqual(['amber', 'green', 'amber', 'red']);
  });
});
