// Who is to be visited without having called: what the lists of desk and phone reckon from the rows. Pure.
import type { Id } from './contract';
import type { Round, RoundVisit } from './contract.rounds';
import type { Tables } from './tables';

const DAY_MS = 86_400_000;

/** How many days lie between two civil days, below zero when the second lies before. */
export const daysTo = (from: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(from)) / DAY_MS);

/** How many days a visit is late; zero or less: so many are left. */
export const lateDays = (round: Round, today: string): number => daysTo(round.late_from, today);

export type Standing = 'paused' | 'planned' | 'late' | 'due' | 'waits';

/** How somebody stands on a day: what is planned for a day that has passed is to be done again. */
export function standing(round: Round, today: string): Standing {
  if (round.paused) return 'paused';
  if (round.visit && (round.planned_on ?? '') >= today) return 'planned';
  if (round.late_from <= today) return 'late';
  return round.due_on <= today ? 'due' : 'waits';
}

/** Windows that close come before a rhythm: a newborn child cannot wait for who has waited for a year. */
function rank(round: Round): number {
  if (round.group === 'newborn' && round.code !== 'round') return 0;
  if (round.group === 'postpartum' && round.code !== 'round') return 1;
  return round.at_risk ? 2 : 3;
}

/** The most urgent first; where the server measured the way, the nearer of one week. */
export function byUrgency(today: string, order?: Map<Id, number>): (a: Round, b: Round) => number {
  const place = (round: Round): number => order?.get(round.id) ?? Number.MAX_SAFE_INTEGER;
  return (a, b) =>
    place(a) - place(b) ||
    rank(a) - rank(b) ||
    lateDays(b, today) - lateDays(a, today) ||
    a.due_on.localeCompare(b.due_on) ||
    a.name.localeCompare(b.name);
}

/** The visits that are planned for somebody, the earliest first: also those whose day has passed, until they are told. */
export function plannedFor(rows: Tables, worker: Id): RoundVisit[] {
  return rows
    .where('round_visit', (v) => v.outcome === 'planned' && v.workers.includes(worker) && !written(rows, v))
    .sort(
      (a, b) =>
        (a.planned_on ?? '').localeCompare(b.planned_on ?? '') || a.person_name.localeCompare(b.person_name),
    );
}

/** A visit record for it is on this phone: the server will say the same. */
const written = (rows: Tables, visit: RoundVisit): boolean =>
  rows.where('visit_record', (r) => r.round === visit.id && !r.replaced_by).length > 0;

/** Which kind of record belongs to a visit. */
export function kindOf(
  group: string | undefined,
): 'antenatal' | 'postnatal' | 'newborn' | 'child' | 'elder' | 'general' {
  switch (group) {
    case 'pregnant':
      return 'antenatal';
    case 'postpartum':
      return 'postnatal';
    case 'newborn':
    case 'child':
    case 'elder':
      return group;
  }
  return 'general';
}

/** Why nobody was met, or why they refused: the codes of round.visit. */
export const WHY = {
  not_home: ['nobody_there', 'in_the_fields', 'travelling', 'moved_away', 'place_not_found'],
  refused: ['feels_well', 'not_now', 'family_says_no', 'goes_elsewhere', 'does_not_want'],
} as const;
