import type { CampaignLead } from '../../lib/contract.lead';
import { ringOf, type RingView } from '../../lib/promise';

const DAY_MS = 86_400_000;
/** How long somebody who came stays in view. */
const SHOWN_DAYS = 30;

export interface Leads {
  /** Nobody has met her yet, the one with the least time first. */
  waiting: CampaignLead[];
  /** Met, and has not come yet. */
  met: CampaignLead[];
  /** Came or joined a group, the latest first. */
  came: CampaignLead[];
}

export const open = (lead: CampaignLead): boolean => ['told', 'confirmed', 'not_met'].includes(lead.state);

/** The clock of a lead runs until somebody has met her. */
export const clockOf = (lead: CampaignLead, now: number): RingView =>
  ringOf(
    {
      start: lead.told_at,
      due: lead.due,
      state: lead.visited_at ? 'kept' : 'running',
      ended_at: lead.visited_at ?? '',
    },
    now,
  );

/** Whom somebody has to call on, and what became of the others. */
export function leadsOf(all: CampaignLead[], now: number): Leads {
  const seen = (lead: CampaignLead) => lead.joined_at ?? lead.visited_at ?? lead.told_at;
  const ended = all.filter((lead) => lead.state === 'visited' || lead.state === 'joined');
  const came = (lead: CampaignLead) => lead.outcome === 'came' || !!lead.joined_at;
  return {
    waiting: all.filter(open).sort((a, b) => a.due.localeCompare(b.due) || a.id.localeCompare(b.id)),
    met: ended
      .filter((lead) => !came(lead) && !!lead.name)
      .sort((a, b) => seen(a).localeCompare(seen(b)) || a.id.localeCompare(b.id)),
    came: ended
      .filter((lead) => came(lead) && now - Date.parse(seen(lead)) < SHOWN_DAYS * DAY_MS)
      .sort((a, b) => seen(b).localeCompare(seen(a)) || a.id.localeCompare(b.id)),
  };
}
