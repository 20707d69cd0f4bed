// What a cadre's pages of support groups reckon from rows: pure, so that it also works without signal.
import { monthsOld } from '../../lib/age';
import type { Feeding } from '../../lib/contract';
import type { GroupAttendance, GroupMeeting, GroupMember, SupportGroup } from '../../lib/contract.group';
import type { Tables } from '../../lib/tables';
import { LAST_MONTH, type Month, monthsOf } from '../../desk/feeding/months';

/** Groups that go on, one's own first, then by their number. */
export function groupsOf(rows: Tables, worker: string): SupportGroup[] {
  const mine = (g: SupportGroup) => Number(g.leader === worker && worker !== '');
  return rows
    .where('support_group', (g) => g.state === 'active')
    .sort((a, b) => mine(b) - mine(a) || a.number - b.number);
}

/** The members of a group by their states; who is to be invited has the nearest day first. */
export interface Circle {
  toInvite: GroupMember[];
  /** Mother or child is in hospital, or the house is in mourning. */
  waiting: GroupMember[];
  invited: GroupMember[];
  members: GroupMember[];
  /** Through six months, and the five questions were not asked again. */
  toAsk: GroupMember[];
}

/** How long after six months the five questions are still asked. */
const ASKED_UNTIL_DAYS = 60;

export function circleOf(rows: Tables, group: string, today: string): Circle {
  const all = rows
    .where('group_member', (m) => m.group === group)
    .sort((a, b) => a.first_name.localeCompare(b.first_name) || a.id.localeCompare(b.id));
  const of = (...states: string[]) => all.filter((m) => states.includes(m.state));
  const from = dayAfter(today, -ASKED_UNTIL_DAYS);
  return {
    toInvite: of('to_invite').sort((a, b) => (a.invite_by ?? '').localeCompare(b.invite_by ?? '')),
    waiting: of('waiting'),
    invited: of('invited'),
    members: of('member'),
    toAsk: of('finished').filter((m) => !m.six_months.on && m.since_on >= from),
  };
}

/** A civil day so many days after another. */
export function dayAfter(civil: string, days: number): string {
  const at = Date.parse(civil + 'T00:00:00Z');
  return Number.isNaN(at) ? '' : new Date(at + days * 86_400_000).toISOString().slice(0, 10);
}

/** A baby that is or was to be asked about. */
export interface Baby {
  id: string;
  name: string;
  born: string;
  months: Month[];
  age: number;
  /** Nobody has said anything of the month it is in. */
  due: boolean;
  /** Months behind it of which nobody knows. */
  blank: number[];
}

export function babyOf(
  lines: Feeding[],
  one: { id: string; name: string; born: string },
  today: string,
): Baby {
  const age = monthsOld(one.born, today);
  const months = monthsOf(lines, one.id, age);
  const unknown = (m: Month) => !m.said || m.said.answer === 'unknown';
  return {
    ...one,
    age,
    months,
    due: age >= 0 && age <= LAST_MONTH && !months[age]?.said,
    blank: months.filter((m) => m.when === 'past' && unknown(m)).map((m) => m.month),
  };
}

/** A mother with the babies to ask about: one reminder for twins. */
export interface Check {
  mother: string;
  name: string;
  member: boolean;
  /** She has a phone: else nobody is reminded but by the cadre at her door. */
  phone: boolean;
  babies: Baby[];
}

/** Who is to be asked this month, members of the group first, the oldest babies first; and who was. */
export function checksOf(rows: Tables, group: string, today: string): { due: Check[]; done: Check[] } {
  const lines = rows.all('feeding');
  const inside = new Set(
    rows.where('group_member', (m) => m.group === group && m.state === 'member').map((m) => m.mother),
  );
  const village = rows.get('support_group', group)?.village;
  const checks = new Map<string, Check>();
  for (const person of rows.all('person')) {
    if (person.quiet || !person.born || (village && person.village !== village)) continue;
    const baby = babyOf(lines, { id: person.id, name: person.name, born: person.born }, today);
    if (baby.age < 0 || baby.age > LAST_MONTH) continue;
    const key = person.mother ?? person.guardian ?? person.id;
    const name = rows.get('person', key)?.name ?? person.mother_name ?? '';
    const phone = (rows.get('person', key)?.phones ?? []).length > 0;
    const check = checks.get(key) ?? { mother: key, name, member: inside.has(key), phone, babies: [] };
    check.babies.push(baby);
    checks.set(key, check);
  }
  const oldest = (c: Check) => Math.max(...c.babies.map((b) => b.age));
  const all = [...checks.values()].sort(
    (a, b) => Number(b.member) - Number(a.member) || oldest(b) - oldest(a) || a.name.localeCompare(b.name),
  );
  const due = (c: Check) => c.babies.some((b) => b.due);
  return { due: all.filter(due), done: all.filter((c) => !due(c)) };
}

/** The sentence that answers other food given for a reason; empty: no midwife has let one in. */
export const helpOf = (rows: Tables, reason: string): string =>
  rows.where('help_sentence', (x) => x.reason === reason && x.state === 'approved')[0]?.words ?? '';

/** What both questions together say of the month: it is breast milk alone only if both say so. */
export function judged(lastDay: string, sinceLast: string): '' | Feeding['answer'] {
  if (lastDay === 'not_exclusive' || sinceLast === 'not_exclusive') return 'not_exclusive';
  if (!lastDay || !sinceLast) return '';
  return lastDay === 'exclusive' && sinceLast === 'exclusive' ? 'exclusive' : 'unknown';
}

/** The meetings of a group: what is planned, the next first, and what was held, the last first. */
export function meetingsOf(rows: Tables, group: string): { planned: GroupMeeting[]; held: GroupMeeting[] } {
  const all = rows.where('group_meeting', (m) => m.group === group);
  return {
    planned: all
      .filter((m) => m.state === 'planned')
      .sort((a, b) => a.on.localeCompare(b.on) || (a.from ?? '').localeCompare(b.from ?? '')),
    held: all.filter((m) => m.state === 'held').sort((a, b) => b.on.localeCompare(a.on)),
  };
}

/** Members without a phone: of a meeting ahead they are told at their door. */
export const inPerson = (circle: Circle): GroupMember[] => circle.members.filter((m) => !m.has_phone);

/** Whether a member missed the last meeting that was held since she came. */
export function missedLast(
  member: GroupMember,
  last: GroupMeeting | undefined,
  there: GroupAttendance[],
): boolean {
  if (!last || !member.joined_on || last.on < member.joined_on) return false;
  return !there.some((a) => a.meeting === last.id && a.member === member.id && a.came.includes('mother'));
}

/** The topic of a reason for which other food was given, and of a problem. */
const TOPIC_OF: Record<string, string> = {
  not_enough_milk: 'low_supply',
  latch: 'position',
  sore_nipple: 'sore_nipple',
  engorged: 'engorgement',
  crying: 'crying',
  back_to_work: 'back_to_work',
  relatives: 'family_support',
  clinic: 'formula',
  early_food: 'early_food',
  growth_doubt: 'growth',
  mother_ill: 'mother_ill',
  mother_medicine: 'mother_ill',
  twins_low_weight: 'twins',
  mother_away: 'expressing',
};

/** How many days back a reason is still one of now, and how many topics are offered. */
const RECENT_DAYS = 92;
const MOST_TOPICS = 3;

/** What the next meeting may be about: the reasons and problems of these months, the commonest first. */
export function topicsFor(rows: Tables, group: string, today: string): string[] {
  const members = rows.where('group_member', (m) => m.group === group);
  const babies = new Set(members.flatMap((m) => m.babies.map((b) => b.id)));
  const mothers = new Set(members.map((m) => m.mother));
  const from = dayAfter(today, -RECENT_DAYS);
  const codes = [
    ...rows
      .where('feeding', (f) => babies.has(f.baby) && !f.replaced_by && f.on >= from)
      .flatMap((f) => f.reasons ?? []),
    ...rows
      .where('member_problem', (p) => mothers.has(p.mother) && p.told_at.slice(0, 10) >= from)
      .map((p) => p.code),
  ];
  const times = new Map<string, number>();
  for (const code of codes) {
    const topic = TOPIC_OF[code];
    if (topic) times.set(topic, (times.get(topic) ?? 0) + 1);
  }
  return [...times]
    .sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))
    .slice(0, MOST_TOPICS)
    .map(([topic]) => topic);
}

/** Mothers of the village who could be asked: expecting, or with a baby under six months, and in no row that goes on. */
export function couldAsk(
  rows: Tables,
  village: string,
  today: string,
): { id: string; name: string; why: string }[] {
  const going = ['waiting', 'to_invite', 'invited', 'member'];
  const taken = new Set(rows.where('group_member', (m) => going.includes(m.state)).map((m) => m.mother));
  const babies = new Map<string, string>();
  for (const p of rows.all('person')) {
    const age = monthsOld(p.born, today);
    if (p.mother && age >= 0 && age < LAST_MONTH) babies.set(p.mother, p.name);
  }
  return rows
    .where('person', (p) => p.village === village && !p.quiet && !taken.has(p.id))
    .filter((p) => babies.has(p.id) || !!p.due)
    .map((p) => ({ id: p.id, name: p.name, why: babies.get(p.id) ?? '' }))
    .sort((a, b) => a.name.localeCompare(b.name));
}
