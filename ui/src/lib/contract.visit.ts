/** The rows of Kunjungan: requests on their way, who goes, with what, and where no road leads. */
import type { Id, Stamp } from './contract';

/** red goes first, whatever its clock; the colour is the queue, the deadlines are the promise. */
export type Colour = 'red' | 'yellow' | 'green';
/** What a request is on top of a case: a `need_case` with `request`. */
export interface RequestFields {
  request?: boolean;
  patient_name?: string;
  patient_phone?: string;
  /** As it was said: hamlet, RT RW, what one sees from the road. */
  where?: string;
  house?: Id;
  home?: { lat: number; lon: number };
  sign?: string;
  colour?: Colour | '';
  colour_by?: 'table' | 'operator' | '';
  /** The earliest evidence: from here the clocks run. */
  started_at?: Stamp;
  call_sign?: string;
  slip?: number;
  /** The case it went into, when it was the same event. */
  merged?: Id;
  merged_number?: string;
  /** How many reported it. */
  reports?: number;
  want_at?: Stamp;
  needs?: string[];
  /** Until when the sign wants somebody there. */
  sign_due?: Stamp;
  /** The emergency number was called. */
  called?: boolean;
  /** How many came by the same telephone or page in the hour before. */
  doubt?: number;
  /** Sent from far from the house whose sticker was read. */
  differs?: boolean;
  /** Too many wrong codes: only a call-back confirms anything. */
  code_locked?: boolean;
  patient_died?: boolean;
}

export type VisitState =
  'open' | 'sent' | 'accepted' | 'on_the_way' | 'arrived' | 'aboard' | 'at_centre' | 'returning' | 'done';
export type PromiseState = 'running' | 'kept' | 'late' | 'cancelled' | 'struck';
/** A journey to a request; its id is the request's. */
export interface HomeVisit {
  id: Id;
  number: string;
  kind: 'visit_request' | 'transport_request';
  state: VisitState;
  outcome?: string;
  colour?: Colour | '';
  sign?: string;
  village: Id;
  /** Who of the register it is, where somebody has found out. */
  person?: Id;
  patient_name?: string;
  patient_phone?: string;
  where?: string;
  home?: { lat: number; lon: number };
  what?: string;
  team?: Id;
  team_name?: string;
  call_sign?: string;
  workers?: Id[];
  vehicle?: Id;
  vehicle_name?: string;
  want_at?: Stamp;
  needs?: string[];
  respond?: Id;
  respond_due?: Stamp;
  respond_state?: PromiseState;
  fetch?: Id;
  fetch_due?: Stamp;
  fetch_state?: PromiseState;
  return?: Id;
  return_due?: Stamp;
  return_state?: PromiseState;
  opened_at: Stamp;
  started_at?: Stamp;
  sent_at?: Stamp;
  accepted_at?: Stamp;
  set_out_at?: Stamp;
  spoke_at?: Stamp;
  arrived_at?: Stamp;
  aboard_at?: Stamp;
  at_centre_at?: Stamp;
  care_ended_at?: Stamp;
  set_off_at?: Stamp;
  home_at?: Stamp;
  ended_at?: Stamp;
  handed_to?: string;
  handed_name?: string;
  /** Its place in its team's list, 1 first. */
  order?: number;
  health_worker?: boolean;
  /** What the patient needs and the team's vehicle does not carry. */
  misfit?: string[];
  /** The request it was found to be; its work is that one's. */
  merged?: Id;
  /** What speaks against reports of it. */
  doubts?: string[];
  /** The patient has died: nothing is said by itself. */
  silent?: boolean;
}
export interface HomeVisitStep {
  id: Id;
  visit: Id;
  kind: string;
  code?: string;
  note?: string;
  doubts?: string[];
  at: Stamp;
  recorded_at: Stamp;
  by_name?: string;
  late?: boolean;
}
export interface TeamMember {
  id: Id;
  name: string;
  role: string;
}
export interface Team {
  id: Id;
  name: string;
  call_sign?: string;
  members: TeamMember[];
  vehicle?: Id;
  vehicle_name?: string;
  base?: Id;
  base_name?: string;
  vehicle_state?: string;
  from: Stamp;
  to: Stamp;
  state: string;
  /** Somebody of it may count as a health worker. */
  health_worker?: boolean;
}
export interface Vehicle {
  id: Id;
  name: string;
  call_sign?: string;
  seats?: number;
  stretcher?: boolean;
  wheelchair?: boolean;
  roads?: string[];
  state: string;
}
/** Where teams wait. */
export interface Base {
  id: Id;
  village?: Id;
  label: string;
  lat?: number;
  lon?: number;
  state: string;
}
/** A road or bridge nobody can use. */
export interface RoadClosure {
  id: Id;
  label: string;
  village?: Id;
  lat?: number;
  lon?: number;
  from?: Stamp;
  until?: Stamp;
  reason?: string;
  state: string;
}
/** Somebody who works alone and said when to be back. */
export interface LoneWatch {
  id: Id;
  worker: Id;
  worker_name: string;
  since: Stamp;
  expected_end: Stamp;
  state: 'going' | 'overdue' | 'help' | 'ended';
}
/** Who has the desk now. */
export interface DeskDuty {
  id: Id;
  worker?: Id;
  worker_name: string;
  since: Stamp;
  state?: 'held' | 'offered';
  /** Who is to receive it. */
  to?: Id;
  to_name?: string;
  offered_at?: Stamp;
}
export interface VisitRows {
  home_visit: HomeVisit;
  home_visit_step: HomeVisitStep;
  team: Team;
  vehicle: Vehicle;
  base: Base;
  road_closure: RoadClosure;
  lone_watch: LoneWatch;
  desk_duty: DeskDuty;
}
