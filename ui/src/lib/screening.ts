// Whether a baby may be massaged, from the safety questions: the twin of calc/screening for a phone without signal. Pure;
// screening.test.ts holds it to Go. The server decides all the same.
import { monthsOld } from './age';

/** Yes, no, or not asked. */
export type Tri = 'yes' | 'no' | '';
/** What is answered with yes or no, by the server's names. */
export const QUESTIONS = [
  'fever',
  'ill',
  'vaccinated',
  'skin',
  'stools',
  'jaundice',
  'operated',
  'heart',
  'cord_on',
  'preterm',
  'fed_recently',
  'upset',
] as const;
export type Question = (typeof QUESTIONS)[number];
export type Answers = Partial<Record<Question, Tri>> & {
  /** When it was; none: nobody said. */
  immunised?: string | null;
  /** A doctor's letter was seen; a midwife has approved; a parent stays and agrees. */
  letter?: boolean;
  midwife?: boolean;
  parent?: boolean;
  reason?: string;
};

/** How children of an age are massaged: below so many whole months, at most so many minutes, how firmly. */
export interface Band {
  below_months: number;
  minutes: number;
  visit_minutes: number;
  pressure: string;
  limits?: string[];
}
/** The figures of the health centre's policy; each has its source there. */
export interface Figures {
  immunised_hours: number;
  fever_danger_months: number;
  feed_wait_minutes: number;
  cord_months: number;
  bands: Band[];
}
/** What the policy is until somebody changed it. */
export const USUAL: Figures = {
  immunised_hours: 72,
  fever_danger_months: 2,
  feed_wait_minutes: 30,
  cord_months: 2,
  bands: [
    {
      below_months: 1,
      minutes: 10,
      visit_minutes: 30,
      pressure: 'stroking',
      limits: ['stroking_only', 'short'],
    },
    { below_months: 3, minutes: 10, visit_minutes: 30, pressure: 'light', limits: ['short'] },
    { below_months: 36, minutes: 15, visit_minutes: 45, pressure: 'firm' },
  ],
};

/** From the mildest to the strictest. */
export const RESULTS = ['go', 'limit', 'wait', 'move', 'stop', 'refer', 'danger'] as const;
export type Result = (typeof RESULTS)[number];
export interface Verdict {
  result: Result;
  /** The rows that spoke, the strictest first. */
  rows: string[];
  limits: string[];
  /** Questions without an answer, and "born". */
  missing: string[];
  /** When waiting ends, in milliseconds; 0: it does not, or only answers are missing. */
  until: number;
}
interface Spoken {
  row: string;
  result: Result;
  until?: number;
  limits?: string[];
}

const rank = (r: Result): number => RESULTS.indexOf(r);
export const may = (v: Verdict): boolean => v.result === 'go' || v.result === 'limit';
/** In the west of the country a day begins last: on a doubtful night a child counts as the younger. */
const WEST_MS = 7 * 3_600_000;
const westDay = (now: number): string => new Date(now + WEST_MS).toISOString().slice(0, 10);
const isDay = (day: string): boolean => {
  const at = Date.parse(day + 'T00:00:00Z');
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(day) && day.length === 10;
};

/** Whole months; -1: nobody knows. */
export const monthsAt = (born: string, now: number): number =>
  isDay(born) ? monthsOld(born, westDay(now)) : -1;
export const bandOf = (months: number, set: Figures): Band | undefined =>
  months < 0 ? undefined : set.bands.find((band) => months < band.below_months);

/** A child that is not well: a midwife looks. */
function illness(a: Answers, months: number, set: Figures): Spoken[] {
  const said: Spoken[] = [];
  if (a.fever === 'yes')
    said.push({ row: 'M01', result: months < set.fever_danger_months ? 'danger' : 'refer' });
  const rows: [string, Question, boolean][] = [
    ['M02', 'ill', false],
    ['M04', 'skin', false],
    ['M05', 'stools', false],
    ['M06', 'jaundice', false],
    ['M07', 'operated', !!a.letter],
    ['M08', 'heart', !!a.letter],
  ];
  for (const [row, question, solved] of rows)
    if (a[question] === 'yes' && !solved) said.push({ row, result: 'refer' });
  if (a.reason === 'illness' || a.reason === 'fall') said.push({ row: 'M14', result: 'refer' });
  return said;
}

/** What came before this day: cord, birth, immunisation. */
function before(a: Answers, now: number, set: Figures): Spoken[] {
  const said: Spoken[] = [];
  if (a.cord_on === 'yes') said.push({ row: 'M09', result: 'limit', limits: ['no_belly', 'stroking_only'] });
  if (a.preterm === 'yes' && !a.midwife) said.push({ row: 'M11', result: 'refer' });
  const rest = set.immunised_hours * 3_600_000;
  const since = a.immunised ? Date.parse(a.immunised) : a.vaccinated === 'yes' ? now : NaN;
  if (rest > 0 && now < since + rest) said.push({ row: 'M03', result: 'move', until: since + rest });
  return said;
}

/** The hour itself. */
function today(a: Answers, now: number, set: Figures, door: boolean): Spoken[] {
  const said: Spoken[] = [];
  if (door && a.fed_recently === 'yes')
    said.push({ row: 'M12', result: 'wait', until: now + set.feed_wait_minutes * 60_000 });
  if (a.upset === 'yes') said.push({ row: 'M13', result: 'stop' });
  if (!a.parent) said.push({ row: 'M15', result: 'stop' });
  return said;
}

function years(months: number, set: Figures): Spoken[] {
  if (months < 0) return [];
  const band = bandOf(months, set);
  if (!band) return [{ row: 'age', result: 'stop' }];
  if (!band.limits?.length) return [];
  return [{ row: band.pressure === 'stroking' ? 'M10' : 'age', result: 'limit', limits: band.limits }];
}

/** Which questions belong to a moment: the cord while it may not have fallen, feeding and distress at the door. */
const belongs = (q: Question, a: Answers, months: number, set: Figures, door: boolean): boolean =>
  q === 'vaccinated'
    ? !a.immunised
    : q === 'cord_on'
      ? months < set.cord_months
      : q === 'fed_recently' || q === 'upset'
        ? door
        : true;

function missing(a: Answers, months: number, set: Figures, door: boolean): string[] {
  const open: string[] = QUESTIONS.filter(
    (q) => belongs(q, a, months, set, door) && a[q] !== 'yes' && a[q] !== 'no',
  );
  if (!['stimulation', 'illness', 'fall'].includes(a.reason ?? '')) open.push('reason');
  if (months < 0) open.push('born');
  return open;
}

const sorted = (words: string[]): string[] => [...new Set(words)].sort();

/** Judges the answers for one child; `door` is false when a visit is booked. */
export function judge(a: Answers, born: string, now: number, set: Figures, door = true): Verdict {
  const months = monthsAt(born, now);
  const said = [
    ...illness(a, months, set),
    ...before(a, now, set),
    ...today(a, now, set, door),
    ...years(months, set),
  ].sort((x, y) => rank(y.result) - rank(x.result) || (x.row < y.row ? -1 : x.row > y.row ? 1 : 0));
  const open = missing(a, months, set, door);
  let result: Result = said[0]?.result ?? 'go';
  if (open.length > 0 && rank(result) < rank('wait')) result = 'wait';
  const waits = result === 'wait' || result === 'move';
  return {
    result,
    rows: said.map((one) => one.row),
    limits: sorted(said.flatMap((one) => one.limits ?? [])),
    missing: open,
    until: waits ? Math.max(0, ...said.map((one) => one.until ?? 0)) : 0,
  };
}

/** All children of a home together: what one may not, the visit may not; the limits are those of all. */
export function strictest(
  a: Answers,
  born: string[],
  now: number,
  set: Figures,
  door = true,
): Verdict & { child: number } {
  const each = (born.length > 0 ? born : ['']).map((day) => judge(a, day, now, set, door));
  let child = 0;
  each.forEach((one, i) => {
    if (rank(one.result) > rank(each[child]!.result)) child = i;
  });
  return { ...each[child]!, limits: sorted(each.flatMap((one) => one.limits)), child };
}

/** What is asked at the door of children born on these days: one list for all of them, the gravest first. */
export function questionsAt(born: string[], now: number, set: Figures): Question[] {
  const young = born.some((day) => monthsAt(day, now) < set.cord_months);
  return QUESTIONS.filter((q) => q !== 'cord_on' || young);
}

/** Where the health centre wants another adult in the house, a visit waits until one is there. */
export function withAdult<V extends Verdict>(v: V, required: boolean, there: Tri): V {
  if (!required || there === 'yes') return v;
  const result: Result = rank(v.result) < rank('wait') ? 'wait' : v.result;
  return { ...v, result, rows: [...v.rows, 'adult'] };
}

/** What becomes of a visit that was `was`: who only waits, for an hour, an answer or a parent, may be asked again. */
export function stateAfter(v: Verdict, danger: boolean, was: string): string {
  if (danger || v.result === 'refer' || v.result === 'danger') return 'referred';
  if (v.result === 'move') return 'to_move';
  return v.result === 'stop' && v.rows[0] !== 'M15' ? 'stopped' : was;
}
