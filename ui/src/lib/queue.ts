import { alarmOf } from './alarm';
import type { Delivery, Fix, HomeVisit, Id, Job, LoneWatch, NeedCase, Promised, Worker } from './contract';
import { ended } from './run';
import type { Tables } from './tables';
import { clocksOf, endangered, pressing, type Clock } from './visit';

export { fold, matches } from './fold';

type Timed = Pick<Promised, 'start' | 'due' | 'state' | 'ended_at'>;
interface Row {
  id: Id;
  /** Epoch ms of what is counted down to; Infinity where nothing presses. */
  due: number;
  /** What the ring of the row shows. */
  clock: Timed | undefined;
  /** The clock is a promise: only a promise can be broken. */
  promised: boolean;
  /** First of all, whatever its clock. */
  danger: boolean;
}
/** Milk on its way, or waiting to be fetched. */
export interface Case extends Row {
  of: 'milk';
  delivery: Delivery;
  job: Job | undefined;
  promise: Promised | undefined;
}
/** Somebody who is sick at home or wants to be fetched; without `visit` it was only just said. */
export interface Asked extends Row {
  of: 'request';
  visit: HomeVisit | undefined;
  request: NeedCase | undefined;
  clocks: Clock[];
  clock: Clock | undefined;
  /** Who lives where the kenthongan was struck: the name there is while nobody has said the patient's. */
  elder: string;
}
/** A worker alone who calls for help, or is long overdue. */
export interface Alarm extends Row {
  of: 'alarm';
  watch: LoneWatch;
}
/** What went wrong, or a complaint. */
export interface Filed extends Row {
  of: 'case';
  file: NeedCase;
}
/** One row of the desk's queue. */
export type Entry = Case | Asked | Alarm | Filed;

/** Infinity (no time known) last; Infinity minus Infinity would be no order at all. */
const compare = (a: number, b: number): number => (a === b ? 0 : a < b ? -1 : 1);
const timeOf = (stamp: string | undefined | null): number => {
  const at = Date.parse(stamp ?? '');
  return Number.isNaN(at) ? Infinity : at;
};

/**
 * All programmes in one queue: danger first whatever its clock, then what is late (longest first), then by what is left.
 */
export function queueOf(rows: Tables, now: number): Entry[] {
  // Late longest first and least left first are the same order: the earlier deadline.
  return [...milkOf(rows, now), ...askedOf(rows), ...alarmsOf(rows), ...filedOf(rows)].sort(
    (a, b) =>
      Number(b.danger) - Number(a.danger) ||
      compare(a.due, b.due) ||
      (a.id === b.id ? 0 : a.id < b.id ? -1 : 1),
  );
}

/** Danger: milk still carried though its use-by time has passed; it must not be given. */
export function milkOf(rows: Tables, now: number): Case[] {
  return rows
    .where('milk_delivery', (delivery) => !ended(delivery))
    .map((delivery): Case => {
      const promise = rows.get('promise', delivery.promise);
      const wanted = { start: delivery.declared_at, due: delivery.want_pickup_at, state: 'running' as const };
      const danger = delivery.bottles.some(
        (bottle) => bottle.use_by !== '' && bottle.state === 'carried' && Date.parse(bottle.use_by) <= now,
      );
      const job = rows.get('job', delivery.job);
      const due = timeOf(promise?.due ?? delivery.want_pickup_at);
      const clock = promise ?? wanted;
      return { of: 'milk', id: delivery.id, delivery, job, promise, due, clock, promised: !!promise, danger };
    });
}

function askedOf(rows: Tables): Asked[] {
  const visits = rows.where(
    'home_visit',
    (v) => v.state !== 'done' && !v.merged && !v.silent && !rows.get('need_case', v.id)?.merged,
  );
  const fresh = rows.where(
    'need_case',
    (c) => c.request === true && c.state === 'open' && !c.merged && !rows.get('home_visit', c.id),
  );
  return [
    ...visits.map((visit) => asked(rows, visit, rows.get('need_case', visit.id))),
    ...fresh.map((request) => asked(rows, undefined, request)),
  ];
}
/** A request by its id, also one that is over. */
export function askedFor(rows: Tables, id: Id): Asked | undefined {
  const visit = rows.get('home_visit', id);
  const request = rows.get('need_case', id);
  return visit || request?.request ? asked(rows, visit, request) : undefined;
}
function asked(rows: Tables, visit: HomeVisit | undefined, request: NeedCase | undefined): Asked {
  const clocks = visit ? clocksOf(rows, visit) : [];
  const clock = pressing(clocks);
  const id = visit?.id ?? request?.id ?? '';
  const danger = endangered(visit, request);
  return {
    of: 'request',
    id,
    visit,
    request,
    elder: alarmOf(rows, id)?.elder_name ?? '',
    clocks,
    clock,
    promised: true,
    due: timeOf(clock?.due),
    danger,
  };
}

function alarmsOf(rows: Tables): Alarm[] {
  return rows
    .where('lone_watch', (w) => w.state === 'help' || w.state === 'overdue')
    .map((watch): Alarm => {
      const clock = { start: watch.since, due: watch.expected_end, state: 'running' as const };
      const due = timeOf(watch.expected_end);
      return { of: 'alarm', id: watch.id, watch, due, clock, promised: false, danger: true };
    });
}

/** A case whose first answer was given presses nobody, until somebody closes it. */
function filedOf(rows: Tables): Filed[] {
  return rows
    .where('need_case', (c) => c.state === 'open' && !c.request)
    .map((file): Filed => {
      const promise = rows.get('promise', file.promise);
      const answered = promise?.state === 'kept';
      const known = promise ?? { start: file.opened_at, due: file.due, state: 'running' as const };
      const clock = answered || !file.due ? undefined : known;
      return { of: 'case', id: file.id, file, due: timeOf(clock?.due), clock, promised: true, danger: false };
    });
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
