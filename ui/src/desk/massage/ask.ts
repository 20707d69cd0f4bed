// What the calendar of massages asks the server beside its rows, and what it says to it.
import { json } from '../../lib/api';
import type { components } from '../../lib/api.gen';
import type { Id, Stamp } from '../../lib/contract';
import type { MassageOfferWhy, MassageOffWhy } from '../../lib/contract.massage';
import { tell, type Told } from '../../register/tell';
import type { BodyOf } from '../../lib/verbs';
import type { Fits } from './grid';

export type Rota = components['schemas']['massage.Rota'];
export type Slot = components['schemas']['api.MassageSlot'];

export const rotaOf = (from: string, to: string): Promise<Rota> =>
  json<Rota>('GET', `massage/rota?from=${from}&to=${to}`);

/** For whom free slots are looked for: a booking that is to move, or a home in a village. */
export interface Sought {
  booking?: Id;
  village?: Id;
  /** Birth dates. */
  born?: string[];
  cadre?: Id;
  from?: string;
  to?: string;
  lat?: number;
  lon?: number;
}
export async function slotsOf(sought: Sought): Promise<Slot[]> {
  const q = new URLSearchParams();
  for (const [key, value] of Object.entries({ ...sought, born: sought.born?.join(',') }))
    if (value) q.set(key, String(value));
  return (await json<{ slots: Slot[] }>('GET', 'massage/slots?' + q.toString())).slots;
}

export const placesOf = (booking: Id, from: string, to: string): Promise<Fits> =>
  json<Fits>('GET', `massage/places?booking=${booking}&from=${from}&to=${to}`);

/** The verbs of a booking. */
export const sayBook = (body: BodyOf<'massage.book'>): Promise<Told> =>
  tell('massage.book', body, body.booking);
export const sayMove = (
  booking: Id,
  cadre: Id,
  at: Stamp,
  why: MassageOfferWhy,
  agreed: boolean,
): Promise<Told> => tell('massage.move', { booking, cadre, at, why, agreed }, booking);
export const sayAnswer = (booking: Id, yes: boolean): Promise<Told> =>
  tell('massage.answer', { booking, yes }, booking);
/** By the code that the family reads out, or (none) by the desk's own word. */
export const sayConfirm = (booking: Id, code = ''): Promise<Told> =>
  tell('massage.confirm', { booking, ...(code && { code }) }, booking);
export const sayNewCode = (booking: Id): Promise<Told> => tell('massage.new_code', { booking }, booking);
export const sayCancel = (booking: Id, why: string, rest: boolean): Promise<Told> =>
  tell('massage.cancel', { booking, why, rest }, booking);

/** Who comes along to a visit, or nobody any more. */
export const sayAlong = (booking: Id, companion: Id): Promise<Told> =>
  tell('massage.accompany', { booking, companion }, booking);
export const sayAlone = (booking: Id): Promise<Told> => tell('massage.unaccompany', { booking }, booking);

export const sayDisrupt = (cadre: Id, day: string, why: string, until: Stamp): Promise<Told> =>
  tell('massage.disrupt', { ...(cadre && { cadre }), day, why, ...(until && { until }) }, cadre);
export const sayUndisrupt = (disruption: Id): Promise<Told> =>
  tell('massage.undisrupt', { disruption }, disruption);

/** The verbs of the cadres' weeks. */
export const sayHours = (body: BodyOf<'massage.set_hours'>): Promise<Told> =>
  tell('massage.set_hours', body, body.cadre);
export const sayOff = (cadre: Id, from: string, to: string, why: MassageOffWhy): Promise<Told> =>
  tell('massage.set_off', { cadre, from, to, why }, cadre);
export const sayBack = (cadre: Id, from: string, to: string): Promise<Told> =>
  tell('massage.drop_off', { cadre, from, to }, cadre);
export const sayStandIn = (body: BodyOf<'massage.stand_in'>): Promise<Told> =>
  tell('massage.stand_in', body, body.substitute);
export const sayStandInEnds = (substitute: Id): Promise<Told> =>
  tell('massage.end_stand_in', { substitute }, substitute);
