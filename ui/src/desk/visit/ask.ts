// What the desk asks the server about requests; each rejects with a Problem, or with whatever a missing line throws.
import { json } from '../../lib/api';
import type { Id, Stamp } from '../../lib/contract';
import type { Sign } from '../../lib/visit';

/** One team at one place in its order, as the planner reckons it. */
export interface Option {
  team: Id;
  team_name: string;
  call_sign: string;
  health_worker: boolean;
  /** Its place in the team's list, 1 first; `ahead` is how many the team has. */
  order: number;
  ahead: number;
  set_out: Stamp;
  there: Stamp;
  /** The hour that 80 of 100 days keep. */
  slow: Stamp;
  /** Promises of everybody the teams go to that are kept and broken if it goes. */
  kept: number;
  broken: number;
  breaks: { visit: Id; number: string }[] | null;
  position_known: boolean;
}
export interface Suggestion {
  options: Option[] | null;
  /** Teams on duty that cannot go: room, road, closed, duty or vehicle. */
  unfit: { team: Id; team_name: string; why: string }[] | null;
  place_known: 'exact' | 'village' | 'no';
}
/** The table of danger signs in force, and who has put their name under it. */
export interface Triage {
  signs: Sign[];
  /** It decides the colour; until then the operator does. */
  live: boolean;
  version: number;
  emergency_number: string;
  emergency_tested_on?: string;
  /** What waits for signatures; the same as `signs` once both are there. */
  newest?: Sign[];
  newest_version?: number;
  digest?: string;
  head?: Signature;
  health?: Signature;
  demo?: boolean;
  may_head?: boolean;
  may_health?: boolean;
}
export interface Signature {
  name: string;
  at: Stamp;
}

export const suggestion = (request: Id): Promise<Suggestion> =>
  json<Suggestion>('GET', 'suggest/visit/' + encodeURIComponent(request));

const KEPT = 'sambang.triage';
/** The table as it was read last, so that a desk without a line still has its signs. */
export async function triage(): Promise<Triage> {
  try {
    const table = await json<Triage>('GET', 'triage');
    localStorage.setItem(KEPT, JSON.stringify(table));
    return table;
  } catch (error) {
    const kept = localStorage.getItem(KEPT);
    if (!kept) throw error;
    return JSON.parse(kept) as Triage;
  }
}
