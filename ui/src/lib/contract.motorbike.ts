/** The rows of the motorbikes that cadres share: whose they are, who has which when, how far they went. Days are civil days. */
import type { Id } from './contract';

export type PartnerKind = 'hospital' | 'sub_district' | 'posyandu';
export type PartnerRole = 'founder' | 'trainer' | 'lender';
export interface MassagePartner {
  id: Id;
  name: string;
  kind: PartnerKind;
  roles: PartnerRole[];
  /** Since when it is no partner any more. */
  ended_on?: string;
}
export interface Motorbike {
  id: Id;
  /** The partner whose it is; none: the health centre's own. */
  lender?: Id;
  name: string;
  /** What the odometer should say: the last reading and the trips since then. */
  km: number;
  read_km: number;
  read_on?: string;
  serviced_on?: string;
  service_on?: string;
  service_km?: number;
  holders: Id[];
  state: 'active' | 'retired';
  why?: string;
}
export interface MotorbikeLoan {
  id: Id;
  motorbike: Id;
  worker: Id;
  worker_name: string;
  from: string;
  to: string;
  back_on?: string;
  overdue?: boolean;
  /** What the odometer said when it was given back. */
  odometer?: number;
}
export interface MotorbikeTrip {
  id: Id;
  motorbike: Id;
  worker: Id;
  on: string;
  km: number;
  source: 'told' | 'tracking';
  corrected_on?: string;
}
export interface MotorbikeRows {
  massage_partner: MassagePartner;
  massage_motorbike: Motorbike;
  massage_loan: MotorbikeLoan;
  massage_trip: MotorbikeTrip;
}
