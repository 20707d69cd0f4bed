// What the desk and the field reckon about a request from its rows: pure, so that it also works without signal.
import type { Colour, HomeVisit, Id, NeedCase, Promised, Team } from './contract';
import { fold } from './fold';
import type { Tables } from './tables';

export const CLOCKS = ['respond', 'fetch', 'return'] as const;
export type ClockName = (typeof CLOCKS)[number];
/** One of the promises of a request, as its ring shows it. */
export interface Clock extends Pick<Promised, 'start' | 'due' | 'state' | 'ended_at'> {
  name: ClockName;
  /** What was promised has happened, in time or not: nobody has to hurry for it any more. */
  met: boolean;
  /** The team says so, and the clock cannot tell: the patient is asked. */
  claimed: boolean;
}

/** What a journey shows of a promise being met, where the promise's own row has not come. */
function happened(visit: HomeVisit, name: ClockName): string | undefined {
  switch (name) {
    case 'respond':
      return visit.spoke_at;
    case 'fetch':
      return visit.aboard_at || (visit.handed_to && visit.ended_at) || undefined;
    case 'return':
      return visit.home_at;
  }
}

/** The promises of a request that have begun and were not called off, in their order. */
export function clocksOf(rows: Tables, visit: HomeVisit): Clock[] {
  const clocks: Clock[] = [];
  for (const name of CLOCKS) {
    const row = rows.get('promise', visit[name]);
    const due = row?.due ?? visit[`${name}_due`];
    const state = row?.state ?? visit[`${name}_state`] ?? 'running';
    if (!due || state === 'cancelled') continue;
    const at = row?.fulfilled_at || happened(visit, name);
    const settled = state === 'kept' || state === 'struck';
    const met = settled || !!at || visit.state === 'done';
    // A broken promise has ended, and the patient still waits: the ring counts on until somebody comes.
    const ended_at = (settled ? row?.ended_at : undefined) || at || null;
    const start = row?.start ?? beginning(visit, name);
    clocks.push({ name, start, due, state, met, claimed: !!row?.claimed_at && !settled, ended_at });
  }
  return clocks;
}
function beginning(visit: HomeVisit, name: ClockName): string {
  return (name === 'return' && visit.care_ended_at) || visit.started_at || visit.opened_at;
}

/** The promise to hurry for: of those not met yet the one that is due first. */
export function pressing(clocks: Clock[]): Clock | undefined {
  return clocks
    .filter((clock) => !clock.met)
    .sort((a, b) => Date.parse(a.due) - Date.parse(b.due))
    .at(0);
}

const ATTENDED = new Set<HomeVisit['state']>(['arrived', 'aboard', 'at_centre', 'returning', 'done']);
/** Red, and none of ours stands beside the patient yet. */
export function endangered(visit: HomeVisit | undefined, request: NeedCase | undefined): boolean {
  return (visit?.colour || request?.colour) === 'red' && !(visit && ATTENDED.has(visit.state));
}

/** Village and point of a request: the house where it is known, else the village. */
export function pointOf(
  rows: Tables,
  of: { home?: { lat: number; lon: number }; village?: Id },
): { lat: number; lon: number } | undefined {
  if (of.home && (of.home.lat !== 0 || of.home.lon !== 0)) return of.home;
  return rows.get('village', of.village);
}

/** Which village somebody means by "waru rt 2": the longest village name that stands in the words, or nothing. */
export function villageIn<V extends { id: Id; name: string }>(words: string, villages: V[]): V | undefined {
  const said = ` ${fold(words.replace(/[^\p{L}\d]+/gu, ' '))} `;
  const named = (v: V) => said.includes(` ${fold(v.name)} `);
  const begun = (v: V) => said.trim().length > 2 && fold(v.name).startsWith(said.trim());
  const longest = (a: V, b: V) => b.name.length - a.name.length || a.name.localeCompare(b.name);
  return villages.filter(named).sort(longest)[0] ?? only(villages.filter(begun));
}
const only = <T>(list: T[]): T | undefined => (list.length === 1 ? list[0] : undefined);

/** Reports of one event come within this time of each other (milliseconds). */
const NEAR_MS = 6 * 3_600_000;
export type Likeness = 'person' | 'house' | 'phone' | 'name' | 'village';
export interface Twin {
  request: NeedCase;
  why: Likeness;
}
const WEIGHT: Likeness[] = ['person', 'house', 'phone', 'name', 'village'];

/** Open requests that may be the same event, the likeliest first: a person decides, never the machine. */
export function twinsOf(rows: Tables, of: NeedCase): Twin[] {
  const start = (c: NeedCase) => Date.parse(c.started_at || c.opened_at);
  return rows
    .where(
      'need_case',
      (c) =>
        c.request === true &&
        c.id !== of.id &&
        c.state === 'open' &&
        !c.merged &&
        Math.abs(start(c) - start(of)) <= NEAR_MS,
    )
    .flatMap((request): Twin[] => {
      const why = likeness(of, request);
      return why ? [{ request, why }] : [];
    })
    .sort((a, b) => WEIGHT.indexOf(a.why) - WEIGHT.indexOf(b.why) || start(a.request) - start(b.request));
}

function likeness(a: NeedCase, b: NeedCase): Likeness | undefined {
  const people = new Set(a.people.map((p) => p.id));
  if (b.people.some((p) => people.has(p.id))) return 'person';
  if (a.house && a.house === b.house) return 'house';
  if (a.patient_phone && a.patient_phone === b.patient_phone) return 'phone';
  const [mine, theirs] = [fold(a.patient_name ?? ''), fold(b.patient_name ?? '')];
  if (mine && mine === theirs) return 'name';
  // Two people who are both known, or named otherwise, are not one event because they live in one village.
  if (a.people.length > 0 && b.people.length > 0) return undefined;
  if (mine && theirs && !mine.split(' ').some((word) => theirs.split(' ').includes(word))) return undefined;
  return a.village && a.village === b.village ? 'village' : undefined;
}

/** Teams on duty now, by name. */
export function teamsNow(rows: Tables, now: number): Team[] {
  return rows
    .where('team', (team) => team.state !== 'ended' && within(team, now))
    .sort((a, b) => a.name.localeCompare(b.name));
}
const within = (team: Team, now: number) =>
  !(team.from && Date.parse(team.from) > now) && !(team.to && Date.parse(team.to) <= now);

/** What a team has in hand, in its order. */
export function inHand(rows: Tables, team: Id): HomeVisit[] {
  return rows
    .where('home_visit', (v) => v.team === team && v.state !== 'done' && !v.merged)
    .sort((a, b) => (a.order ?? 99) - (b.order ?? 99) || (a.sent_at ?? '').localeCompare(b.sent_at ?? ''));
}

export interface Sign {
  code: string;
  group: string;
  colour: Colour;
  due_seconds?: number;
  authority?: string;
  /** found, general_knowledge or proposal. */
  evidence?: string;
}
/** Signs whose question holds every word typed, the red ones first. */
export function signsFor(words: string, signs: Sign[], asked: (code: string) => string): Sign[] {
  const wanted = fold(words)
    .split(' ')
    .filter((word) => word.length > 2);
  if (wanted.length === 0) return [];
  const hits = (sign: Sign) => {
    const question = fold(asked(sign.code));
    return wanted.filter((word) => question.includes(word.slice(0, 5))).length;
  };
  const rank: Record<Colour, number> = { red: 0, yellow: 1, green: 2 };
  return signs
    .map((sign) => ({ sign, n: hits(sign) }))
    .filter(({ n }) => n > 0)
    .sort((a, b) => b.n - a.n || rank[a.sign.colour] - rank[b.sign.colour])
    .map(({ sign }) => sign);
}

/** Words this short stand in every question: "ada", "dan", "bayi". */
const TELLING = 5;
/** The red sign that what somebody wrote is most like, or nothing: for a person to say yes or no to. */
export function dangerIn(words: string, signs: Sign[], asked: (code: string) => string): Sign | undefined {
  const telling = words
    .split(/[^\p{L}]+/u)
    .filter((word) => word.length >= TELLING)
    .join(' ');
  const red = signs.filter((sign) => sign.colour === 'red');
  return signsFor(telling, red, asked)[0];
}
