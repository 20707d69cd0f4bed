// What a midwife's desk reckons from the rows of her phone: pure, so that it works in a house without signal.
import { ageOf, monthsOld } from '../../lib/age';
import type { Id, NeedCase, PersonRow } from '../../lib/contract';
import type { VisitRecord } from '../../lib/contract.care';
import type { Round } from '../../lib/contract.rounds';
import { matches } from '../../lib/queue';
import type { Tables } from '../../lib/tables';

/** A pregnancy is reckoned as 280 days from the last period to the day it is due. */
const PREGNANCY_DAYS = 280;
/** Arm circumference (mm) below which a child of 6 to 59 months is severely, and moderately, wasted: WHO and UNICEF, 2009. */
const ARM_RED_MM = 115;
const ARM_YELLOW_MM = 125;
const ARM_FROM_MONTHS = 6;
/** Grams at birth below which a child was born light, and how long it is watched for that: the first thousand days. */
const LIGHT_G = 2500;
const LIGHT_MONTHS = 24;
/** A weight this soon after birth is taken for that at birth (days): the first visit to a newborn is due in 48 hours. */
const BIRTH_DAYS = 2;
const SMALL_MONTHS = 60;
const OLD_YEARS = 60;

const DAY_MS = 86_400_000;
/** Whole days from one civil day to another; negative when it lies ahead. */
export const daysFrom = (day: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(day)) / DAY_MS);
const plus = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY_MS).toISOString().slice(0, 10);

/** The rows of a person's care gathered once: versions that were corrected are left out. */
export interface Kept {
  today: string;
  people: PersonRow[];
  /** Oldest first. */
  records: Map<Id, VisitRecord[]>;
  rounds: Map<Id, Round>;
  /** What was asked for somebody and still waits. */
  asked: Map<Id, NeedCase>;
}

export function keptOf(rows: Tables, today: string): Kept {
  const records = new Map<Id, VisitRecord[]>();
  for (const record of rows.all('visit_record')) {
    if (record.replaced_by) continue;
    const there = records.get(record.person);
    if (there) there.push(record);
    else records.set(record.person, [record]);
  }
  for (const all of records.values())
    all.sort((a, b) => a.on.localeCompare(b.on) || a.recorded_at.localeCompare(b.recorded_at));
  const asked = new Map<Id, NeedCase>();
  for (const request of rows.where('need_case', (c) => c.request === true && c.state === 'open'))
    for (const { id } of request.people) asked.set(id, request);
  return {
    today,
    people: rows.where('person', (p) => !p.quiet),
    records,
    rounds: new Map(rows.all('round').map((round) => [round.person || round.id, round])),
    asked,
  };
}

/** Somebody of the village, with what every list shows of them. */
export interface Neighbour {
  person: PersonRow;
  round?: Round;
  /** What was recorded last. */
  last?: VisitRecord;
  asked?: NeedCase;
  /** Days since somebody came; none when nobody ever did. */
  days?: number;
  /** The rhythm has passed without a visit. */
  overdue: boolean;
  /** A danger sign was seen when somebody came last. */
  at_risk: boolean;
  hamlet: string;
}

function neighbour(kept: Kept, person: PersonRow): Neighbour {
  const round = kept.rounds.get(person.id);
  const last = kept.records.get(person.id)?.at(-1);
  const asked = kept.asked.get(person.id);
  const on = [round?.last_on ?? '', last?.on ?? ''].sort().at(-1);
  return {
    person,
    ...(round ? { round } : {}),
    ...(last ? { last } : {}),
    ...(asked ? { asked } : {}),
    ...(on ? { days: Math.max(0, daysFrom(on, kept.today)) } : {}),
    // A record the round has not heard of yet moves its day: until then nobody is overdue.
    overdue:
      !round?.paused && !!round?.late_from && round.late_from <= kept.today && !newer(on, round.last_on),
    at_risk: round?.at_risk === true || (last?.dangers.length ?? 0) > 0,
    hamlet: hamletOf(person, round),
  };
}

const newer = (on: string | undefined, than: string | undefined): boolean => !!on && on > (than ?? '');

/** The hamlet as the round says it, or as it stands in the address before RT and RW. */
export function hamletOf(person: Pick<PersonRow, 'address'>, round?: Pick<Round, 'hamlet'>): string {
  if (round?.hamlet) return round.hamlet;
  const parts = (person.address ?? '').split(',').map((part) => part.trim());
  return parts.filter((part) => part && !/^R[TW]\b/i.test(part)).at(-1) ?? '';
}

export const ANTENATAL = ['K1', 'K2', 'K3', 'K4', 'K5', 'K6'] as const;
export type AntenatalCode = (typeof ANTENATAL)[number];
export interface Contact {
  code: AntenatalCode;
  /** now: its window is open; missed: its window has passed. */
  state: 'done' | 'missed' | 'now' | 'next' | 'ahead';
  /** The day it was made on. */
  on?: string;
}
export interface Pregnant extends Neighbour {
  due: string;
  /** Completed weeks, by the day the birth is expected on. */
  week: number;
  contacts: Contact[];
  done: number;
  missed: number;
  /** Danger signs that were found last in this pregnancy. */
  dangers: string[];
  danger_on: string;
}

export function pregnantOf(kept: Kept): Pregnant[] {
  return kept.people
    .flatMap((person): Pregnant[] => (person.due ? [pregnant(kept, person, person.due)] : []))
    .sort((a, b) => a.due.localeCompare(b.due) || byName(a, b));
}

function pregnant(kept: Kept, person: PersonRow, due: string): Pregnant {
  const one = neighbour(kept, person);
  const since = plus(due, -PREGNANCY_DAYS);
  const records = (kept.records.get(person.id) ?? []).filter((record) => record.on >= since);
  const contacts = contactsOf(records, one.round, kept.today);
  const danger = records.filter((record) => record.dangers.length > 0).at(-1);
  return {
    ...one,
    due,
    week: Math.max(0, Math.floor(daysFrom(since, kept.today) / 7)),
    contacts,
    done: contacts.filter((contact) => contact.state === 'done').length,
    missed: contacts.filter((contact) => contact.state === 'missed').length,
    dangers: danger?.dangers ?? [],
    danger_on: danger?.on ?? '',
  };
}

/** The six contacts: what was recorded is done; the round says which is next and which were missed. */
function contactsOf(records: VisitRecord[], round: Round | undefined, today: string): Contact[] {
  const made = new Map(
    records.flatMap((r) => (r.antenatal?.code ? [[r.antenatal.code, r.on] as const] : [])),
  );
  const next = ANTENATAL.indexOf(round?.code as AntenatalCode);
  const open = !!round?.due_on && round.due_on <= today;
  return ANTENATAL.map((code, i): Contact => {
    const on = made.get(code);
    if (on) return { code, state: 'done', on };
    if (i < next || round?.missed?.includes(code)) return { code, state: 'missed' };
    if (i === next) return { code, state: open ? 'now' : 'next' };
    return { code, state: 'ahead' };
  });
}

export const RISKS = ['arm_red', 'arm_yellow', 'weight_twice', 'born_light', 'danger', 'unvisited'] as const;
export type Risk = (typeof RISKS)[number];
export interface Small extends Neighbour {
  months: number;
  /** Why it is worth going, the weightiest first. */
  risks: Risk[];
  weight_g?: number;
  muac_mm?: number;
}

export function smallOf(kept: Kept): Small[] {
  return kept.people
    .flatMap((person): Small[] => {
      const months = monthsOld(person.born, kept.today);
      return months < 0 || months >= SMALL_MONTHS ? [] : [small(kept, person, months)];
    })
    .sort((a, b) => weightOf(a) - weightOf(b) || (b.days ?? Infinity) - (a.days ?? Infinity) || byName(a, b));
}
/** The place of a child in its list: by the gravest of what speaks, those of whom nothing speaks last. */
const weightOf = (child: Small): number => (child.risks[0] ? RISKS.indexOf(child.risks[0]) : RISKS.length);

function small(kept: Kept, person: PersonRow, months: number): Small {
  const one = neighbour(kept, person);
  const records = kept.records.get(person.id) ?? [];
  const last = <T>(of: (r: VisitRecord) => T | undefined): T | undefined =>
    records
      .map(of)
      .filter((value) => value !== undefined && value !== 0)
      .at(-1);
  const muac = last((r) => (ageMonths(person, r.on) >= ARM_FROM_MONTHS ? r.vitals?.muac_mm : undefined));
  const weight = last((r) => r.vitals?.weight_g);
  const says: Record<Risk, boolean> = {
    arm_red: muac !== undefined && muac < ARM_RED_MM,
    arm_yellow: muac !== undefined && muac >= ARM_RED_MM && muac < ARM_YELLOW_MM,
    weight_twice: notRisenTwice(records),
    born_light: months < LIGHT_MONTHS && bornLight(person, records),
    danger: one.at_risk,
    unvisited: one.overdue || (!!one.round && one.days === undefined),
  };
  return {
    ...one,
    months,
    risks: RISKS.filter((risk) => says[risk]),
    ...(weight ? { weight_g: weight } : {}),
    ...(muac ? { muac_mm: muac } : {}),
  };
}
const ageMonths = (person: PersonRow, on: string): number => monthsOld(person.born, on);

/** "2T": of the last weights of three months, each the last of its month, neither of the later two is above the one before. */
export function notRisenTwice(records: Pick<VisitRecord, 'on' | 'vitals'>[]): boolean {
  const months = new Map<string, number>();
  for (const { on, vitals } of records) if (vitals?.weight_g) months.set(on.slice(0, 7), vitals.weight_g);
  const [a, b, c] = [...months.values()].slice(-3);
  return a !== undefined && b !== undefined && c !== undefined && b <= a && c <= b;
}

function bornLight(person: PersonRow, records: VisitRecord[]): boolean {
  const born = person.born;
  if (!born) return false;
  const first = records.find((r) => r.vitals?.weight_g && daysFrom(born, r.on) <= BIRTH_DAYS);
  return (first?.vitals?.weight_g ?? LIGHT_G) < LIGHT_G;
}

export interface Elder extends Neighbour {
  /** Completed years; none when nobody knows when they were born. */
  years?: number;
  /** never, late (past its rhythm), or seen. */
  state: 'never' | 'late' | 'seen';
}

/** The old who live alone: those nobody ever came to first, then by the days since somebody did. */
export function eldersOf(kept: Kept): Elder[] {
  return kept.people
    .flatMap((person): Elder[] => {
      const years = ageOf(person.born, kept.today)?.y;
      return person.lives_alone && (years === undefined || years >= OLD_YEARS)
        ? [elder(kept, person, years)]
        : [];
    })
    .sort((a, b) => (b.days ?? Infinity) - (a.days ?? Infinity) || byName(a, b));
}

function elder(kept: Kept, person: PersonRow, years: number | undefined): Elder {
  const one = neighbour(kept, person);
  const state = one.days === undefined ? 'never' : one.overdue || !one.round ? 'late' : 'seen';
  return { ...one, ...(years === undefined ? {} : { years }), state };
}

const byName = (a: Neighbour, b: Neighbour): number =>
  a.person.name.localeCompare(b.person.name) || a.person.id.localeCompare(b.person.id);

/** Worth a look before the others of the list: this is what the counts on the tabs count. */
export const wanting = {
  pregnant: (p: Pregnant): boolean => p.missed > 0 || p.dangers.length > 0 || p.at_risk || p.overdue,
  small: (c: Small): boolean => c.risks.length > 0,
  elder: (e: Elder): boolean => e.state !== 'seen',
};

/** Those who fit what was typed and the hamlet that was chosen. */
export function fitting<T extends Neighbour>(all: T[], said: string, hamlet: string): T[] {
  return all.filter(
    (one) =>
      (hamlet === '' || one.hamlet === hamlet) &&
      matches(said, one.person.name, one.person.mother_name ?? '', one.person.house_code ?? '', one.hamlet),
  );
}

/** The hamlets of some people, by name, each once. */
export const hamletsOf = (all: Neighbour[]): string[] =>
  [...new Set(all.map((one) => one.hamlet).filter(Boolean))].sort((a, b) => a.localeCompare(b));

/** Whom to call: their own number, of a child its mother's. */
export function phoneOf(rows: Tables, person: PersonRow): string {
  const own = person.phones?.[0];
  return own ?? rows.get('person', person.mother)?.phones?.[0] ?? '';
}

/** Of which people of the table of signs somebody is. */
export function signGroup(person: Pick<PersonRow, 'due' | 'born'>, today: string): string {
  if (person.due) return 'pregnant';
  const months = monthsOld(person.born, today);
  if (months >= 0 && months < 2) return 'newborn_0_2m';
  if (months >= 0 && months < SMALL_MONTHS) return 'child_2_59m';
  return 'adult_elderly';
}
