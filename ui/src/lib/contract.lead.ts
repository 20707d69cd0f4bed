/** People whom sellers of the campaign told of: the cadre of their village calls on them. */
import type { Id, Stamp } from './contract';

export type LeadKind = 'pregnant' | 'newborn' | 'milk' | 'breast';
export type LeadState = 'told' | 'confirmed' | 'visited' | 'not_met' | 'joined' | 'refused' | 'erased';
export type LeadOutcome = 'came' | 'not_came' | 'not_met';
export interface CampaignLead {
  id: Id;
  village: Id;
  kind: LeadKind;
  state: LeadState;
  /** Gone once somebody says no, or has not said yes in time. */
  name?: string;
  phone?: string;
  note?: string;
  seller?: Id;
  seller_name?: string;
  source: 'seller' | 'desk' | 'cadre' | 'massage';
  told_at: Stamp;
  /** The promise: by then somebody has called on her. */
  due: Stamp;
  /** When name and number are erased unless she has said herself that she wants it. */
  erase_at: Stamp;
  confirmed_at?: Stamp;
  outcome?: LeadOutcome;
  visited_at?: Stamp;
  visited_by?: Id;
  visitor_name?: string;
  tries: number;
  /** Her record in the register. */
  person?: Id;
  joined_at?: Stamp;
  ended_at?: Stamp;
  why?: string;
}
export interface LeadRows {
  campaign_lead: CampaignLead;
}
