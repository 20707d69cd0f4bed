/** The rows of what was found on the way, and of what households were given. */
import type { Id, Stamp } from './contract';

export type FindingKind =
  'house' | 'latrine' | 'water' | 'food' | 'waste' | 'forest' | 'river_bank' | 'railway' | 'other';
export type FindingState = 'open' | 'coordinated' | 'closed';
export interface FindingLine {
  id: Id;
  kind: string;
  code?: string;
  at: Stamp;
  recorded_at: Stamp;
  by_name?: string;
  to_name?: string;
  due_on?: string;
  letter?: number;
  agency?: string;
  note?: string;
  photo?: string;
  photo_state?: 'hidden' | 'erased' | '';
}
export interface FindingRow {
  id: Id;
  number: string;
  kind: FindingKind;
  state: FindingState;
  village: Id;
  house?: Id;
  house_code?: string;
  household?: Id;
  where?: string;
  place?: { lat: number; lon: number };
  what?: string;
  photo?: string;
  owner: Id;
  owner_name: string;
  found_by: Id;
  found_by_name: string;
  found_at: Stamp;
  visit?: Id;
  agency?: string;
  contact?: string;
  ask?: string;
  /** YYYY-MM-DD: the day of the follow-up. */
  due_on: string;
  letters: number;
  reminders: number;
  overdue: boolean;
  closed_at?: Stamp;
  reason?: string;
  words?: string;
  evidence?: string;
  photos_hidden?: number;
  timeline: FindingLine[];
}
export interface AidRow {
  id: Id;
  household: Id;
  head_name?: string;
  house_code?: string;
  village: Id;
  kind: string;
  giver?: string;
  quantity?: string;
  on: string;
  by_name?: string;
  recorded_at?: Stamp;
  /** Aid of the same kind that the household had shortly before or after. */
  twin?: Id;
  undone?: boolean;
  reason?: string;
}
export interface FindingRows {
  finding: FindingRow;
  aid: AidRow;
}
