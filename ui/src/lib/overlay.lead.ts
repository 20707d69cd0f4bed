import type { Envelope } from './contract';
import type { CampaignLead, LeadKind, LeadOutcome } from './contract.lead';
import type { Act } from './overlay';
import type { Tables } from './tables';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
/** Three days, one for the midwife, fourteen until the name goes: the server's word replaces them. */
const HOUR_MS = 3_600_000;
const VISIT_HOURS = 72;
const MIDWIFE_HOURS = 24;
const ERASE_HOURS = 14 * 24;

const after = (at: string, hours: number): string => new Date(Date.parse(at) + hours * HOUR_MS).toISOString();

function change(on: Tables, said: Envelope, to: (was: CampaignLead) => Partial<CampaignLead>): void {
  const was = on.get('campaign_lead', text(said.body['lead']));
  if (was) on.put('campaign_lead', { ...was, ...to(was) });
}

function visited(was: CampaignLead, outcome: LeadOutcome, at: string, by: string): Partial<CampaignLead> {
  const state =
    was.state === 'joined'
      ? 'joined'
      : outcome !== 'not_met'
        ? 'visited'
        : was.state === 'visited'
          ? 'visited'
          : 'not_met';
  return {
    state,
    outcome,
    visitor_name: by,
    tries: was.tries + 1,
    ...(outcome === 'not_met' ? {} : { visited_at: was.visited_at ?? at }),
  };
}

export const LEAD_ACTS: Record<string, Act> = {
  'lead.refer': (on, { body }, _, at) => {
    const kind = text(body['kind']) as LeadKind;
    on.put('campaign_lead', {
      id: text(body['lead']),
      village: text(body['village']),
      kind,
      state: 'told',
      name: text(body['name']),
      phone: text(body['phone']),
      note: text(body['note']),
      source: 'cadre',
      told_at: at,
      due: after(at, kind === 'breast' ? MIDWIFE_HOURS : VISIT_HOURS),
      erase_at: after(at, ERASE_HOURS),
      tries: 0,
    });
  },
  'lead.confirm': (on, said, _, at) =>
    change(on, said, (was) => ({
      confirmed_at: at,
      state: was.state === 'told' || was.state === 'not_met' ? 'confirmed' : was.state,
    })),
  'lead.visit': (on, said, self, at) =>
    change(on, said, (was) => visited(was, text(said.body['outcome']) as LeadOutcome, at, self.name)),
  'lead.refuse': (on, said, _, at) =>
    change(on, said, () => ({ state: 'refused', ended_at: at, name: '', phone: '', note: '' })),
  'lead.link': (on, said) => change(on, said, () => ({ person: text(said.body['person']) })),
  'lead.correct': (on, said) =>
    change(on, said, (was) => ({ village: text(said.body['village']) || was.village })),
};
