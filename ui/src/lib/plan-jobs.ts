// What stands behind a job of the day plan: the pick-up, the delivery, the visit or the round, by its id.
import type { Delivery, Id } from './contract';
import type { PlanGroup } from './contract.plan';
import type { Tables } from './tables';

export interface PlanJob {
  id: Id;
  /** milk: bottles of a mother; visit: somebody who asked; round: somebody who did not; massage: a baby; along: the visit of another. */
  kind: 'milk' | 'visit' | 'round' | 'massage' | 'along' | 'other';
  /** Empty where nobody knows yet who it is, or this person is not shown it. */
  name: string;
  /** The number of the booking, for whoever is not shown the name. */
  number?: number;
  /** Whom somebody comes along with, where it is the visit of another. */
  along?: string;
  /** Where it is fetched from or where somebody is visited, where this person is shown it. */
  from: string;
  to: string;
  village: string;
  points: { pick?: Point; drop?: Point };
  /**
   * Why it stays where it is: somebody is on it already, or has been asked and it is to be taken back first, or it has the
   * hour and the home of the visit to which somebody comes along, or a family was promised this hour and this cadre.
   */
  fixed: '' | 'begun' | 'asked' | 'along' | 'slot';
  /** The page of it. */
  href: string;
}
export interface Point {
  lat: number;
  lon: number;
}

const OUT = new Set(['on_the_way', 'arrived', 'aboard', 'at_centre', 'returning', 'done']);
const point = (at: Point | undefined): Point | undefined => (at?.lat || at?.lon ? at : undefined);
const villageOf = (rows: Tables, id: Id | undefined): string => rows.get('village', id)?.name ?? '';

function points(pick: Point | undefined, drop: Point | undefined): PlanJob['points'] {
  const made: PlanJob['points'] = {};
  const [a, b] = [point(pick), point(drop)];
  if (a) made.pick = a;
  if (b) made.drop = b;
  return made;
}

/** A job by its id; one that this person holds no row of is still a job, without a name. */
export function jobOf(rows: Tables, id: Id): PlanJob {
  return (
    milk(rows, id) ??
    visit(rows, id) ??
    round(rows, id) ??
    massage(rows, id) ??
    along(rows, id) ?? { ...NOBODY, id }
  );
}

const NOBODY: PlanJob = {
  id: '',
  kind: 'other',
  name: '',
  from: '',
  to: '',
  village: '',
  points: {},
  fixed: '',
  href: '',
};

function milk(rows: Tables, id: Id): PlanJob | undefined {
  const pickup = rows.get('milk_pickup', id);
  const delivery = rows.get('milk_delivery', pickup?.delivery ?? id);
  if (!pickup && !delivery) return undefined;
  const place = rows.get('milk_place', pickup?.place ?? delivery?.place);
  const from = delivery?.pickup ?? pickup?.pickup;
  const drop = delivery?.drop ?? place?.drop;
  return {
    id,
    kind: 'milk',
    name: delivery?.mother_name || pickup?.mother_name || '',
    from: from?.label ?? '',
    to: drop?.label ?? '',
    village: villageOf(rows, from?.village || pickup?.village),
    points: points(from, drop),
    fixed: delivery ? fixedOf(rows, delivery) : '',
    href: delivery ? '#/queue/' + delivery.id : pickup ? '#/schedule/places/' + pickup.place : '',
  };
}

function fixedOf(rows: Tables, delivery: Delivery): PlanJob['fixed'] {
  const job = rows.get('job', delivery.job);
  if (delivery.state !== 'declared' || job?.state === 'on_the_way') return 'begun';
  return job?.worker ? 'asked' : '';
}

function visit(rows: Tables, id: Id): PlanJob | undefined {
  const seen = rows.get('home_visit', id);
  if (!seen) return undefined;
  return {
    id,
    kind: 'visit',
    name: seen.patient_name ?? '',
    from: '',
    to: seen.where ?? '',
    village: villageOf(rows, seen.village),
    points: points(undefined, seen.home),
    fixed: OUT.has(seen.state) ? 'begun' : '',
    href: '#/queue/' + id,
  };
}

function round(rows: Tables, id: Id): PlanJob | undefined {
  const planned = rows.get('round_visit', id);
  if (!planned) return undefined;
  const line = rows.get('round', planned.person);
  return {
    id,
    kind: 'round',
    name: planned.person_name,
    from: '',
    to: [line?.house_code, line?.hamlet].filter(Boolean).join(', '),
    village: villageOf(rows, planned.village),
    points: points(undefined, line?.home),
    fixed: planned.outcome === 'planned' ? '' : 'begun',
    href: '#/rounds',
  };
}

function massage(rows: Tables, id: Id): PlanJob | undefined {
  const booked = rows.get('massage_booking', id);
  if (!booked) return undefined;
  const names = (booked.children ?? []).map((child) => child.name).filter(Boolean);
  return {
    id,
    kind: 'massage',
    name: names.join(', ') || booked.parent_name || '',
    number: booked.number,
    from: '',
    to: booked.place?.label ?? '',
    village: villageOf(rows, booked.village),
    points: points(undefined, booked.place),
    fixed: booked.state === 'booked' ? 'slot' : 'begun',
    href: '#/massage/day/' + booked.day,
  };
}

/** The visit of another, to which somebody comes along: called by the parent, for the children are not hers to see. */
function along(rows: Tables, id: Id): PlanJob | undefined {
  const named = rows.get('massage_company', id);
  if (!named) return undefined;
  const visit = massage(rows, named.booking);
  return {
    ...NOBODY,
    ...visit,
    id,
    kind: 'along',
    name: named.parent_name || visit?.name || '',
    along: named.cadre_name,
    to: visit?.to || named.place?.label || '',
    village: visit?.village || villageOf(rows, named.village),
    points: points(undefined, named.place),
    fixed: 'along',
  };
}

/** The name of a worker of a group: of a team its own. */
export function workerName(rows: Tables, group: PlanGroup, id: Id): string {
  if (group !== 'teams') return rows.get('worker', id)?.name ?? '';
  const team = rows.get('team', id);
  return [team?.name, team?.call_sign].filter(Boolean).join(', ');
}
