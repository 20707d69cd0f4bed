import type { CaseLine, Envelope, NeedCase } from './contract';
import type { Act } from './overlay';
import type { Tables } from './tables';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

function change(on: Tables, said: Envelope, to: (was: NeedCase) => Partial<NeedCase>): void {
  const was = on.get('need_case', text(said.body['case']));
  if (was) on.put('need_case', { ...was, ...to(was) });
}

/** A case with one more line, as this phone has said it. */
const told =
  (
    kind: string,
    more: (said: Envelope, was: NeedCase, by: string, at: string) => Partial<NeedCase> = () => ({}),
  ): Act =>
  (on, said, self, at) =>
    change(on, said, (was) => {
      const note = text(said.body['note']) || text(said.body['reason']);
      const line: CaseLine = { id: said.id, kind, at, recorded_at: at, by_name: self.name };
      const code = text(said.body['step']) || text(said.body['outcome']);
      if (code) line.code = code;
      if (note) line.note = note;
      return { timeline: [...was.timeline, line], ...more(said, was, self.name, at) };
    });

/** What a case looks like before the server has heard: its number comes with the answer. */
const opened: Act = (on, said, self, at) => {
  const b = said.body;
  on.put('need_case', {
    id: text(b['case']),
    number: '',
    kind: text(b['kind']),
    people: [],
    village: text(b['village']),
    owner: '',
    owner_name: '',
    door: text(b['door']) || 'desk',
    state: 'open',
    confidential: false,
    complaint: false,
    what: text(b['what']),
    opened_at: at,
    opened_by_name: self.name,
    due: '',
    promise: '',
    overdue: false,
    todo: [],
    timeline: [{ id: said.id, kind: 'opened', at, recorded_at: at, by_name: self.name }],
  });
};

export const NEED_ACTS: Record<string, Act> = {
  'need.open': opened,
  'need.note': told('note'),
  'need.step': told('step', (said, was, by, at) => ({
    todo: was.todo.map((todo) =>
      todo.code === text(said.body['step']) ? { ...todo, done_at: at, by_name: by } : todo,
    ),
  })),
  'need.answer': told('step', (said, _was, by, at) => ({
    answer: text(said.body['words']),
    answer_told: text(said.body['told']),
    answered_at: at,
    answered_by_name: by,
  })),
  'need.sort_complaint': told('sorted', (said) => ({ kind: text(said.body['kind']) })),
  'need.close': told('closed', (said, _was, _by, at) => ({
    state: 'closed',
    closed_at: at,
    outcome: text(said.body['outcome']),
  })),
  'need.reopen': told('reopened', () => ({ state: 'open' })),
};
