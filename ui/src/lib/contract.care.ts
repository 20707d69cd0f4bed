/** The rows of the visit record: what was found and done with one person at one visit, one row a version. */
import type { Id, Stamp } from './contract';

export const RECORD_KINDS = ['general', 'antenatal', 'postnatal', 'newborn', 'child', 'elder'] as const;
export type RecordKind = (typeof RECORD_KINDS)[number];

/** What was measured, whole numbers in the unit of the name: tenths of a degree, grams, millimetres. */
export interface Vitals {
  systolic_mmhg?: number;
  diastolic_mmhg?: number;
  pulse_per_min?: number;
  breaths_per_min?: number;
  temperature_tenths?: number;
  saturation_percent?: number;
  glucose_mg_dl?: number;
  weight_g?: number;
  length_mm?: number;
  /** The length was taken lying: under two years it is, and it reads 7 mm longer. */
  lying?: boolean;
  muac_mm?: number;
}
export interface Antenatal {
  code?: string;
  weeks?: number;
  fundal_mm?: number;
  heartbeat_per_min?: number;
  urine_protein?: string;
  haemoglobin_tenths?: number;
  position?: string;
  book_seen?: boolean;
}
export interface Elder {
  falls?: number;
  memory?: string;
  meals_per_day?: number;
  looked_after_by?: string;
  walks?: string;
}
export interface Given {
  code: string;
  quantity: number;
  /** Its name and unit as the list of the facility had them, where the reader may see it. */
  name?: string;
  unit?: string;
}
export interface VisitRecord {
  id: Id;
  person: Id;
  person_name: string;
  village: Id;
  kind: RecordKind;
  /** The civil day of the visit. */
  on: string;
  place?: 'home' | 'centre' | 'post';
  visit?: Id;
  round?: Id;
  vitals?: Vitals;
  antenatal?: Antenatal;
  postnatal?: { code?: string };
  newborn?: { code?: string };
  elder?: Elder;
  complaint?: string;
  finding?: string;
  advice?: string;
  given: Given[];
  dangers: string[];
  new_cases: string[];
  next_on?: string;
  by: Id;
  by_name: string;
  /** The licence number the signer had; none stands as such on the record. */
  licence?: string;
  version?: number;
  corrects?: Id;
  reason?: string;
  replaced_by?: Id;
  recorded_at: Stamp;
  copied_at?: Stamp;
  copied_by_name?: string;
  /** The request that its danger signs opened or joined. */
  request?: Id;
  request_number?: string;
}
export interface CareRows {
  visit_record: VisitRecord;
}
