/**
 * The rows, answers and verbs as the server speaks them. Instants are RFC 3339 text in UTC, durations seconds, rupiah
 * integers, ids 26 characters of lower-case base32.
 */
import type { CareRows } from './contract.care';
import type { ComplaintFields } from './contract.complaint';
import type { FindingRows } from './contract.finding';
import type { AlarmRows } from './contract.alarm';
import type { GraduationRows } from './contract.graduation';
import type { RiceRows } from './contract.rice';
import type { GroupRows } from './contract.group';
import type { LeadRows } from './contract.lead';
import type { MassageRows } from './contract.massage';
import type { MotorbikeRows } from './contract.motorbike';
import type { PlanRows } from './contract.plan';
import type { RoundRows } from './contract.rounds';
import type { TrainingRows } from './contract.training';
import type { TravelRows } from './contract.travel';
import type { StickerRows } from './contract.sticker';
import type { FleetRows } from './contract.fleet';
import type { RequestFields, VisitRows } from './contract.visit';
import type { WeighingRows } from './contract.weighing';
export type * from './contract.finding';
export type * from './contract.rice';
export type * from './contract.visit';

export type Id = string;
/** RFC 3339 with milliseconds, UTC. */
export type Stamp = string;

export interface Place {
  label: string;
  note: string;
  lat: number;
  lon: number;
  village: string;
}
export interface Village {
  id: string;
  name: string;
  lat: number;
  lon: number;
}
export interface Certificate {
  course: string;
  number: string;
  valid_from: string;
  valid_to: string;
  state: 'valid' | 'lapsed' | 'withdrawn' | 'coming' | 'none';
  /** Who examined, and the score of 100 where there was one. */
  assessor?: string;
  score?: number | null;
}
export interface Worker {
  id: Id;
  name: string;
  kinds: string[];
  phone: string;
  state: 'active' | 'suspended';
  certificate: Certificate | null;
  appointment: { number: string; valid_from?: string; valid_to: string } | null;
  shift: { from: Stamp; to: Stamp } | null;
  on_job: boolean;
  /** What speaks for and against giving them milk today; nothing for who is no courier. */
  today?: 'fit' | 'suspended' | 'not_certified' | 'not_appointed';
  /** The number under which a health worker practises. */
  licence?: string;
  /** Where a cadre or a midwife goes. */
  villages?: Id[];
}
export interface Recipient {
  id: Id;
  name: string;
  relation: string;
  phone: string;
  active?: boolean;
}
export interface MilkPlace {
  id: Id;
  mother?: Id;
  mother_name: string;
  baby_name: string;
  baby_born: string;
  mother_phone: string;
  village: string;
  state: 'active' | 'paused' | 'ended';
  pickup: Place;
  drop: Place;
  recipients: Recipient[];
  hidden_address: boolean;
  /** By which limits the milk is judged. */
  profile?: 'term' | 'preterm';
  /** What she asked with, and the days of the place's life. */
  application?: Id;
  enrolled_at?: Stamp;
  term_on?: string;
  paused_why?: string;
  paused_until?: string;
  notice?: string;
  ends_on?: string;
  ended_why?: string;
  ended_on?: string;
}
/** A mother who asks for a place. */
export interface Application {
  id: Id;
  number: number;
  mother: Id;
  mother_name: string;
  mother_phone: string;
  babies: { id: Id; name: string; born: string }[];
  village: string;
  state: 'waiting' | 'prepared' | 'admitted' | 'refused' | 'withdrawn';
  channel: 'page' | 'cadre' | 'desk';
  helper?: string;
  applied_on: string;
  days: number[];
  from: string;
  to: string;
  metres: number;
  pickup: Place;
  finish: Place;
  hidden_address: boolean;
  recipients: { id: Id; name: string; relation: string; phone?: string }[];
  posyandu?: 'yes' | 'not_yet';
  posyandu_on?: string;
  posyandu_by?: string;
  prepared_by?: Id;
  prepared_by_name?: string;
  decided_by_name?: string;
  decided_at?: Stamp;
  reason?: string;
  note?: string;
  passed: Id[];
  pass_reason?: string;
  place?: Id;
}
export interface Bottle {
  id: Id;
  label: string;
  volume_ml: number;
  expressed_at: Stamp;
  use_by: Stamp;
  /** The last instant at which anybody may give it, where that is later: between the two it is doubtful. */
  hard_by?: Stamp;
  judged?: 'fit' | 'unfit';
  milk: 'fresh' | 'cooled' | 'frozen' | 'thawed';
  stays?: { place: string; from: Stamp }[];
  readings?: { at: Stamp; c: number; melted?: boolean }[];
  baby_name?: string;
  state: 'declared' | 'carried' | 'quarantined' | 'delivered' | 'returned' | 'discarded';
  holder: 'mother' | 'courier' | 'recipient' | 'none';
  holder_name: string;
}
export type DeliveryState =
  | 'declared'
  | 'handed_over'
  | 'packed'
  | 'on_the_way'
  | 'arrived'
  | 'delivered'
  | 'returned'
  | 'discarded'
  | 'cancelled';
export interface Delivery {
  id: Id;
  place: Id;
  number: string;
  mother_name: string;
  mother_phone: string;
  baby_name: string;
  pickup: Place;
  drop: Place;
  recipients: Recipient[];
  want_pickup_at: Stamp;
  state: DeliveryState;
  job: Id;
  courier: Id;
  courier_name: string;
  bag: string;
  /** Who hands over for the mother, when somebody else does; the desk sees it. */
  handed_by_name?: string;
  bottles: Bottle[];
  /** The way out it goes on; bags of one ride are carried together. */
  ride?: Id;
  declared_at: Stamp;
  handed_over_at?: Stamp | null;
  departed_at?: Stamp | null;
  arrived_at?: Stamp | null;
  ended_at?: Stamp | null;
  eta?: Stamp | null;
  eta_80?: Stamp | null;
  promise: Id;
  fee: { amount: number; state: 'none' | 'earned' | 'held' };
  proven: boolean;
  review: 'open' | 'closed' | '';
  received_by: string;
  temperature_c?: number | null;
  transfer_to?: Id;
  /** The courier may carry no milk any more: the desk is asked, or somebody sees to it. */
  supervision?: 'needed' | 'granted';
  supervisor_name?: string;
  absent_tries: number;
}
export interface Step {
  id: Id;
  delivery: Id;
  at: Stamp;
  /** When the server wrote it down; shown beside `at` in an audit where the row carries it. */
  recorded_at?: Stamp;
  kind: string;
  by: string;
  params: Record<string, string | number>;
  late: boolean;
  /** Taken back by its author; the counter-step stands after it. */
  undone: boolean;
}
export interface Job {
  id: Id;
  kind: string;
  subject: Id;
  state: 'open' | 'offered' | 'accepted' | 'on_the_way' | 'arrived' | 'done' | 'cancelled';
  worker: Id;
  worker_name: string;
  offered_at?: Stamp | null;
  answer_by?: Stamp | null;
  due?: Stamp | null;
  why_none?: string;
  /** Where the load changes hands, of a job to take one over on the way. */
  meet?: Place;
}
export interface Promised {
  id: Id;
  subject: Id;
  kind: string;
  start: Stamp;
  due: Stamp;
  warn_at?: Stamp | null;
  state: 'running' | 'kept' | 'late' | 'cancelled' | 'struck';
  ended_at?: Stamp | null;
  /** Somebody says it was kept and the clock cannot tell: the patient is asked. */
  claimed_at?: Stamp | null;
  /** Kept, but after its deadline. */
  fulfilled_at?: Stamp | null;
  /** Late, and then proved to have been kept. */
  struck_at?: Stamp | null;
  proof?: string;
}
export interface Earning {
  id: Id;
  worker: Id;
  worker_name: string;
  delivery: Id;
  number: string;
  amount: number;
  at: Stamp;
  state: 'earned' | 'held' | 'released' | 'reversed' | 'dropped';
  /** A code: why it is held or was dropped. */
  reason?: string;
  kind?: 'delivery' | 'ride' | 'failed' | 'month';
  /** What each fund bears of it. */
  parts?: Part[];
  entry?: Id;
}
/** What a fund bears of a payment (rupiah). */
export interface Part {
  fund: string;
  amount: number;
}
/** A further source of money; the standing ones have no row. */
export interface Fund {
  id: string;
  kind: string;
  name: string;
}
/** Money or goods that came into a fund; the amount in its unit. */
export interface Receipt {
  id: Id;
  fund: string;
  what: string;
  amount: number;
  unit: string;
  source: string;
  on: string;
  at: Stamp;
}
/** Money or goods given to a worker beside fees. */
export interface Support {
  id: Id;
  worker: Id;
  worker_name: string;
  fund: string;
  what: string;
  amount: number;
  unit: string;
  on: string;
}
export interface StatementLine {
  entry: Id;
  kind: 'delivery' | 'ride' | 'failed' | 'month' | 'support' | 'correction';
  number?: string;
  on: string;
  earlier?: boolean;
  ride?: Id;
  amount: number;
  parts: Part[];
}
export interface HeldLine {
  earning: Id;
  number?: string;
  on: string;
  amount: number;
  reason: string;
}
/** What one worker is due for one month, frozen line by line. */
export interface Statement {
  id: Id;
  number: number;
  worker: Id;
  worker_name: string;
  /** YYYY-MM */
  month: string;
  state: 'prepared' | 'rejected' | 'approved' | 'paid' | 'receipted';
  lines: StatementLine[];
  held: HeldLine[];
  funds: Part[];
  amount: number;
  prepared_by: Id;
  prepared_by_name: string;
  prepared_at: Stamp;
  settled_by_name?: string;
  settled_at?: Stamp;
  reason?: string;
  how?: 'cash' | 'transfer';
  paid_on?: string;
  paid_by_name?: string;
  receipt?: 'app' | 'paper';
  receipt_at?: Stamp;
}
export interface Balance {
  id: string;
  account: string;
  owner: string;
  unit: string;
  amount: number;
  /** Since when a worker carries the oldest rupiah of it. */
  since?: Stamp;
}
/** Money of a fund that a worker handed in: one receipt. Rupiah. */
export interface HandIn {
  id: Id;
  number: number;
  worker: Id;
  worker_name: string;
  fund: string;
  amount: number;
  on: string;
  at: Stamp;
  by_name: string;
  entry: Id;
  /** Two people took it back. */
  undone_at?: Stamp;
}
export interface Review {
  id: Id;
  delivery: Id;
  number: string;
  reasons: string[];
  opened_at: Stamp;
  state: 'open' | 'closed';
  closed_by: string;
  decision: string;
  courier?: Id;
  courier_name?: string;
  /** The reason of the decision; the courier reads it too. */
  note?: string;
  due?: Stamp;
  overdue?: boolean;
  answers?: { id: Id; at: Stamp; words?: string; photo?: string }[];
  /** What the decision pays or drops (rupiah). */
  fee?: number;
  fee_state?: 'none' | 'earned' | 'held';
}
export interface Message {
  id: Id;
  to_name: string;
  to_phone: string;
  kind: string;
  text: string;
  link: string;
  state: 'waiting' | 'sent' | 'called' | 'skipped';
  /** How it went out, or why it was stopped. */
  how: string;
  created_at: Stamp;
  sent_by: string;
  sent_at?: Stamp | null;
  worker: Id;
}
export interface Phone {
  id: Id;
  worker: Id;
  worker_name: string;
  label: string;
  kind: 'traccar' | 'owntracks' | 'app';
  state: 'waiting' | 'active' | 'blocked';
  brand?: string;
  last_seen?: Stamp | null;
  battery?: number | null;
}
export interface Proposal {
  id: Id;
  verb: string;
  state: 'proposed' | 'held' | 'approved' | 'rejected';
  by_name: string;
  at: Stamp;
  summary: string;
  body: Record<string, unknown>;
  /** Whom it is about, where it is about somebody of the register. */
  about?: { person: Id; name: string; what?: string; on?: string };
  /** What a changed policy would be beside what is in force, for who may decide it. */
  change?: {
    section: string;
    /** Of what is in force; 0 is what the program brings. */
    version: number;
    /** The code by which it would be refused as it is. */
    bad?: string;
    changes: { path: string[]; before?: unknown; after?: unknown }[];
  };
}
export interface Account {
  id: Id;
  name: string;
  roles: { role: string; from: string; to: string }[];
  state: string;
}

/** A resident as those who serve the village hold them, also without signal. */
export interface PersonRow {
  id: Id;
  name: string;
  sex?: 'female' | 'male' | '';
  /** YYYY-MM-DD or empty. */
  born?: string;
  born_guessed?: boolean;
  village: string;
  household?: Id;
  relation?: string;
  mother?: Id;
  mother_name?: string;
  guardian?: Id;
  posyandu?: Id;
  ten_house_group?: Id;
  /** The day a birth is expected on (YYYY-MM-DD). */
  due?: string;
  lives_alone?: boolean;
  disabled?: boolean;
  in_hospital?: boolean;
  quiet?: boolean;
  languages?: string;
  phones?: string[];
  house_code?: string;
  address?: string;
  landmark?: string;
  directions?: string;
  home?: { lat: number; lon: number };
  hidden_address?: boolean;
}
/** What a baby was fed in a month of its life; the line that nothing replaces counts. */
export interface Feeding {
  id: Id;
  baby: Id;
  baby_name: string;
  month: number;
  /** Of a reason of health who is neither midwife nor doctor reads not_counted, and nothing more. */
  answer: 'exclusive' | 'not_exclusive' | 'unknown' | 'not_counted';
  medical?: boolean;
  source: 'seen' | 'told' | 'phone';
  /** YYYY-MM-DD. */
  on: string;
  /** The two questions, in the words of `answer`; a line about an earlier month has neither. */
  last_day?: string;
  since_last?: string;
  /** Codes: what was given beside breast milk, by whom, why; the day it began. */
  given?: string[];
  given_since?: string;
  given_by?: string;
  reasons?: string[];
  by_name: string;
  recorded_at: Stamp;
  replaced_by?: Id;
}
export interface Posyandu {
  id: Id;
  village: string;
  name: string;
  open_day: number;
  cadres: Id[];
  closed?: boolean;
}
export interface TenHouseGroup {
  id: Id;
  village: string;
  name: string;
  cadre?: Id;
  closed?: boolean;
}
/** Work that something left for one named person. */
export interface Task {
  id: Id;
  kind: string;
  person: Id;
  person_name: string;
  village: string;
  owner: Id;
  owner_name: string;
  state: 'open' | 'closed';
  opened_at: Stamp;
  /** The civil day it should be done by. */
  due?: string;
  closed_at?: Stamp;
  outcome?: string;
  note?: string;
}

/** One step of a case: who may say that it is done, where it is taken from, and by whom it was done. */
export interface CaseTodo {
  code: string;
  who?: Role;
  authority: string;
  done_at?: Stamp;
  by_name?: string;
}
export interface CaseLine {
  id: Id;
  kind: string;
  code?: string;
  at: Stamp;
  recorded_at: Stamp;
  by_name?: string;
  approver_name?: string;
  to_name?: string;
  note?: string;
  photo?: string;
}
/** What went wrong or what somebody wants, until a person has closed it. */
export interface NeedCase extends RequestFields, ComplaintFields {
  id: Id;
  number: string;
  kind: string;
  about?: Id;
  people: { id: Id; name: string }[];
  phones?: { id: Id; phone: string }[];
  village: string;
  owner: Id;
  owner_name: string;
  door: string;
  state: 'open' | 'closed';
  confidential: boolean;
  complaint: boolean;
  what?: string;
  reporter?: { name?: string; phone?: string };
  opened_at: Stamp;
  opened_by_name?: string;
  due: Stamp;
  promise: Id;
  overdue: boolean;
  closed_at?: Stamp;
  outcome?: string;
  todo: CaseTodo[];
  timeline: CaseLine[];
  whole?: Id;
  whole_number?: string;
  side?: 'source' | 'receiver';
  parts?: { case: Id; number: string; side: string; state: string }[];
  disclosed?: boolean;
  other_names?: string[];
}

/** A cooler box with whose it is. */
export interface Cooler {
  id: Id;
  code: string;
  /** In bottles. */
  capacity: number;
  ice_packs: number;
  state: 'ok' | 'broken' | 'out';
  worker?: Id;
  worker_name?: string;
  since: Stamp;
  recalled?: boolean;
  last_check?: CoolerCheck;
  note?: string;
}
/** One look at a box before the day. No faults: it may carry milk. */
export interface CoolerCheck {
  id: Id;
  cooler: Id;
  worker: Id;
  /** The civil day it was made on. */
  day: string;
  at: Stamp;
  seal_ok: boolean;
  clean: boolean;
  ice_frozen: number;
  temperature_c?: number;
  photo?: string;
  faults: string[];
  late: boolean;
}

/** Every synced table and the shape of its row. */
export type PeriodKind = 'normal' | 'ramadan' | 'school_holiday' | 'shift' | 'leave';
/** What holds for a mother from one civil day to another; weekdays 1 Monday to 7 Sunday, `at` as 11:40. */
export interface SchedulePeriod {
  id?: Id;
  from: string;
  to?: string;
  kind: PeriodKind;
  weekdays: number[];
  at: string;
  start?: Place;
  finish?: Place;
}
/** A mother's schedule; its id is her place's. */
export interface MilkSchedule {
  id: Id;
  courier?: Id;
  courier_name?: string;
  periods: SchedulePeriod[];
  ward?: Place;
  ward_from?: string;
  ward_to?: string;
}
/** A planned pick-up: one mother on one day. */
export interface MilkPickup {
  id: Id;
  place: Id;
  mother_name: string;
  baby_name: string;
  village: string;
  day: string;
  at: Stamp;
  kind: PeriodKind;
  courier?: Id;
  courier_name?: string;
  why_none?: string;
  ride?: Id;
  state: 'planned' | 'declared' | 'skipped' | 'cancelled';
  reason?: string;
  delivery?: Id;
  pickup: Place;
  ward?: boolean;
}
export interface MilkHoliday {
  id: Id;
  day: string;
  kind: 'national' | 'joint_leave' | 'own';
  name: string;
}
export interface MilkAbsence {
  id: Id;
  worker: Id;
  worker_name: string;
  day: string;
  reason: string;
}
/** Empty bottles and ice packs that came back from a ride, with what was expected. */
export interface MilkCount {
  id: Id;
  ride: Id;
  place: Id;
  mother_name: string;
  courier_name: string;
  empties: number;
  expected_empties: number;
  ice_packs: number;
  expected_ice_packs: number;
  at: Stamp;
}
/** Numbered slips that were printed at once; those used or void by number, those missing below the highest. */
export interface SlipBook {
  id: Id;
  from: number;
  to: number;
  printed_at: Stamp;
  printed_by_name?: string;
  used: { number: number; case?: Id }[];
  void: { number: number; why?: string }[];
  missing: number[];
}
export interface Rows
  extends
    AlarmRows,
    StickerRows,
    VisitRows,
    RiceRows,
    RoundRows,
    FleetRows,
    GroupRows,
    LeadRows,
    MassageRows,
    MotorbikeRows,
    CareRows,
    FindingRows,
    GraduationRows,
    PlanRows,
    TrainingRows,
    TravelRows,
    WeighingRows {
  slip_book: SlipBook;
  milk_schedule: MilkSchedule;
  milk_pickup: MilkPickup;
  milk_holiday: MilkHoliday;
  milk_absence: MilkAbsence;
  milk_count: MilkCount;
  village: Village;
  worker: Worker;
  milk_place: MilkPlace;
  milk_application: Application;
  milk_delivery: Delivery;
  milk_step: Step;
  job: Job;
  promise: Promised;
  earning: Earning;
  balance: Balance;
  fund: Fund;
  receipt: Receipt;
  support: Support;
  hand_in: HandIn;
  statement: Statement;
  milk_review: Review;
  message: Message;
  phone: Phone;
  cooler: Cooler;
  cooler_check: CoolerCheck;
  proposal: Proposal;
  staff_account: Account;
  person: PersonRow;
  posyandu: Posyandu;
  ten_house_group: TenHouseGroup;
  task: Task;
  need_case: NeedCase;
  feeding: Feeding;
}
export type Table = keyof Rows;

export type Role =
  | 'head'
  | 'officer'
  | 'dispatcher'
  | 'treasurer'
  | 'midwife'
  | 'doctor'
  | 'nurse'
  | 'courier'
  | 'driver'
  | 'sanitarian'
  | 'nutritionist'
  | 'admin'
  | 'cadre';
export interface Me {
  account: Id;
  worker?: Id;
  name: string;
  roles: Role[];
  facility: {
    id: Id;
    name: string;
    slug: string;
    zone: string;
    demo: boolean;
    service_phone: string;
    emergency_number: string;
  };
  audiences: string[];
  app_version: string;
  tiles?: { url: string; attribution: string };
}

export interface Envelope {
  id: Id;
  verb: string;
  v: 1;
  occurred_at?: Stamp;
  device: string;
  n: number;
  after?: Id[];
  token?: string;
  body: Record<string, unknown>;
}
/** The server's word that it has seen a command, although it could not take it. */
export interface Witness {
  id: Id;
  token: string;
}
export interface Answer {
  id: Id;
  status: 'accepted' | 'refused' | 'held' | 'proposed';
  code?: string;
  seq?: number;
  result?: Record<string, unknown>;
  field?: string;
}
export interface SyncRequest {
  device: string;
  app: '1';
  head: string;
  cursors: Record<string, number>;
  commands: Envelope[];
  limit?: number;
  phone?: PhoneWord;
}
/** What a phone says of itself: what waits on it, its battery (percent, -1 unknown), what its own clock shows. */
export interface PhoneWord {
  unsent: number;
  oldest?: Stamp;
  refused: number;
  battery: number;
  at: Stamp;
}
export interface SyncAnswer {
  head: string;
  now: Stamp;
  token: string;
  answers: Answer[];
  reset: boolean;
  audiences: string[];
  lost: string[];
  changes: { audience: string; tbl: string; id: Id; gone?: boolean }[];
  rows: { tbl: string; id: Id; seq: number; row: Record<string, unknown> }[];
  cursors: Record<string, number>;
  more: boolean;
}
/** A live position; it comes over the event stream only and is never kept. */
export interface Fix {
  worker: Id;
  lat: number;
  lon: number;
  at: Stamp;
  speed_kmh?: number;
  bearing?: number;
  battery?: number;
  stale?: boolean;
}
/** A courier on the way who is not heard of, or whose phone is about to end; live only. */
export interface Silence {
  worker: Id;
  silent: boolean;
  since: Stamp;
  moving: boolean;
  low_battery: boolean;
  battery: number | null;
  network: string;
  brand: string;
}
export interface Problem {
  code: string;
  status: number;
  field?: string;
}
