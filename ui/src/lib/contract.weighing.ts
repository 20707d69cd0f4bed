/** The rows of the scales: a child's growth card and the midwife's list. Days are civil days, YYYY-MM-DD. */
import type { components } from './api.gen';
import type { Id, Stamp } from './contract';

type Line = components['schemas']['health.GrowthLine'];
/** A weighing on the card; grams, tenths of a millimetre, the arm in millimetres. */
export interface GrowthLine extends Line {
  /** Said on this phone and not yet reckoned by the health centre. */
  waiting?: boolean;
}
/** The card of a child of the register (its id is the person's) or of a guest. */
export interface GrowthCard {
  id: Id;
  guest: boolean;
  name: string;
  sex?: string;
  born?: string;
  from?: string;
  village: Id;
  posyandu?: Id;
  last_on?: string;
  /** The earliest first; corrected ones are not among them. */
  lines: GrowthLine[];
}
/** An entry of the midwife's list: why a child is to be looked at, and what became of it. */
export interface GrowthConcern {
  id: Id;
  child: Id;
  guest: boolean;
  name: string;
  sex?: string;
  born?: string;
  village: Id;
  posyandu?: Id;
  weighing: Id;
  /** The gravest first. */
  reasons: string[];
  urgent: boolean;
  since: string;
  upto: string;
  state: 'open' | 'seen' | 'requested' | 'eased' | 'ended';
  opened_at: Stamp;
  ended_at?: Stamp;
  ended_by_name?: string;
  seen_on?: string;
  request?: Id;
  request_number?: string;
  note?: string;
  /** The weighing that put the child on the list. */
  last?: GrowthLine;
}
export interface WeighingRows {
  growth_card: GrowthCard;
  growth_concern: GrowthConcern;
}
