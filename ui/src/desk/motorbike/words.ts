import type { MassagePartner, Motorbike } from '../../lib/contract.motorbike';
import { date, number } from '../../lib/format';
import { t } from '../../lib/text';
import { world } from '../../lib/world.svelte';
import { dueOf } from './motorbike';

/** A civil day as people write it. */
export const dayWords = (civil: string): string => date(civil + 'T12:00:00Z');

/** A civil day without its year, where the year is plain. */
export const shortDay = (civil: string): string => dayWords(civil).replace(/ \d{4}$/, '');

export const spanWords = (from: string, to: string): string =>
  from === to ? dayWords(from) : `${shortDay(from)} - ${dayWords(to)}`;

/** Whose it is. */
export const lenderOf = (b: Motorbike): string =>
  world.rows.get('massage_partner', b.lender)?.name ?? t('motorbike.own');

/** When its service is due, by the day and by the kilometres. */
export const serviceOf = (b: Motorbike): string =>
  [
    b.service_on ? dayWords(b.service_on) : '',
    b.service_km ? t('motorbike.km', { n: number(b.service_km) }) : '',
  ]
    .filter(Boolean)
    .join(t('motorbike.or'));

export const dueWords = (b: Motorbike, day: string): string => {
  const due = dueOf(b, day);
  return due ? t('motorbike.service_' + due, { when: serviceOf(b) }) : '';
};

export const partnerWords = (p: MassagePartner): string =>
  [t('motorbike.kind_' + p.kind), ...p.roles.map((r) => t('motorbike.role_' + r))].join(' · ');
