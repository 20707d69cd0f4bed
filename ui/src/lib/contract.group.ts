/** The rows of the support groups: groups, members, meetings, problems and what helped. Days are civil, YYYY-MM-DD. */
import type { Id, Stamp } from './contract';

export interface SupportGroup {
  id: Id;
  number: number;
  name: string;
  village: Id;
  posyandu?: Id;
  leader?: Id;
  leader_name?: string;
  coach?: Id;
  coach_name?: string;
  state: 'active' | 'closed';
  founded_on: string;
  closed_on?: string;
  why?: string;
  met_on?: string;
  /** Since when it has not met as it should; empty: it is awake. */
  asleep_on?: string;
}
export type MemberState =
  'waiting' | 'to_invite' | 'invited' | 'member' | 'declined' | 'left' | 'finished' | 'ended';
/** How the five questions were answered; without a day they were not asked. */
export interface Knowledge {
  on?: string;
  answers?: string[];
  score: number;
}
export interface GroupMember {
  id: Id;
  group?: Id;
  mother: Id;
  mother_name: string;
  first_name: string;
  village: Id;
  babies: { id: Id; name: string; born: string }[];
  due_on?: string;
  born?: string;
  finish_on?: string;
  state: MemberState;
  since_on: string;
  why?: string;
  /** The day by which she is to be invited. */
  invite_by?: string;
  has_phone: boolean;
  way?: string;
  invited_on?: string;
  joined_on?: string;
  joining: Knowledge;
  six_months: Knowledge;
}
export interface GroupMeeting {
  id: Id;
  group: Id;
  village: Id;
  on: string;
  /** HH:MM on the wall of the health centre. */
  from?: string;
  place?: string;
  topics: string[];
  state: 'planned' | 'held' | 'cancelled';
  why?: string;
  came: number;
  /** With how many members somebody of the family was there. */
  family: number;
  note?: string;
  photo?: string;
  by_name?: string;
}
export interface GroupAttendance {
  id: Id;
  meeting: Id;
  group: Id;
  member: Id;
  on: string;
  came: string[];
  photo_yes: boolean;
}
/** What a mother had, what was tried, what helped; no names. */
export interface Experience {
  id: Id;
  village: Id;
  problem: string;
  /** The baby's age in full months; -1 where it was not said. */
  month: number;
  what?: string;
  tried?: string;
  helped?: string;
  state: 'draft' | 'approved' | 'hidden';
  /** How many problems were solved with it. */
  times: number;
  by_name?: string;
  from?: Id;
  why?: string;
  /** A mother has told it herself, on her page. */
  own?: boolean;
  /** Words that seem to be names, while it waits for the midwife. */
  names?: string[];
}
export interface MemberProblem {
  id: Id;
  mother: Id;
  mother_name: string;
  baby?: Id;
  member?: Id;
  village: Id;
  code: string;
  month: number;
  signs: string[];
  words?: string;
  state: 'open' | 'answered' | 'solved' | 'unsolved';
  told_at: Stamp;
  by_name?: string;
  /** The day by which somebody answers, or looks again. */
  due_on?: string;
  advice?: string;
  tried?: Id;
  passed_at?: Stamp;
  why?: string;
  request?: Id;
  helped_by?: Id;
}
/** What mothers are told who gave other food for a reason: the midwife's word. */
export interface HelpSentence {
  id: Id;
  reason: string;
  state: 'approved' | 'withdrawn';
  words?: string;
  by_name?: string;
  at: Stamp;
}
export interface GroupRows {
  support_group: SupportGroup;
  group_member: GroupMember;
  group_meeting: GroupMeeting;
  group_attendance: GroupAttendance;
  experience: Experience;
  help_sentence: HelpSentence;
  member_problem: MemberProblem;
}
