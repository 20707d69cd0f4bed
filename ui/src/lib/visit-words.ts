// The words of a row of the queue and of a request, for the desk and the field.
import type { HomeVisit, HomeVisitStep, NeedCase } from './contract';
import { hour, moment, number } from './format';
import type { Entry } from './queue';
import type { Told } from './story';
import type { Tables } from './tables';
import { has, t } from './text';

const worded = (key: string, other: string): string => (has(key) ? t(key) : other);

/** Whom or what a row is about; somebody whose name nobody knows yet is called so. */
export function nameOf(entry: Entry): string {
  switch (entry.of) {
    case 'milk':
      return t('queue.name', { mother: entry.delivery.mother_name, n: entry.delivery.bottles.length });
    case 'request':
      return patientOf(entry);
    case 'alarm':
      return entry.watch.worker_name;
    case 'case':
      return worded('need.kind_' + entry.file.kind, entry.file.kind);
  }
}
export function patientOf(entry: Extract<Entry, { of: 'request' }>): string {
  const told = entry.visit?.patient_name || entry.request?.patient_name;
  return told || (entry.elder ? t('request.at_home_of', { name: entry.elder }) : t('request.nameless'));
}

/** The name of the clock that a row counts down. */
export function clockName(entry: Entry): string {
  if (entry.of === 'milk') return t(entry.promise ? 'promise.milk_ride' : 'promise.pickup');
  if (entry.of === 'request' && entry.clock) return t('clock.' + entry.clock.name);
  return t('clock.' + entry.of);
}

export interface Stand {
  words: string;
  /** What was asked for, in the caller's words. */
  what: string;
  /** Nobody goes yet: it waits for the desk. */
  open: boolean;
  /** Rice that is owed and not given. */
  debt: string;
}

/** Where something other than milk stands, in a few words. */
export function standOf(rows: Tables, entry: Exclude<Entry, { of: 'milk' }>, now: number): Stand {
  const plain = { what: '', open: false, debt: '' };
  if (entry.of === 'alarm')
    return {
      ...plain,
      words: t('request.alone', { since: hour(entry.watch.since), end: hour(entry.watch.expected_end) }),
    };
  if (entry.of === 'case')
    return { ...plain, words: [entry.file.number, entry.file.owner_name].filter(Boolean).join(', ') };
  const { visit, request } = entry;
  const what = visit?.what || request?.what || '';
  const debt = debtOf(rows, entry.id);
  if (!visit)
    return { words: t(request?.number ? 'request.coming' : 'request.unsent'), what, open: true, debt };
  return { words: stateOf(visit, now), what, open: visit.state === 'open', debt };
}

/** When a journey came into the state it is in. */
const SINCE: Partial<Record<HomeVisit['state'], keyof HomeVisit>> = {
  sent: 'sent_at',
  accepted: 'accepted_at',
  on_the_way: 'set_out_at',
  arrived: 'arrived_at',
  aboard: 'aboard_at',
  at_centre: 'at_centre_at',
};
/** The state of a journey with who and when. */
export function stateOf(visit: HomeVisit, now: number): string {
  const field = SINCE[visit.state];
  const since = field ? visit[field] : '';
  return t('request.state_' + visit.state, {
    team: visit.team_name || t('request.team'),
    hour: typeof since === 'string' ? moment(since, now) : '',
  });
}

/** "Beras 5 kg belum diberikan" where a debt of rice stands; nothing else counts. */
export function debtOf(rows: Tables, request: string): string {
  const owed = rows.where('rice_debt', (d) => d.case === request && d.state === 'owed').at(0);
  if (!owed) return '';
  const kg = number(owed.grams / 1000, 1);
  return t(owed.waiting_report ? 'request.rice_waiting' : 'request.rice_owed', { kg });
}

/** By which door a report came in. */
export const doorOf = (door: string): string =>
  worded('request.door_' + door, worded('need.door_' + door, door));

/** The history of a request: what the desk said and what the team did, as on a timetable. */
export function historyOf(rows: Tables, id: string, request: NeedCase | undefined, now: number): Told[] {
  const lines = (request?.timeline ?? []).map((l) => ({
    at: l.at,
    recorded: l.recorded_at,
    words: lineOf(l),
    by: l.approver_name
      ? t('need.by_two', { one: l.by_name ?? '', two: l.approver_name })
      : (l.by_name ?? ''),
    note: l.note ?? '',
  }));
  const steps = rows
    .where('home_visit_step', (step) => step.visit === id && !TOLD_ALREADY.has(step.kind))
    .map((step) => ({
      at: step.at,
      recorded: step.recorded_at,
      words: stepWords(step),
      by: step.by_name ?? '',
      note: [step.note, ...(step.doubts ?? []).map((d) => worded('request.doubt_' + d, d))]
        .filter(Boolean)
        .join(', '),
    }));
  const all = [...lines, ...steps].sort(
    (a, b) => a.at.localeCompare(b.at) || a.recorded.localeCompare(b.recorded),
  );
  return all.map(({ at, recorded, words, by, note }, i): Told => {
    const small = [
      moment(at, now) === hour(at) ? '' : moment(at, now),
      by,
      note,
      late(at, recorded) ? t('request.written', { when: moment(recorded, now) }) : '',
    ]
      .filter(Boolean)
      .join(' · ');
    const told: Told = { time: hour(at), words, when: i === all.length - 1 ? 'next' : 'done' };
    return small ? { ...told, small } : told;
  });
}
/** Written down so much later than it happened that a reader should know (milliseconds). */
const WORTH_SAYING_MS = 5 * 60_000;
const late = (at: string, recorded: string) => Date.parse(recorded) - Date.parse(at) > WORTH_SAYING_MS;

/** Steps of the journey that only repeat what the request's own history says. */
const TOLD_ALREADY = new Set([
  'merged',
  'restored',
  'recoloured',
  'recategorised',
  'identified',
  'finished',
  'silenced',
]);
function stepWords(step: HomeVisitStep): string {
  const code = step.code ?? '';
  const params = {
    clock: worded('clock.' + code, ''),
    to: worded('request.to_' + code, code),
    why: worded('request.why_' + code, ''),
  };
  const key = 'request.step_' + step.kind;
  return has(key) ? t(key, params) : step.kind.replaceAll('_', ' ');
}

function lineOf(l: NeedCase['timeline'][number]): string {
  const code = l.code ?? '';
  const params = {
    to: l.to_name ?? '',
    what: worded('need.told_' + code, ''),
    outcome: worded('need.outcome_' + code, worded('request.outcome_' + code, '')),
    why: worded('need.why_' + code, ''),
    door: doorOf(code),
    colour: worded('request.colour_' + code, code),
  };
  if (l.kind === 'step') return worded('need.step_' + code, code);
  const key = has('request.line_' + l.kind) ? 'request.line_' + l.kind : 'need.line_' + l.kind;
  return has(key) ? t(key, params) : l.kind.replaceAll('_', ' ');
}
