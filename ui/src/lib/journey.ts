import type { HomeVisit, LoneWatch } from './contract';
import type { Tables } from './tables';

/** What a team can say of a visit; each is a verb of the same name. */
export type Step =
  | 'accept'
  | 'set_out'
  | 'arrive'
  | 'spoke'
  | 'aboard'
  | 'at_centre'
  | 'care_ended'
  | 'set_off_home'
  | 'home'
  | 'done_on_spot'
  | 'hand_on'
  | 'give_back'
  | 'no_show';

/** What is next: one verb for the main button, others beside it. `wait`: nothing is asked of this person now. */
export interface Next {
  main: Step | 'wait' | 'done';
  also: Step[];
}

export interface Who {
  worker: string;
  /** A doctor, nurse or midwife: the only ones whose word with the patient counts. */
  health: boolean;
}

const over = (visit: HomeVisit): boolean => visit.state === 'done' || !!visit.merged;

/** Whether somebody is of the team that has it. */
export function mine(visit: HomeVisit, worker: string): boolean {
  return worker !== '' && (visit.workers ?? []).includes(worker);
}

/** The visits of a worker's team: what is under way first, then by the team's order and the deadline. */
export function journeysOf(rows: Tables, worker: string): HomeVisit[] {
  const moving = (v: HomeVisit) => (['sent', 'accepted'].includes(v.state) ? 1 : 0);
  return rows
    .where('home_visit', (v) => !over(v) && mine(v, worker))
    .sort(
      (a, b) =>
        moving(a) - moving(b) ||
        (a.order ?? 0) - (b.order ?? 0) ||
        (dueOf(a) ?? '').localeCompare(dueOf(b) ?? '') ||
        (a.id < b.id ? -1 : 1),
    );
}

/** The deadline that the team works against now: the way home once care has ended, else the fetching. */
export function dueOf(visit: HomeVisit): string | undefined {
  if (visit.return_due && visit.return_state === 'running') return visit.return_due;
  return visit.fetch_due;
}

/** What a member of the team says next. Steps may be left out by a report, so the ones after are offered too. */
export function nextOf(visit: HomeVisit, who: Who): Next {
  if (over(visit)) return { main: 'done', also: [] };
  if (!mine(visit, who.worker)) return { main: 'wait', also: [] };
  const spoke: Step[] = who.health && !visit.spoke_at ? ['spoke'] : [];
  switch (visit.state) {
    case 'open':
    case 'sent':
      return { main: 'accept', also: [...spoke, 'give_back'] };
    case 'accepted':
      return { main: 'set_out', also: [...spoke, 'give_back'] };
    case 'on_the_way':
      return { main: 'arrive', also: [...spoke, 'give_back', 'no_show'] };
    case 'arrived':
      return atTheBedside(visit, spoke);
    case 'aboard':
      return { main: 'at_centre', also: [...spoke, 'hand_on'] };
    case 'at_centre':
      return visit.care_ended_at
        ? { main: 'set_off_home', also: ['home', 'hand_on'] }
        : { main: 'care_ended', also: [...spoke, 'hand_on'] };
    default:
      return { main: 'home', also: ['hand_on'] };
  }
}

function atTheBedside(visit: HomeVisit, spoke: Step[]): Next {
  if (visit.kind === 'transport_request')
    return { main: 'aboard', also: [...spoke, 'done_on_spot', 'hand_on', 'no_show'] };
  if (spoke.length > 0) return { main: 'spoke', also: ['aboard', 'done_on_spot', 'hand_on', 'no_show'] };
  return { main: 'aboard', also: ['done_on_spot', 'hand_on', 'no_show'] };
}

/** Where on its way a visit is, for the row of steps: 0 called, 1 on the way, 2 there, 3 with us until home, 4 over. */
export function stageOf(visit: HomeVisit): number {
  return (
    { open: 0, sent: 0, accepted: 0, on_the_way: 1, arrived: 2, aboard: 3, at_centre: 3, returning: 3 }[
      visit.state as 'open'
    ] ?? 4
  );
}

/** Steps that count only with a health worker beside: a driver says so when he is alone. */
export const WITNESSED: Step[] = ['set_out', 'arrive', 'aboard', 'done_on_spot'];

/** The watch of a worker that runs. */
export function watchOf(rows: Tables, worker: string): LoneWatch | undefined {
  return rows
    .where('lone_watch', (w) => w.worker === worker && w.state !== 'ended')
    .sort((a, b) => b.since.localeCompare(a.since))[0];
}
