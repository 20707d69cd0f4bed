/** The kenthongan at old people's houses, and who is called when one is heard. Days are YYYY-MM-DD. */
import type { Id, Stamp } from './contract';

/** What a post lacks; untested is reckoned from test_due and the day. */
export type AlarmWant = 'elder_gone' | 'cannot_strike' | 'too_few' | 'unheard' | 'untested';
/** How a neighbour agrees to be called. */
export const ALARM_CONSENTS = ['spoken', 'signature', 'thumbprint', 'witness', 'paper'] as const;
export const ALARM_MEANINGS = [
  'old_needs_help',
  'danger',
  'death',
  'thief',
  'fire',
  'disaster',
  'livestock',
  'accident',
  'safe',
  'other',
] as const;

export interface AlarmResponder {
  id: Id;
  name: string;
  phone: string;
  order: number;
  /** Empty: has not agreed yet and is not called. */
  consent: string;
  consent_on?: string;
}
export interface AlarmPost {
  /** The house's. */
  id: Id;
  house: Id;
  house_code: string;
  elder?: Id;
  elder_name: string;
  village: Id;
  home?: { lat: number; lon: number };
  installed_on: string;
  state: 'up' | 'removed';
  can_strike: boolean;
  tested_on: string;
  heard_by: Id[];
  test_due: string;
  elder_gone: '' | 'died' | 'moved';
  consenting: number;
  responders: AlarmResponder[];
  wants: AlarmWant[];
}
/** One sounding; its id is the request's that it opened. */
export interface AlarmSounding {
  id: Id;
  post: Id;
  house_code: string;
  elder_name: string;
  village: Id;
  /** The request that stands for it. */
  root: Id;
  state: 'calling' | 'answered' | 'desk' | 'over';
  at: Stamp;
  round: number;
  calls: number;
  going?: Id;
  going_name?: string;
  going_at?: Stamp;
  heard: number;
  over_at?: Stamp;
  over_why?: string;
}
export interface AlarmCall {
  id: Id;
  case: Id;
  post: Id;
  responder?: Id;
  responder_name: string;
  phone?: string;
  n: number;
  round: number;
  order: number;
  state: 'calling' | 'going' | 'cannot' | 'no_answer' | 'stopped';
  at: Stamp;
  answer_by: Stamp;
  answered_at?: Stamp;
  how?: string;
}
export interface AlarmCode {
  id: Id;
  village: Id;
  pattern: string;
  meaning: (typeof ALARM_MEANINGS)[number];
  words?: string;
}
export interface AlarmRows {
  alarm_post: AlarmPost;
  alarm: AlarmSounding;
  alarm_call: AlarmCall;
  alarm_code: AlarmCode;
}
