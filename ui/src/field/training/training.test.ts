import { expect, test } from 'vitest';
import { callable, countOf, needs, shownRows } from '../../desk/training/matrix';
import type {
  Cell,
  Learned,
  Matrix,
  Paper,
  TrainingAttempt,
  TrainingPlace,
} from '../../lib/contract.training';
import { TRAINING_ACTS } from '../../lib/overlay.training';
import { Tables } from '../../lib/tables';
import { assessedOf, checkOf, courseOrder, missingOf, paperOf, sessionsOf, stateOf } from './training';

const TODAY = '2026-03-04';
const paper = (valid_to: string, more: Partial<Paper> = {}): Paper =>
  ({ id: valid_to, valid_from: '2025-01-01', valid_to, state: 'valid', days_left: 0, ...more }) as Paper;
const learned = (course: string, certificates: Paper[], more: Partial<Learned> = {}): Learned =>
  ({
    course,
    title: course,
    meant: true,
    certificates,
    missing: [],
    attempts: [],
    read: [],
    modules: 1,
    ...more,
  }) as Learned;

test('a certificate ends on the phone too, whatever was told last', () => {
  expect(stateOf(paper('2026-12-01'), TODAY)).toBe('valid');
  expect(stateOf(paper('2026-04-03'), TODAY)).toBe('ending');
  expect(stateOf(paper(TODAY), TODAY)).toBe('ending');
  expect(stateOf(paper('2026-03-03'), TODAY)).toBe('lapsed');
  expect(stateOf(paper('2026-12-01', { state: 'withdrawn' }), TODAY)).toBe('withdrawn');
  expect(stateOf(undefined, TODAY)).toBe('none');
});

test('the valid certificate counts before a newer one that was taken back', () => {
  const one = learned('a', [paper('2027-01-01', { state: 'withdrawn' }), paper('2026-12-01')]);
  expect(paperOf(one, TODAY)?.valid_to).toBe('2026-12-01');
});

test("what is not in order stands first, others' courses last", () => {
  const all = [
    learned('ok', [paper('2027-01-01')]),
    learned('other', [], { meant: false }),
    learned('over', [paper('2026-01-01')]),
    learned('none', []),
  ];
  expect(courseOrder(all, TODAY).map((l) => l.course)).toEqual(['over', 'none', 'ok', 'other']);
  expect(missingOf(learned('a', [], { missing: ['practical', 'session'] }))).toEqual([
    'session',
    'practical',
  ]);
});

test('sessions ahead come with the next first; one that was called off is past', () => {
  const one = (id: string, on: string, state = 'planned') => ({
    id,
    on,
    state,
    course: 'a',
    places: 0,
    trainer_name: '',
  });
  const { ahead, past } = sessionsOf(
    [
      one('a', '2026-03-09'),
      one('b', TODAY),
      one('c', '2026-03-08', 'cancelled'),
      one('d', '2026-03-01', 'held'),
    ],
    TODAY,
  );
  expect(ahead.map((s) => s.id)).toEqual(['b', 'a']);
  expect(past.map((s) => s.id)).toEqual(['c', 'd']);
});

test('a check that has not left the phone waits, and one that was passed once is passed', () => {
  const a = (passed: boolean) => ({ worker: 'w', session: 's', kind: 'oral', passed }) as never;
  const said = [{ verb: 'training.examine', body: { worker: 'w', session: 's' } }];
  expect(checkOf([], said, 'w', 's', 'oral')).toBe('waiting');
  expect(checkOf([], said, 'w', 's', 'practical')).toBe('');
  expect(checkOf([a(false)], [], 'w', 's', 'oral')).toBe('failed');
  expect(checkOf([a(false), a(true)], [], 'w', 's', 'oral')).toBe('passed');
});

test('without signal the phone shows who came, and takes it back', () => {
  const on = Tables.of([
    { tbl: 'training_session', id: 's', row: { id: 's', course: 'a', on: TODAY, state: 'planned' } },
    {
      tbl: 'training_place',
      id: 'p',
      row: { id: 'p', session: 's', worker: 'w', worker_name: 'Entin', invited: true },
    },
  ] as never);
  const say = (verb: string, body: Record<string, unknown>) =>
    TRAINING_ACTS[verb]!(
      on,
      { id: 'x', verb, v: 1, body } as never,
      { name: 'Neng', worker: 'm' },
      '2026-03-04T01:00:00Z',
    );
  const came = () => on.where('training_place', (p: TrainingPlace) => !!p.attended_at).map((p) => p.worker);
  say('training.attend', { session: 's', present: ['w', 'guest'], how: 'list' });
  expect(came()).toEqual(['w', 'guest']);
  expect(on.get('training_session', 's')?.state).toBe('held');
  say('training.attend', { session: 's', present: [], absent: ['w'], how: 'list' });
  expect(came()).toEqual(['guest']);
  say('training.read', { course: 'a', module: 'one' });
  expect(on.all('training_progress')).toHaveLength(1);
});

const cell = (course: string, state: string, more: Partial<Cell> = {}): Cell => ({
  course,
  state,
  days_left: 0,
  meant: true,
  ...more,
});
const matrix: Matrix = {
  today: TODAY,
  courses: [],
  rows: [
    {
      worker: '1',
      name: 'Ani',
      kinds: ['cadre'],
      state: 'active',
      cells: [cell('a', 'valid', { days_left: 200 }), cell('b', 'none', { meant: false })],
    },
    {
      worker: '2',
      name: 'Budi',
      kinds: ['courier'],
      state: 'active',
      cells: [cell('a', 'ending', { days_left: 12 }), cell('b', 'none')],
    },
    {
      worker: '3',
      name: 'Cici',
      kinds: ['cadre'],
      state: 'active',
      cells: [cell('a', 'withdrawn', { appeal: 'appealed' }), cell('b', 'lapsed')],
    },
    {
      worker: '4',
      name: 'Dedi',
      kinds: ['cadre'],
      state: 'suspended',
      cells: [cell('a', 'none'), cell('b', 'none')],
    },
  ],
};

test('the desk finds by course, by end, by what is lacking, by appeal and by name', () => {
  const names = (...of: Parameters<typeof shownRows> extends [unknown, ...infer R] ? R : never) =>
    shownRows(matrix, ...of).map((row) => row.name);
  expect(names('', 'all', '')).toEqual(['Ani', 'Budi', 'Cici', 'Dedi']);
  expect(names('b', 'all', '')).toEqual(['Budi', 'Cici', 'Dedi']);
  expect(names('', 'ending', '')).toEqual(['Budi']);
  expect(names('a', 'lacking', '')).toEqual(['Cici', 'Dedi']);
  expect(names('', 'appeal', '')).toEqual(['Cici']);
  expect(names('', 'all', 'an')).toEqual(['Ani']);
});

test('who is suspended is neither counted nor called; who lacks a course is called first', () => {
  expect(countOf(matrix)).toEqual({ people: 3, ending: 1, lapsed: 1, lacking: 1 });
  const called = callable(matrix, 'a');
  expect(called.map((c) => c.row.name)).toEqual(['Cici', 'Budi', 'Ani']);
  expect(called.filter((c) => needs(c.cell)).map((c) => c.row.name)).toEqual(['Cici', 'Budi']);
});

test("who assessed has others' checks, the newest first; one's own and those made alone are none", () => {
  const check = (id: string, worker: string, kind: string, at: string) =>
    ({ id, worker, kind, at }) as TrainingAttempt;
  const all = [
    check('a', 'sri', 'oral', '2026-03-01T02:00:00Z'),
    check('b', 'retno', 'oral', '2026-03-02T02:00:00Z'),
    check('c', 'joko', 'knowledge', '2026-03-02T02:00:00Z'),
    check('d', 'joko', 'practical', '2026-03-03T02:00:00Z'),
  ];
  expect(assessedOf(all, 'retno').map((a) => a.id)).toEqual(['d', 'a']);
});
