// The officer's campaign desk: what is read from the server, and the small sums that a form shows before it is sent.
import { json } from '../../lib/api';
import type { components } from '../../lib/api.gen';
import { date, number } from '../../lib/format';
import { matches } from '../../lib/queue';
import { t } from '../../lib/text';
import { world } from '../../lib/world.svelte';
import type { Told } from '../../register/tell';
import type { LeadView, Seller } from './reckon';

export { counted, silent, waits, whole } from './reckon';
export type { LeadView, Seller } from './reckon';

type Schemas = components['schemas'];
export type SellerFile = Schemas['campaign.SellerFile'];
export type Batch = Schemas['campaign.BatchView'];
export type Contact = Schemas['campaign.ContactView'];
export type Move = Schemas['campaign.MoveView'];
export type Store = Schemas['campaign.Store'];
export type Understanding = Schemas['campaign.Understanding'];

export const WARES = ['newspaper', 'jamu', 'other'] as const;
export const PHONES = ['none', 'basic', 'smart'] as const;
export const LANGUAGES = ['id', 'jv', 'osi', 'su'] as const;
export const DAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export const PAPERS = ['leaflet', 'pocket_book'] as const;
export const KIT = ['vest', 'flag'] as const;
export const MATERIALS = [...PAPERS, ...KIT] as const;
export const LOSSES = [
  'lost',
  'damaged',
  'wet',
  'outdated',
  'not_given_back',
  'miscounted',
  'other',
] as const;
export const ENDS = ['own_wish', 'moved', 'stopped_selling', 'not_reached', 'died', 'other'] as const;

export const readSellers = () =>
  json<{ sellers: Seller[] }>('GET', 'campaign/sellers').then((a) => a.sellers);
export const readSeller = (id: string) => json<SellerFile>('GET', 'campaign/sellers/' + id);
export const readStore = () => json<Store>('GET', 'campaign/stock');
export const readBatches = () => json<{ batches: Batch[] }>('GET', 'campaign/batches').then((a) => a.batches);
export const readLeads = () => json<{ leads: LeadView[] }>('GET', 'leads').then((a) => a.leads);
export const readMessage = (seller: string, text: string, on: string) =>
  json<Understanding>(
    'GET',
    `campaign/sellers/${seller}/message?` + new URLSearchParams({ text, ...(on ? { on } : {}) }),
  );

/** Where the labels of a batch are printed: a sheet, or as many sheets as its papers fill, ten at most. */
export const labelsOf = (batch: Batch, language: string): string =>
  `/api/v1/campaign/batches/${batch.id}/labels.pdf?count=${Math.min(batch.count, 360)}&lang=${language}`;

export const villageName = (id: string | undefined): string =>
  id ? (world.rows.get('village', id)?.name ?? id) : t('campaign.somewhere');

/** The villages of somebody, in the order of the alphabet. */
export const villagesOf = (seller: Pick<Seller, 'villages'>): string =>
  seller.villages
    .map(villageName)
    .sort((a, b) => a.localeCompare(b))
    .join(', ');

export const daysOf = (seller: Pick<Seller, 'days'>): string =>
  seller.days.length === DAYS.length
    ? t('campaign.every_day')
    : seller.days.map((d) => t('campaign.day_' + d)).join(', ');

/** "3 leaflet". */
export const pieces = (material: string, n: number): string => t('campaign.n_' + material, { n: number(n) });

/** Somebody of the list by name, ware or village, those who go on the round unless others are asked for. */
export const found = (all: Seller[], query: string, ended: boolean): Seller[] =>
  all.filter(
    (s) =>
      (s.state === 'active') !== ended &&
      matches(query, s.name, t('campaign.ware_' + s.kind), ...s.villages.map(villageName)),
  );

/** Reads again once the server has taken what was said. */
export async function then(told: Promise<Told>, changed: () => void): Promise<Told> {
  const answer = await told;
  if (answer.status === 'accepted') changed();
  return answer;
}

/** One line of where material went. */
export const moveLine = (move: Move): string =>
  [
    date(move.on),
    t('campaign.move_' + move.what),
    move.seller_name,
    move.from,
    move.why ? t('campaign.loss_' + move.why) : '',
  ]
    .filter(Boolean)
    .join(' · ');
