/** The rows of the rounds: who is visited without having called, and their visits. Days are civil days, YYYY-MM-DD. */
import type { Id, Stamp } from './contract';

export const ROUND_GROUPS = ['newborn', 'postpartum', 'pregnant', 'child', 'elder'] as const;
export type RoundGroup = (typeof ROUND_GROUPS)[number];
export type RoundOutcome = 'planned' | 'done' | 'not_home' | 'refused' | 'unplanned';

export interface Round {
  /** The person's. */
  id: Id;
  person: Id;
  name: string;
  born?: string;
  village: Id;
  hamlet?: string;
  house_code?: string;
  /** Only for who goes there. */
  home?: { lat: number; lon: number };
  group: RoundGroup;
  groups: RoundGroup[];
  /** round, K1 to K6, KF1 to KF4, KN1 to KN3. */
  code: string;
  last_on?: string;
  /** From when on the next visit is to be made, until when its window is open, from when on it is late. */
  due_on: string;
  until_on?: string;
  late_from: string;
  /** Codes whose window passed without a visit. */
  missed: string[];
  /** The day on which she expects a birth. */
  expected?: string;
  /** Nobody is to be sent now. */
  paused?: 'hospital' | 'mourning' | '';
  at_risk?: boolean;
  visit?: Id;
  planned_on?: string;
  planned_for: Id[];
  planned_names: string[];
  last_outcome?: RoundOutcome;
  not_home_count?: number;
  refused_on?: string;
}
export interface RoundVisit {
  id: Id;
  person: Id;
  person_name: string;
  village: Id;
  group?: RoundGroup;
  code?: string;
  planned_on?: string;
  team?: Id;
  workers: Id[];
  outcome: RoundOutcome;
  why?: string;
  on?: string;
  by_name?: string;
  at: Stamp;
}
export interface RoundRows {
  round: Round;
  round_visit: RoundVisit;
}
