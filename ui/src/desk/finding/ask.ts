// What the pages of findings ask the server; each rejects with a Problem, or with whatever a missing line throws.
import { json } from '../../lib/api';
import type { AidRow } from '../../lib/contract';

export interface Ages {
  kind: string;
  village: string;
  open: number;
  overdue: number;
  /** By age in days: 0 to 7, 8 to 30, 31 to 90, over 90. */
  counts: number[];
  oldest: number;
}
export interface Ageing {
  buckets: number[];
  rows: Ages[];
  total: Ages;
}
export interface AidCheck {
  months: number;
  twins: AidRow[];
}

export const ageing = (): Promise<Ageing> => json<Ageing>('GET', 'findings/ageing');

export const aidBefore = (ask: { household?: string; person?: string; kind: string; on: string }) =>
  json<AidCheck>('GET', 'aid/check?' + new URLSearchParams(ask));
