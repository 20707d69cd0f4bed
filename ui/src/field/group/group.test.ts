import { expect, test } from 'vitest';
import type { Feeding } from '../../lib/contract';
import type { Experience, GroupMember } from '../../lib/contract.group';
import type { Item, KeptRow } from '../../lib/keep';
import { overlay } from '../../lib/overlay';
import { Tables } from '../../lib/tables';
import { checksOf, circleOf, couldAsk, judged, missedLast, topicsFor } from './group';
import { namesIn } from './names';
import { similar } from './similar';

const TODAY = '2026-11-22';
const rows = (...all: [string, Record<string, unknown> & { id: string }][]): Tables =>
  Tables.of(
    all.map(([tbl, row]) => ({ tbl, id: row.id, row, seq: 1, audience: 'v:1' }) as unknown as KeptRow),
  );
const group = { id: 'g', number: 1, name: 'Melati', village: 'v', state: 'active', founded_on: '2026-01-01' };
const member = (id: string, state: GroupMember['state'], more: object = {}) =>
  ['group_member', { id, group: 'g', mother: 'm' + id, first_name: id, state, since_on: TODAY, ...more }] as [
    string,
    Record<string, unknown> & { id: string },
  ];
const person = (id: string, more: object) =>
  ['person', { id, name: id, village: 'v', ...more }] as [string, Record<string, unknown> & { id: string }];
const said = (verb: string, body: Record<string, unknown>): Item =>
  ({
    state: 'waiting',
    envelope: { id: verb, verb, v: 1, device: 'd', n: 1, occurred_at: TODAY + 'T03:00:00.000Z', body },
  }) as unknown as Item;
const me = { name: 'Bu Entin', worker: 'w' };

test('the month is breast milk alone only if both questions say so', () => {
  expect(judged('exclusive', 'exclusive')).toBe('exclusive');
  expect(judged('exclusive', 'not_exclusive')).toBe('not_exclusive');
  expect(judged('not_exclusive', '')).toBe('not_exclusive');
  expect(judged('exclusive', 'unknown')).toBe('unknown');
  expect(judged('exclusive', '')).toBe('');
});

test('twins are one reminder, members stand first, and who was asked is not asked again', () => {
  const on = rows(
    ['support_group', group],
    member('a', 'member'),
    person('ma', { sex: 'female' }),
    person('mb', { sex: 'female' }),
    person('one', { mother: 'ma', born: '2026-10-01' }),
    person('two', { mother: 'ma', born: '2026-10-01' }),
    person('old', { mother: 'mb', born: '2026-06-01' }),
    person('mourned', { mother: 'mb', born: '2026-09-01', quiet: true }),
  );
  const { due, done } = checksOf(on, 'g', TODAY);
  expect(due.map((c) => [c.name, c.member, c.babies.length])).toEqual([
    ['ma', true, 2],
    ['mb', false, 1],
  ]);
  expect(done).toEqual([]);
  expect(due[1]!.babies[0]!.blank).toEqual([0, 1, 2, 3, 4]);
  const feed = { feeding: 'f', baby: 'old', answer: 'exclusive', source: 'told', on: TODAY };
  const after = checksOf(overlay(on, [said('health.feeding', feed)], me), 'g', TODAY);
  expect(after.done.map((c) => c.name)).toEqual(['mb']);
});

test('a mother whom nobody thought of joins without signal, and is not offered twice', () => {
  const on = rows(['support_group', group], person('ani', { due: '2026-12-20' }));
  expect(couldAsk(on, 'v', TODAY).map((m) => m.name)).toEqual(['ani']);
  const told = [
    said('supportgroup.invite', { member: 'x', mother: 'ani', group: 'g', way: 'in_person' }),
    said('supportgroup.answer', { member: 'x', accept: true }),
  ];
  const shown = overlay(on, told, me);
  expect(circleOf(shown, 'g', TODAY).members.map((m) => m.mother)).toEqual(['ani']);
  expect(couldAsk(shown, 'v', TODAY)).toEqual([]);
});

test('a meeting that was told of without signal wakes the group and says who was not there', () => {
  const on = rows(
    ['support_group', { ...group, asleep_on: '2026-11-01' }],
    member('a', 'member', { joined_on: '2026-10-01' }),
    member('b', 'member', { joined_on: '2026-10-01' }),
  );
  const present = [{ member: 'a', came: ['mother', 'grandmother'], photo_yes: true }];
  const hold = said('supportgroup.hold_meeting', { meeting: 'k', group: 'g', on: TODAY, present });
  const shown = overlay(on, [hold], me);
  expect(shown.get('support_group', 'g')?.asleep_on).toBeUndefined();
  const met = shown.get('group_meeting', 'k')!;
  expect([met.came, met.family, met.state]).toEqual([1, 1, 'held']);
  const there = shown.all('group_attendance');
  const { members } = circleOf(shown, 'g', TODAY);
  expect(members.map((m) => missedLast(m, met, there))).toEqual([false, true]);
});

test('what mothers told of these months is offered as a topic, the commonest first', () => {
  const feeding = (id: string, reasons: string[], on: string, replaced_by = '') =>
    [
      'feeding',
      { id, baby: 'baby', month: 1, answer: 'not_exclusive', on, reasons, replaced_by } as Partial<Feeding>,
    ] as [string, Record<string, unknown> & { id: string }];
  const on = rows(
    member('a', 'member', { babies: [{ id: 'baby', name: 'Dimas', born: '2026-09-01' }] }),
    feeding('1', ['relatives', 'crying'], '2026-11-01'),
    feeding('2', ['relatives'], '2026-10-20'),
    feeding('3', ['teething', 'sore_nipple'], '2026-05-01'),
    feeding('4', ['growth_doubt'], '2026-11-01', '1'),
  );
  expect(topicsFor(on, 'g', TODAY)).toEqual(['family_support', 'crying']);
});

test('of experiences the same problem stands first, then shared words; what is not let in is not shown', () => {
  const story = (
    id: string,
    problem: string,
    helped: string,
    more: Partial<Experience> = {},
  ): Experience => ({
    id,
    village: 'v',
    problem,
    month: 2,
    what: 'Putingnya perih',
    helped,
    state: 'approved',
    times: 0,
    ...more,
  });
  const all = [
    story('a', 'sore_nipple', 'Posisi menyusu dibetulkan'),
    story('b', 'sore_nipple', 'Kompres hangat sebelum menyusu', { times: 4 }),
    story('c', 'latch', 'Kompres dingin'),
    story('d', 'teething', 'Pijat gusi', { what: 'Gusinya gatal' }),
    story('e', 'sore_nipple', 'Kompres', { state: 'draft' }),
  ];
  const like = (words: string) => similar(all, { code: 'sore_nipple', month: 2, words }).map((x) => x.id);
  expect(like('')).toEqual(['b', 'a']);
  expect(like('sudah dibetulkan posisi')).toEqual(['a', 'b']);
  expect(like('kompres')).toEqual(['b', 'a', 'c']);
});

test('names of members and words after a title are seen before the midwife reads a story', () => {
  expect(namesIn('Neneknya memberi air, lalu Sri Wahyuni berhenti.', ['Ny. Sri Wahyuni'])).toEqual([
    'Sri',
    'Wahyuni',
  ]);
  expect(namesIn('Kata Bu Karsih, susui lebih sering.', [])).toEqual(['Karsih']);
  expect(namesIn('Air putih sudah dihentikan. Susui lagi.', ['Dewi'])).toEqual([]);
});
