import type { Delivery, Fix, Job, Promised, Worker } from './contract';
import { ended } from './run';
import type { Tables } from './tables';

/** One row of the desk's queue. */
export interface Case {
  delivery: Delivery;
  job: Job | undefined;
  promise: Promised | undefined;
  /** Epoch ms of what is counted down to: the promise's deadline, or the hour of pick-up while none runs. */
  due: number;
  /** Milk still carried though its use-by time has passed: it must not be given. */
  danger: boolean;
}

/** Infinity (no time known) last; Infinity minus Infinity would be no order at all. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);

/** Danger first, then what is late (longest first), then by what is left. */
export function queueOf(rows: Tables, now: number): Case[] {
  const cases = rows
    .where('milk_delivery', (delivery) => !ended(delivery))
    .map((delivery): Case => {
      const promise = rows.get('promise', delivery.promise);
      const known = Date.parse(promise?.due ?? delivery.want_pickup_at);
      const due = Number.isNaN(known) ? Infinity : known;
      const danger = delivery.bottles.some(
        (bottle) => bottle.use_by !== '' && bottle.state === 'carried' && Date.parse(bottle.use_by) <= now,
      );
      return { delivery, job: rows.get('job', delivery.job), promise, due, danger };
    });
  // Late longest first and least left first are the same order: the earlier deadline.
  return cases.sort(
    (a, b) =>
      Number(b.danger) - Number(a.danger) ||
      compare(a.due, b.due) ||
      (a.delivery.id < b.delivery.id ? -1 : 1),
  );
}

const EARTH_KM = 6371;
/** Straight distance in kilometres (haversine); only to compare who is nearer. */
export function kilometres(a: { lat: number; lon: number }, b: { lat: number; lon: number }): number {
  const rad = Math.PI / 180;
  const h =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 2 * EARTH_KM * Math.asin(Math.sqrt(h));
}

export type Unfit = 'suspended' | 'certificate' | 'appointment' | 'off_shift' | '';
export interface Candidate {
  worker: Worker;
  /** Kilometres to the pick-up, from the last live position; undefined where there is none. */
  km: number | undefined;
  unfit: Unfit;
}

export function unfit(worker: Worker, at: number): Unfit {
  if (worker.state !== 'active') return 'suspended';
  if (worker.certificate?.state !== 'valid') return 'certificate';
  if (worker.today === 'not_appointed') return 'appointment';
  const shift = worker.shift;
  return shift && at >= Date.parse(shift.from) && at < Date.parse(shift.to) ? '' : 'off_shift';
}

/** Couriers for a pick-up: fit and free ones first, nearest first. The server checks again when the offer is made. */
export function candidatesOf(
  rows: Tables,
  delivery: Delivery,
  fixes: Map<string, Fix>,
  now: number,
): Candidate[] {
  const at = Math.max(now, Date.parse(delivery.want_pickup_at));
  const list = rows
    .where('worker', (worker) => worker.kinds.includes('courier'))
    .map((worker): Candidate => {
      const fix = fixes.get(worker.id);
      return { worker, km: fix ? kilometres(fix, delivery.pickup) : undefined, unfit: unfit(worker, at) };
    });
  const rank = (c: Candidate) => (c.unfit ? 2 : c.worker.on_job ? 1 : 0);
  return list.sort(
    (a, b) => rank(a) - rank(b) || (a.km ?? 99) - (b.km ?? 99) || a.worker.name.localeCompare(b.worker.name),
  );
}

/** Folds a name for searching: lower case, old spellings (oe, dj, tj), doubled letters and titles gone. */
export function fold(name: string): string {
  return name
    .toLowerCase()
    .replace(/\b(ibu|bu|pak|bapak|mbah|mas|mbak)\b/g, ' ')
    .replace(/oe/g, 'u')
    .replace(/dj/g, 'j')
    .replace(/tj/g, 'c')
    .replace(/(.)\1+/g, '$1')
    .replace(/\s+/g, ' ')
    .trim();
}

export function matches(query: string, ...fields: string[]): boolean {
  const wanted = fold(query);
  return wanted === '' || fields.some((field) => fold(field).includes(wanted));
}
