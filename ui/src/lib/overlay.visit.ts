import type { Envelope, HomeVisit, VisitState } from './contract';
import type { Act, Self } from './overlay';
import type { Tables } from './tables';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const ORDER: VisitState[] = [
  'open',
  'sent',
  'accepted',
  'on_the_way',
  'arrived',
  'aboard',
  'at_centre',
  'returning',
  'done',
];

/** The later of two states: a report of an earlier step never moves a visit back. */
function further(was: VisitState, to: VisitState): VisitState {
  return ORDER.indexOf(to) > ORDER.indexOf(was) ? to : was;
}

function change(on: Tables, said: Envelope, to: (was: HomeVisit) => Partial<HomeVisit>): void {
  const was = on.get('home_visit', text(said.body['visit']));
  if (was) on.put('home_visit', { ...was, ...to(was) });
}

function line(on: Tables, said: Envelope, kind: string, self: Self, at: string): void {
  const visit = text(said.body['visit']);
  const step = { id: said.id, visit, kind, at, recorded_at: at, by_name: self.name, late: false };
  on.put('home_visit_step', step);
}

type Field =
  | 'accepted_at'
  | 'set_out_at'
  | 'arrived_at'
  | 'aboard_at'
  | 'at_centre_at'
  | 'care_ended_at'
  | 'set_off_at'
  | 'home_at'
  | 'spoke_at';

/** A step of the journey: its line, its time and the state it leads to. Promises stay: only the server can judge them. */
const step =
  (kind: string, field: Field, state: VisitState | '', more: Partial<HomeVisit> = {}): Act =>
  (on, said, self, at) => {
    change(on, said, (was) => ({
      [field]: was[field] ?? at,
      ...(state ? { state: further(was.state, state) } : {}),
      ...more,
      ...(state === 'done' ? { ended_at: at } : {}),
    }));
    line(on, said, kind, self, at);
  };

const careEnded: Act = (on, said, self, at) => {
  const stays = said.body['stays'] === true;
  change(on, said, (was) => ({
    care_ended_at: was.care_ended_at ?? at,
    state: stays ? 'done' : further(was.state, 'at_centre'),
    ...(stays ? { outcome: 'stays_in_care', ended_at: at } : {}),
  }));
  line(on, said, 'care_ended', self, at);
};

const handOn: Act = (on, said, self, at) => {
  change(on, said, () => ({
    state: 'done',
    outcome: 'handed_on',
    handed_to: text(said.body['to']),
    ended_at: at,
  }));
  line(on, said, 'handed_on', self, at);
};

const onSpot: Act = (on, said, self, at) => {
  const outcome = said.body['died'] === true ? 'died' : 'treated_at_home';
  change(on, said, () => ({ state: 'done', outcome, ended_at: at }));
  line(on, said, 'done_on_spot', self, at);
};

/** Given back it is the desk's again: it leaves the team's list at once. */
const givenBack: Act = (on, said, self, at) => {
  change(on, said, () => ({ state: 'open', workers: [], team: '', team_name: '', call_sign: '' }));
  line(on, said, 'reoffered', self, at);
};

const checkedIn: Act = (on, said, self, at) => {
  const id = text(said.body['watch']);
  const was = on.get('lone_watch', id);
  const expected_end = text(said.body['expected_end']);
  on.put('lone_watch', {
    id,
    worker: self.worker ?? '',
    worker_name: self.name,
    since: was?.since ?? at,
    expected_end,
    state: 'going',
  });
};

const needsHelp: Act = (on, said, self, at) => {
  const id = text(said.body['watch']);
  const was = on.get('lone_watch', id);
  const fresh = { id, worker: self.worker ?? '', worker_name: self.name, since: at, expected_end: at };
  on.put('lone_watch', { ...(was ?? fresh), state: 'help' });
};

export const VISIT_ACTS: Record<string, Act> = {
  'visit.accept': step('accepted', 'accepted_at', 'accepted'),
  'visit.set_out': step('set_out', 'set_out_at', 'on_the_way'),
  'visit.arrive': step('arrived', 'arrived_at', 'arrived'),
  'visit.spoke': step('spoken', 'spoke_at', ''),
  'visit.aboard': step('aboard', 'aboard_at', 'aboard'),
  'visit.at_centre': step('at_centre', 'at_centre_at', 'at_centre'),
  'visit.care_ended': careEnded,
  'visit.set_off_home': step('set_off_home', 'set_off_at', 'returning'),
  'visit.home': step('home', 'home_at', 'done', { outcome: 'brought_home' }),
  'visit.done_on_spot': onSpot,
  'visit.hand_on': handOn,
  'visit.give_back': givenBack,
  'visit.no_show': (on, said, self, at) => line(on, said, 'no_show', self, at),
  'dispatch.check_in': checkedIn,
  'dispatch.need_help': needsHelp,
  'dispatch.check_out': (on, said) => {
    const was = on.get('lone_watch', text(said.body['watch']));
    if (was) on.put('lone_watch', { ...was, state: 'ended' });
  },
};
