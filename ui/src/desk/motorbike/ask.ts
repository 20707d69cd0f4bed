// What the register of motorbikes says to the server, and the one question that it asks.
import { json } from '../../lib/api';
import type { Id } from '../../lib/contract';
import type { PartnerKind, PartnerRole } from '../../lib/contract.motorbike';
import type { BodyOf } from '../../lib/verbs';
import { tell, type Told } from '../../register/tell';

export const sayAdd = (body: BodyOf<'motorbike.add'>): Promise<Told> =>
  tell('motorbike.add', body, body.motorbike);
export const sayEdit = (motorbike: Id, name: string, lender: Id): Promise<Told> =>
  tell('motorbike.edit', { motorbike, name, ...(lender ? { lender } : {}) }, motorbike);
export const sayRetire = (motorbike: Id, why: string): Promise<Told> =>
  tell('motorbike.retire', { motorbike, why }, motorbike);
export const sayRestore = (motorbike: Id): Promise<Told> =>
  tell('motorbike.restore', { motorbike }, motorbike);
export const sayLend = (body: BodyOf<'motorbike.lend'>): Promise<Told> =>
  tell('motorbike.lend', body, body.motorbike);
export const sayBack = (motorbike: Id, loan: Id, odometer: number): Promise<Told> =>
  tell('motorbike.give_back', { motorbike, loan, ...(odometer ? { odometer } : {}) }, motorbike);
export const sayServiced = (body: BodyOf<'motorbike.service'>): Promise<Told> =>
  tell('motorbike.service', body, body.motorbike);
export const sayTrip = (motorbike: Id, on: string, km: number): Promise<Told> =>
  tell('motorbike.trip', { motorbike, on, km, source: 'told' }, motorbike);
export const sayCorrect = (motorbike: Id, trip: Id, km: number): Promise<Told> =>
  tell('motorbike.correct_trip', { motorbike, trip, km }, motorbike);
export const sayPartner = (
  partner: Id,
  name: string,
  kind: PartnerKind,
  roles: PartnerRole[],
): Promise<Told> => tell('motorbike.set_partner', { partner, name, kind, roles }, partner);
export const sayPartnerEnds = (partner: Id): Promise<Told> =>
  tell('motorbike.end_partner', { partner }, partner);

/** What more motorbikes would have made possible, as the server reckons it. */
export interface More {
  /** The civil days that were looked at, both included. */
  from: string;
  to: string;
  /** Requests that waited too long or wait still, and how many of them a cadre could have come to anyway. */
  asked: number;
  waited: number;
  waiting: number;
  served: number;
  rows: { motorbikes: number; freed: number; weeks: number[] }[];
}
export const moreOf = (): Promise<More> => json<More>('GET', 'massage/motorbikes');
