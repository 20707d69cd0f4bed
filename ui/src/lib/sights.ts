// What the map shows beside the villages: pure, so that the mosaic and the streets show the same.
import type { Fix, RoadClosure, Team } from './contract';
import type { Entry } from './queue';
import type { Tables } from './tables';
import { inHand, pointOf, teamsNow } from './visit';

export interface Point {
  lat: number;
  lon: number;
}
export interface Mark {
  entry: Entry;
  at: Point;
}
export interface TeamSight {
  team: Team;
  at: Point;
  /** A position that was heard; else the place where the team waits. */
  fix: Fix | undefined;
  /** Where it goes next. */
  to: Point | undefined;
}

const known = (at: { lat?: number; lon?: number } | undefined): at is Point =>
  !!at && at.lat !== undefined && at.lon !== undefined && (at.lat !== 0 || at.lon !== 0);

/** Where a row of the queue lies on the earth; cases that are no way to anybody lie nowhere. */
function placeOf(rows: Tables, fixes: Map<string, Fix>, entry: Entry): Point | undefined {
  switch (entry.of) {
    case 'milk':
      return entry.delivery.state === 'declared' ? entry.delivery.pickup : entry.delivery.drop;
    case 'request':
      return pointOf(rows, {
        ...(entry.request ?? {}),
        ...(entry.visit ?? {}),
        ...((entry.visit?.home ?? entry.request?.home)
          ? { home: entry.visit?.home ?? entry.request!.home! }
          : {}),
      });
    case 'alarm':
      return fixes.get(entry.watch.worker);
    case 'case':
      return undefined;
  }
}

export function marksOf(rows: Tables, fixes: Map<string, Fix>, entries: Entry[]): Mark[] {
  return entries.flatMap((entry): Mark[] => {
    const at = placeOf(rows, fixes, entry);
    return known(at) ? [{ entry, at }] : [];
  });
}

type XY = readonly [number, number];
/** Steps aside in drawing units, the nearest first. */
const ASIDE: XY[] = [1, 2, 3].flatMap((n): XY[] => [
  [n * 54, 0],
  [-n * 54, 0],
  [0, n * 44],
  [0, -n * 44],
  [n * 54, n * 44],
  [-n * 54, n * 44],
]);
/** Marks nearer than this hide each other, in drawing units. */
const APART = 32;
/** Where marks are drawn so that none hides another: each at its place, or the nearest free place beside it. */
export function apart(places: XY[]): XY[] {
  const taken: XY[] = [];
  for (const [x, y] of places) {
    const free = ([a, b]: XY) => taken.every(([c, d]) => Math.hypot(a - c, b - d) >= APART);
    const spots: XY[] = [[x, y], ...ASIDE.map(([a, b]): XY => [x + a, y + b])];
    taken.push(spots.find(free) ?? [x, y]);
  }
  return taken;
}

/** Teams on duty: where somebody of them was heard last, else where they wait. */
export function teamsOn(rows: Tables, fixes: Map<string, Fix>, now: number): TeamSight[] {
  return teamsNow(rows, now).flatMap((team): TeamSight[] => {
    const heard = team.members.flatMap(({ id }) => fixes.get(id) ?? []);
    const fix = heard.sort((a, b) => b.at.localeCompare(a.at)).at(0);
    const base = rows.get('base', team.base);
    const at = fix ?? (base && pointOf(rows, known(base) ? { home: base } : base));
    if (!known(at)) return [];
    const next = inHand(rows, team.id).find((visit) => !visit.arrived_at);
    return [{ team, at: { lat: at.lat, lon: at.lon }, fix, to: next && pointOf(rows, next) }];
  });
}

/** Roads nobody can use now. */
export function closuresNow(rows: Tables, now: number): RoadClosure[] {
  return rows.where(
    'road_closure',
    (road) => road.state === 'closed' && !(road.until && Date.parse(road.until) <= now),
  );
}
/** Where a closed road lies: its own point, else its village. */
export function roadAt(rows: Tables, road: RoadClosure): Point | undefined {
  return known(road) ? { lat: road.lat, lon: road.lon } : pointOf(rows, road);
}

/** Workers heard of who are in no team: couriers and whoever is out alone. */
export function riders(rows: Tables, fixes: Map<string, Fix>, now: number): Fix[] {
  const inTeams = new Set(teamsNow(rows, now).flatMap((team) => team.members.map((m) => m.id)));
  return [...fixes.values()].filter((fix) => !inTeams.has(fix.worker));
}
