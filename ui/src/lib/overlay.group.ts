import type { Envelope } from './contract';
import type { GroupMember, GroupMeeting, MemberProblem } from './contract.group';
import { monthsOld } from './age';
import { day } from './format';
import type { Act, Self } from './overlay';
import type { Tables } from './tables';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);
const NOT_ASKED = { score: 0 };
/** Six months, the 24 hours of asking and of answering, the days until somebody looks again: the server's word replaces them. */
const LATEST_MONTH = 6;
const DAY_MS = 86_400_000;
const ANSWER_DAYS = 1;
const LOOK_DAYS = 3;

/** The answers that are right, in the order of the questions; the server says the score that counts. */
export const RIGHT = ['yes', 'no', 'yes', 'yes', 'no'];
export const scoreOf = (answers: string[]): number =>
  answers.filter((answer, i) => answer === RIGHT[i]).length;

function change(on: Tables, said: Envelope, to: (was: GroupMember) => Partial<GroupMember>): void {
  const was = on.get('group_member', text(said.body['member']));
  if (was) on.put('group_member', { ...was, ...to(was) });
}

/** Somebody is asked: a row that was due, or a mother who was thought of. */
function invited(on: Tables, said: Envelope, _: Self, at: string): void {
  const id = text(said.body['member']);
  const mother = on.get('person', text(said.body['mother']));
  const group = on.get('support_group', text(said.body['group']));
  const today = day(at);
  const babies = on
    .where('person', (p) => !!mother && p.mother === mother.id && !!p.born)
    .filter((p) => monthsOld(p.born, today) <= LATEST_MONTH - 1)
    .map((p) => ({ id: p.id, name: p.name, born: p.born! }));
  const was = on.get('group_member', id) ?? {
    id,
    mother: mother?.id ?? '',
    mother_name: mother?.name ?? '',
    first_name: mother?.name.split(' ')[0] ?? '',
    village: mother?.village ?? '',
    babies,
    due_on: mother?.due ?? '',
    born: babies[0]?.born ?? '',
    has_phone: (mother?.phones ?? []).length > 0,
    joining: NOT_ASKED,
    six_months: NOT_ASKED,
  };
  on.put('group_member', {
    ...was,
    group: group?.id ?? ('group' in was ? was.group : '') ?? '',
    state: 'invited',
    since_on: today,
    why: '',
    way: text(said.body['way']),
    invited_on: today,
  });
}

function held(on: Tables, said: Envelope, self: Self): void {
  const { body } = said;
  const id = text(body['meeting']);
  const group = on.get('support_group', text(body['group']));
  const present = (Array.isArray(body['present']) ? body['present'] : []) as Record<string, unknown>[];
  const was = on.get('group_meeting', id);
  const meeting: GroupMeeting = {
    ...(was ?? { id, group: group?.id ?? '', village: group?.village ?? '' }),
    on: text(body['on']),
    topics: list(body['topics']),
    state: 'held',
    came: present.filter((p) => list(p['came']).includes('mother')).length,
    family: present.filter((p) => list(p['came']).some((who) => who !== 'mother')).length,
    note: text(body['note']) || (was?.note ?? ''),
    photo: text(body['photo']),
    by_name: self.name,
  };
  on.put('group_meeting', meeting);
  for (const before of on.where('group_attendance', (a) => a.meeting === id))
    on.drop('group_attendance', before.id);
  for (const one of present) {
    const member = text(one['member']);
    on.put('group_attendance', {
      id: id + member,
      meeting: id,
      group: meeting.group,
      member,
      on: meeting.on,
      came: list(one['came']),
      photo_yes: one['photo_yes'] === true,
    });
  }
  if (group && meeting.on > (group.met_on ?? '')) {
    const { asleep_on: _slept, ...awake } = group;
    on.put('support_group', { ...awake, met_on: meeting.on });
  }
}

function planned(on: Tables, said: Envelope, self: Self): void {
  const id = text(said.body['meeting']);
  const group = on.get('support_group', text(said.body['group']));
  const was = on.get('group_meeting', id);
  on.put('group_meeting', {
    ...(was ?? { id, group: group?.id ?? '', village: group?.village ?? '', came: 0, family: 0 }),
    on: text(said.body['on']),
    from: text(said.body['from']),
    place: text(said.body['place']) || (was?.place ?? ''),
    topics: list(said.body['topics']),
    state: 'planned',
    by_name: self.name,
  });
}

function told(on: Tables, said: Envelope, self: Self, at: string): void {
  const mother = on.get('person', text(said.body['mother']));
  const baby = on.get('person', text(said.body['baby']));
  const member = on.where('group_member', (m) => m.mother === mother?.id && m.state === 'member')[0];
  const signs = list(said.body['signs']);
  on.put('member_problem', {
    id: text(said.body['problem']),
    mother: mother?.id ?? '',
    mother_name: member?.first_name ?? mother?.name ?? '',
    ...(baby ? { baby: baby.id } : {}),
    ...(member ? { member: member.id } : {}),
    village: mother?.village ?? member?.village ?? '',
    code: text(said.body['code']),
    month: monthsOld(baby?.born, day(at)),
    signs,
    words: text(said.body['words']),
    state: 'open',
    told_at: at,
    by_name: self.name,
    due_on: ahead(at, ANSWER_DAYS),
    // A danger sign goes to the midwife with the telling.
    ...(signs.length > 0 ? { passed_at: at, why: 'danger' } : {}),
  });
}

const ahead = (at: string, days: number): string => day(Date.parse(at) + days * DAY_MS);

const going =
  (to: (was: MemberProblem, said: Envelope, at: string) => Partial<MemberProblem>): Act =>
  (on, said, _, at) => {
    const was = on.get('member_problem', text(said.body['problem']));
    if (was) on.put('member_problem', { ...was, ...to(was, said, at) });
  };

function looked(_: MemberProblem, said: Envelope, at: string): Partial<MemberProblem> {
  switch (said.body['better']) {
    case 'yes':
      return { state: 'solved', helped_by: text(said.body['helped_by']) };
    case 'gave_up':
      return { state: 'unsolved' };
  }
  return { passed_at: at, why: 'not_better' };
}

function entered(on: Tables, said: Envelope, self: Self): void {
  const { body } = said;
  const id = text(body['experience']);
  on.put('experience', {
    id,
    village: text(body['village']),
    problem: text(body['problem']),
    month: typeof body['month'] === 'number' ? body['month'] : -1,
    what: text(body['what']),
    tried: text(body['tried']),
    helped: text(body['helped']),
    state: 'draft',
    times: on.get('experience', id)?.times ?? 0,
    by_name: self.name,
    ...(body['from'] ? { from: text(body['from']) } : {}),
  });
}

export const GROUP_ACTS: Record<string, Act> = {
  'supportgroup.invite': invited,
  'supportgroup.answer': (on, said, _, at) =>
    change(on, said, () =>
      said.body['accept'] === true
        ? { state: 'member', since_on: day(at), joined_on: day(at), why: '' }
        : { state: 'declined', since_on: day(at), why: text(said.body['why']) },
    ),
  'supportgroup.leave': (on, said, _, at) =>
    change(on, said, () => ({ state: 'left', since_on: day(at), why: text(said.body['why']) })),
  'supportgroup.move_member': (on, said) => change(on, said, () => ({ group: text(said.body['group']) })),
  'supportgroup.answer_questions': (on, said, _, at) => {
    const answers = list(said.body['answers']);
    const known = { on: day(at), answers, score: scoreOf(answers) };
    change(on, said, () => (said.body['when'] === 'joining' ? { joining: known } : { six_months: known }));
  },
  'supportgroup.plan_meeting': planned,
  'supportgroup.cancel_meeting': (on, said) => {
    const was = on.get('group_meeting', text(said.body['meeting']));
    if (was) on.put('group_meeting', { ...was, state: 'cancelled', why: text(said.body['why']) });
  },
  'supportgroup.hold_meeting': held,
  'supportgroup.erase_photo': (on, said) => {
    const was = on.get('group_meeting', text(said.body['meeting']));
    if (was) on.put('group_meeting', { ...was, photo: '' });
  },
  'problem.tell': told,
  'problem.answer': going((was, said, at) => ({
    state: 'answered',
    advice: text(said.body['words']) || (was.advice ?? ''),
    tried: text(said.body['tried']),
    due_on: ahead(at, LOOK_DAYS),
  })),
  'problem.look': going(looked),
  'problem.pass': going((_was, _said, at) => ({ passed_at: at, why: 'not_better' })),
  'experience.enter': entered,
};
