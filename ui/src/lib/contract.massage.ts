/** The rows of baby massages at home: bookings, the cadres' weeks, who stands in for whom. Days are civil days. */
import type { Id, Place, Stamp } from './contract';

export type MassageState =
  | 'asked'
  | 'booked'
  | 'on_way'
  | 'started'
  | 'done'
  | 'stopped'
  | 'not_home'
  | 'cancelled'
  | 'lapsed'
  | 'referred'
  | 'to_move'
  | 'waiting';
export type MassageOfferWhy = 'immunised' | 'substitute' | 'weather' | 'breakdown' | 'coordinator' | 'wished';

export interface MassageChild {
  id: Id;
  name?: string;
  born?: string;
  sex?: string;
}
export interface MassageBooking {
  id: Id;
  number: number;
  parent: Id;
  parent_name?: string;
  parent_phone?: string;
  children?: MassageChild[];
  village: Id;
  place?: Place;
  cadre?: Id;
  cadre_name?: string;
  day: string;
  from?: Stamp;
  to?: Stamp;
  state: MassageState;
  door: 'page' | 'cadre' | 'desk';
  /** What the safety questions allow only in part. */
  limits?: ('no_belly' | 'stroking_only' | 'short')[];
  verdict: string;
  hold_until?: Stamp;
  /** The first booking of a course, and the place in it. */
  course?: Id;
  nth: number;
  /** What the visit costs the family (rupiah); none: nothing. */
  fee?: number;
  /** Another slot that the parent has not said yes to. */
  offer?: { from?: Stamp; to?: Stamp; day?: string; until?: Stamp; why?: MassageOfferWhy };
  offer_cadre?: Id;
  offer_name?: string;
  made_at: Stamp;
  ended_at?: Stamp;
  why?: string;
  /** Since when nobody has set out for it in time. */
  late_at?: Stamp;
  /** What a family that waits wishes for: weekdays (1 Monday to 7), part of the day, one cadre; no day or part: any. */
  wish?: {
    days?: number[];
    part?: 'morning' | 'afternoon';
    cadre?: Id;
    until: string;
    /** Since when it has its place, and how many offers it let pass without a word. */
    since?: Stamp;
    missed?: number;
  };
}
export interface MassageHours {
  weekday: number;
  from: string;
  to: string;
}
export type MassageOffWhy = 'ill' | 'leave' | 'other';
export interface MassageRoster {
  /** The cadre's. */
  id: Id;
  name: string;
  hours: MassageHours[];
  off: { from: string; to: string; why: MassageOffWhy }[];
  own_bike: boolean;
}
export interface MassageSubstitute {
  id: Id;
  cadre: Id;
  cadre_name: string;
  for?: Id;
  for_name?: string;
  village: Id;
  from: string;
  to: string;
  ended_at?: Stamp;
}
/** What happened at the door and in the house; its id is the booking's. */
export interface MassageVisit {
  id: Id;
  cadre: Id;
  day?: string;
  set_out_at?: Stamp;
  screened_at?: Stamp;
  /** What the questions at the door came to, and which rows of the table spoke. */
  verdict?: string;
  rows?: string[];
  started_at?: Stamp;
  ended_at?: Stamp;
  did?: string[];
  taught?: string[];
  /** The parent can do it alone now. */
  alone?: boolean;
  note?: string;
  stop_why?: string;
  request?: Id;
  case?: Id;
  stars?: number;
  word?: string;
  rated_by?: string;
  rated_at?: Stamp;
}
/** The price of a visit that was done: with the cadre, owed by the family, or let go. Rupiah. */
export interface MassageFee {
  id: Id;
  number: number;
  day: string;
  cadre: Id;
  cadre_name: string;
  fund: string;
  amount: number;
  state: 'paid' | 'owed' | 'waived';
  at: Stamp;
  settled_at?: Stamp;
  reason?: string;
  /** What settled it, for who takes that back. */
  entry?: Id;
}
/** A home to which a cadre does not go, or not alone: between her and the desk. */
export interface MassageRefusal {
  id: Id;
  cadre: Id;
  /** The family's; none: not heard by the health centre yet. */
  parent?: Id;
  booking: Id;
  want: 'refuse' | 'company';
  note?: string;
  said_at: Stamp;
}
/** Who comes along to a visit; each naming is a row of its own. Home and family are told until it ends. */
export interface MassageCompany {
  id: Id;
  booking: Id;
  companion: Id;
  companion_name: string;
  cadre: Id;
  cadre_name: string;
  parent_name?: string;
  village?: Id;
  place?: Place;
  day: string;
  from: Stamp;
  to: Stamp;
  said_at: Stamp;
  ended_at?: Stamp;
  why?: 'over' | 'desk' | 'replaced' | 'moved' | 'ended' | 'absent';
}
/** What keeps one cadre, or all, from coming on a day; offered and unplaced are bookings. */
export interface MassageDisruption {
  id: Id;
  cadre?: Id;
  cadre_name?: string;
  day: string;
  from: Stamp;
  until: Stamp;
  why: 'rain' | 'flood' | 'breakdown' | 'ill' | 'late';
  offered: Id[];
  unplaced: Id[];
  said_at: Stamp;
  ended_at?: Stamp;
}
export interface MassageRows {
  massage_booking: MassageBooking;
  massage_roster: MassageRoster;
  massage_substitute: MassageSubstitute;
  massage_disruption: MassageDisruption;
  massage_visit: MassageVisit;
  massage_refusal: MassageRefusal;
  massage_fee: MassageFee;
  massage_company: MassageCompany;
}
