import { expect, test } from 'vitest';
import type { CampaignLead } from '../../lib/contract.lead';
import { LEAD_ACTS } from '../../lib/overlay.lead';
import { Tables } from '../../lib/tables';
import { clockOf, leadsOf } from './lead';

const NOW = Date.parse('2026-03-04T01:00:00Z');
const lead = (id: string, more: Partial<CampaignLead> = {}): CampaignLead => ({
  id,
  village: 'v',
  kind: 'milk',
  state: 'told',
  name: 'Dewi',
  source: 'seller',
  told_at: '2026-03-02T01:00:00Z',
  due: '2026-03-05T01:00:00Z',
  erase_at: '2026-03-16T01:00:00Z',
  tries: 0,
  ...more,
});

test('who has the least time is called on first; who came is seen for a month', () => {
  const { waiting, met, came } = leadsOf(
    [
      lead('a'),
      lead('b', { due: '2026-03-03T01:00:00Z', kind: 'breast', state: 'not_met' }),
      lead('c', { state: 'visited', outcome: 'not_came', visited_at: '2026-03-03T01:00:00Z' }),
      lead('d', { state: 'visited', outcome: 'came', visited_at: '2026-03-03T02:00:00Z' }),
      lead('e', { state: 'joined', joined_at: '2026-03-03T05:00:00Z' }),
      lead('f', { state: 'visited', outcome: 'came', visited_at: '2026-01-03T02:00:00Z' }),
      lead('g', { state: 'refused', name: '' }),
      lead('h', { state: 'erased', name: '' }),
    ],
    NOW,
  );
  expect(waiting.map((l) => l.id)).toEqual(['b', 'a']);
  expect(met.map((l) => l.id)).toEqual(['c']);
  expect(came.map((l) => l.id)).toEqual(['e', 'd']);
});

test('the clock runs until she is met, however often nobody was there', () => {
  expect(clockOf(lead('a', { tries: 3, outcome: 'not_met' }), NOW).state).toBe('ok');
  expect(clockOf(lead('a', { due: '2026-03-03T01:00:00Z' }), NOW).state).toBe('late');
  expect(clockOf(lead('a', { visited_at: '2026-03-03T01:00:00Z' }), NOW).state).toBe('kept');
});

test('without signal the phone shows what was said; a no takes the name away', () => {
  const on = Tables.of([{ tbl: 'campaign_lead', id: 'a', row: lead('a') }] as never);
  const say = (verb: string, body: Record<string, unknown>) =>
    LEAD_ACTS[verb]!(on, { id: 'x', verb, v: 1, body } as never, { name: 'Yuli' }, '2026-03-04T01:00:00Z');
  say('lead.visit', { lead: 'a', outcome: 'not_met' });
  expect(on.get('campaign_lead', 'a')).toMatchObject({ state: 'not_met', tries: 1 });
  expect(on.get('campaign_lead', 'a')?.visited_at).toBeUndefined();
  say('lead.confirm', { lead: 'a' });
  say('lead.visit', { lead: 'a', outcome: 'came' });
  expect(on.get('campaign_lead', 'a')).toMatchObject({ state: 'visited', outcome: 'came', tries: 2 });
  say('lead.refuse', { lead: 'a' });
  expect(on.get('campaign_lead', 'a')).toMatchObject({ state: 'refused', name: '', phone: '' });
  say('lead.refer', { lead: 'b', village: 'v', kind: 'breast', name: 'Ani' });
  expect(on.get('campaign_lead', 'b')?.due).toBe('2026-03-05T01:00:00.000Z');
});
