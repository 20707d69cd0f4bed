/** The rows of rice: what is owed for a missed promise, who handed it over, and the fund. Weights in grams. */
import type { Id, Stamp } from './contract';

/** withheld: the patient has died, and the head has not offered it yet. */
export type RiceState = 'owed' | 'given' | 'struck' | 'reversed' | 'withheld';
export interface RiceDebt {
  id: Id;
  /** That of the request. */
  number: string;
  case: Id;
  /** Of the request that stands for it, when it was merged. */
  root_number?: string;
  patient_name?: string;
  village?: Id;
  grams: number;
  rule?: 'fetch' | 'respond' | 'return';
  state: RiceState;
  /** Why it was struck. */
  proof?: 'token' | 'patient' | 'call_back' | 'merged' | '';
  /** The team's phones have not all spoken since the deadline: proof may still come. */
  waiting_report?: boolean;
  /** The patient has died; the head has offered it all the same. */
  silent?: boolean;
  offered?: boolean;
  due?: Stamp;
  owed_at?: Stamp;
  ended_at?: Stamp;
  given_at?: Stamp;
  given_by_name?: string;
  carriers?: Id[];
  carrier_names?: string[];
  reason?: string;
  handover?: Id;
}
export interface RiceHandover {
  id: Id;
  debt: Id;
  worker_name?: string;
  at: Stamp;
  recorded_at?: Stamp;
  grams: number;
  to: 'patient' | 'beside';
  name?: string;
  lat?: number;
  lon?: number;
  photo?: string;
  signature?: string;
  state: 'counted' | 'in_review' | 'same' | 'again' | 'undone';
  why?: string;
}
export interface RiceLine {
  id: Id;
  kind: 'gift' | 'purchase' | 'count';
  what: 'rice' | 'money';
  grams: number;
  rupiah: number;
  class?: string;
  purpose?: 'promise' | 'other';
  name?: string;
  batch?: string;
  note?: string;
  reason?: string;
  counted: number;
  on: string;
  at: Stamp;
  undone?: boolean;
}
export interface RiceBatch {
  id: Id;
  source: string;
  grams: number;
  /** Below zero: handed out before it was written down. */
  left: number;
  rupiah: number;
  name?: string;
  batch?: string;
  on: string;
  /** Given for another purpose, not used here. */
  other?: boolean;
}
export interface RiceRows {
  rice_debt: RiceDebt;
  rice_handover: RiceHandover;
  rice_line: RiceLine;
  rice_batch: RiceBatch;
}
