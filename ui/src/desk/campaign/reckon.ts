// The small sums of the campaign desk: pure, so that a form says what the server will say.
import type { components } from '../../lib/api.gen';

type Schemas = components['schemas'];
export type Seller = Schemas['campaign.SellerView'];
export type LeadView = Schemas['lead.View'];

/** So many days without a word of a seller are too many: two rounds of the week. Our own figure. */
export const SILENT_DAYS = 14;

/** Whether nothing was heard of somebody who goes on the round. */
export function silent(seller: Seller, today: string): boolean {
  const from = seller.last_on || seller.enlisted_on;
  return seller.state === 'active' && (Date.parse(today) - Date.parse(from)) / 86_400_000 > SILENT_DAYS;
}

/** What a count at the stall says of one batch: so many less were handed out, so many more were not. */
export function counted(left: number, said: string): { diff: number; ok: boolean } | null {
  if (said.trim() === '') return null;
  const n = Number(said);
  return { diff: left - n, ok: Number.isInteger(n) && n >= 0 };
}

/** The leads that somebody still has to call on. */
export const waits = (lead: Pick<LeadView, 'state'>): boolean =>
  ['told', 'confirmed', 'not_met'].includes(lead.state);

export const whole = (said: string): number => (/^\d+$/.test(said.trim()) ? Number(said) : 0);
