// What the page of the rounds asks the server; each rejects with a Problem, or with whatever a missing line throws.
import type { Id, Stamp } from '../../lib/contract';
import type { Round } from '../../lib/contract.rounds';
import { json } from '../../lib/api';
import { standing } from '../../lib/rounds';

export interface RoundOrder {
  today: string;
  near: boolean;
  lines: { person: Id; late: number; waits: number; metres: number }[];
}
export interface Filling {
  team: Id;
  from: Stamp;
  until: Stamp;
  stops: { person: Id; late: number; there: Stamp; metres: number }[];
  why?: 'nobody_due' | 'no_time' | 'no_health_worker';
}
export interface Narrow {
  village: string;
  group: string;
  near: string;
}

function query(by: Narrow): string {
  const q = new URLSearchParams();
  for (const [key, value] of Object.entries(by)) if (value) q.set(key, value as string);
  return q.toString();
}

export const orderOf = (by: Narrow): Promise<RoundOrder> => json<RoundOrder>('GET', 'rounds?' + query(by));
export const fillingOf = (team: Id): Promise<Filling> => json<Filling>('GET', 'suggest/rounds/' + team);
export const paper = (by: Narrow, kind: 'pdf' | 'xlsx', language: string): string =>
  `/api/v1/rounds/list.${kind}?${query(by)}&lang=${language}`;

export const SHOWN = ['open', 'late', 'planned', 'paused', 'all'] as const;
export type Shown = (typeof SHOWN)[number];

/** Whether somebody stands in a part of the list: open are those to be visited now, late or not. */
export function isIn(round: Round, part: Shown, today: string): boolean {
  const now = standing(round, today);
  return part === 'all' || (part === 'open' ? now === 'late' || now === 'due' : now === part);
}
