/** What a complaint is on top of a case: who sees it is the head, or whoever keeps one about a head. */
import type { Id, Stamp } from './contract';

export interface ComplaintFields {
  /** The workers complained of: they never see it. */
  against?: { id: Id; name: string }[];
  /** One of them is head: its owner alone has it. */
  against_head?: boolean;
  answer?: string;
  /** Of the answer since it was last opened. */
  answered_at?: Stamp;
  answered_by_name?: string;
  answer_told?: string;
}

export const COMPLAINT_KINDS = [
  'complaint_asked_to_pay',
  'complaint_late',
  'complaint_conduct',
  'complaint_place',
  'complaint',
] as const;
/** The doors a desk writes down; a family's page says its own. */
export const COMPLAINT_DOORS = [
  'desk',
  'phone',
  'letter_box',
  'whatsapp',
  'letter',
  'call_centre',
  'health_office',
  'regent',
] as const;
export const TOLD = ['spoken', 'message', 'letter', 'page'] as const;
