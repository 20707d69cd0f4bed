// The day plan as it is looked at: lanes of workers, jobs as bars with their hours. Pure; instants are milliseconds.
import type { Id } from './contract';
import type { DayPlan, DayRoute, PlanPause, PlanStop, PlanThere, PlanWish } from './contract.plan';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A board is never narrower than this, so that one early job does not fill it. */
const LEAST_HOURS = 4;

/** How much more room a bar takes up whose promise is not kept. */
export const LATE_WIDER = 2.05;

/** How a promise stands in the plan: kept, at risk (only the 80% hour is beyond it), late (the expected hour is). */
export type Standing = 'none' | 'kept' | 'risk' | 'late';

/** A job in a lane: from its first stop to its last. */
export interface Bar {
  job: Id;
  /** The job's stops in the order of the lane, each with its place there, 0 first. */
  stops: (PlanStop & { place: number })[];
  from: number;
  to: number;
  /** When 80 of 100 days have it done. */
  slow: number;
  /** What was promised, 0: nothing. */
  due: number;
  standing: Standing;
  /** Minutes the 80% hour lies beyond the promise, at least 1 when it does. */
  over: number;
  pinned: boolean;
  /** The line of the lane it is drawn in, 0 first. */
  line: number;
}
/** One worker's day. */
export interface Lane {
  worker: Id;
  depart: number;
  back: number;
  metres: number;
  stops: PlanStop[];
  bars: Bar[];
  /** In which hours each break is taken. */
  pauses: (PlanPause & { begin: number; end: number })[];
  lines: number;
}
/** The hours a board shows. */
export interface Span {
  from: number;
  to: number;
}

const time = (stamp: string | null | undefined): number => (stamp ? Date.parse(stamp) : 0);

/** How late at the 80% hour, in whole minutes, never below 0; a second late is a minute. */
const beyond = (stop: PlanStop): number => Math.ceil((stop.by_s ?? 0) / 60);

export function standingOf(stop: PlanStop): Standing {
  if (!stop.due) return 'none';
  if (beyond(stop) === 0) return 'kept';
  return time(stop.at) > time(stop.due) ? 'late' : 'risk';
}

const WORST: Standing[] = ['late', 'risk', 'kept', 'none'];

function barOf(job: Id, stops: Bar['stops'], pinned: boolean): Bar {
  const last = stops[stops.length - 1]!;
  const promised = stops.filter((stop) => stop.due);
  const standing = WORST.find((one) => stops.some((stop) => standingOf(stop) === one)) ?? 'none';
  const leave = time(last.leave) || time(last.at);
  return {
    job,
    stops,
    from: time(stops[0]!.at),
    to: leave,
    slow: Math.max(leave, time(last.slow) + leave - time(last.at)),
    due: time(promised[promised.length - 1]?.due),
    standing,
    over: Math.max(0, ...promised.map(beyond)),
    pinned,
    line: 0,
  };
}

/** The lanes of a day: everybody who is there, and whoever has a route, by name. */
export function lanesOf(
  plan: DayPlan | undefined,
  routes: DayRoute[],
  wishes: PlanWish[],
  name: (worker: Id) => string,
  wide = 0,
): Lane[] {
  const there = new Map((plan?.workers ?? []).map((one) => [one.worker, one]));
  const route = new Map(routes.map((one) => [one.worker, one]));
  return [...new Set([...there.keys(), ...route.keys()])]
    .map((worker) => laneOf(worker, route.get(worker), there.get(worker), wishes, wide))
    .sort((a, b) => name(a.worker).localeCompare(name(b.worker)) || a.worker.localeCompare(b.worker));
}

/** A route as a lane; `wide` is the least time a bar takes up on the board, so that names do not lie over each other. */
export function laneOf(
  worker: Id,
  route: DayRoute | undefined,
  there: PlanThere | undefined,
  wishes: PlanWish[],
  wide = 0,
): Lane {
  const jobs = new Map<Id, Bar['stops']>();
  const stops = route?.stops ?? [];
  stops.forEach((stop, place) => {
    jobs.set(stop.job, [...(jobs.get(stop.job) ?? []), { ...stop, place }]);
  });
  const pinned = new Set(wishes.filter((w) => w.worker).map((w) => w.id));
  const bars = [...jobs].map(([job, stops]) => barOf(job, stops, pinned.has(job)));
  bars.sort((a, b) => a.from - b.from || a.job.localeCompare(b.job));
  return {
    worker,
    depart: time(route?.depart) || (bars[0]?.from ?? 0),
    back: time(route?.return) || Math.max(0, ...bars.map((bar) => bar.to)),
    metres: route?.metres ?? 0,
    stops,
    bars,
    pauses: (there?.pauses ?? []).map((pause) => ({
      ...pause,
      begin: time(pause.earliest),
      end: time(pause.latest) + pause.seconds * 1000,
    })),
    lines: stack(bars, wide),
  };
}

/** Puts each bar in the first line where it lies over no other; returns how many lines there are. */
function stack(bars: Bar[], wide: number): number {
  const ends: number[] = [];
  for (const bar of bars) {
    const free = ends.findIndex((end) => end <= bar.from);
    bar.line = free < 0 ? ends.length : free;
    // Beside a name that comes late stand words.
    ends[bar.line] = Math.max(bar.slow, bar.from + wide * (bar.over > 0 ? LATE_WIDER : 1));
  }
  return Math.max(1, ends.length);
}

/** Whole hours around everything that is drawn, around the noon of a day of nothing: Indonesia's zones are whole hours. */
export function spanOf(lanes: Lane[], noon: number): Span {
  const used = lanes.flatMap((lane) => [
    ...(lane.bars.length > 0 ? [lane.depart, lane.back] : []),
    // What was promised for much later than it is done would make everything else small.
    ...lane.bars.flatMap((bar) => [bar.from, bar.slow, Math.min(bar.due, bar.slow + 2 * HOUR)]),
  ]);
  const drawn = used.filter((at) => at > 0);
  if (drawn.length === 0) return { from: noon - 4 * HOUR, to: noon + 4 * HOUR };
  const from = Math.floor(Math.min(...drawn) / HOUR) * HOUR;
  const to = Math.ceil(Math.max(...drawn) / HOUR) * HOUR;
  return { from, to: Math.max(to, from + LEAST_HOURS * HOUR) };
}

/** Where an instant stands on the board, in percent of its width; what lies outside stands at the edge. */
export function across(span: Span, at: number): number {
  return Math.min(100, Math.max(0, ((at - span.from) / (span.to - span.from)) * 100));
}

/** The full hours of a board. */
export function hoursOf(span: Span): number[] {
  return Array.from({ length: Math.floor((span.to - span.from) / HOUR) + 1 }, (_, i) => span.from + i * HOUR);
}

/** The stops of a lane without one job: between them it can be put. */
export function gapsOf(lane: Lane, job: Id): PlanStop[] {
  return lane.stops.filter((stop) => stop.job !== job);
}

/** The place in a lane that an instant points at: before the first stop that begins later. */
export function placeAt(lane: Lane, job: Id, at: number): number {
  const gaps = gapsOf(lane, job);
  const next = gaps.findIndex((stop) => time(stop.at) > at);
  return next < 0 ? gaps.length : next;
}

/** Where a place stands on the clock: at the stop it comes before, or at the end of the last. */
export function instantOfPlace(lane: Lane, job: Id, place: number): number {
  const gaps = gapsOf(lane, job);
  const before = gaps[place - 1];
  const after = gaps[place];
  if (after) return time(after.at);
  return before ? time(before.leave) || time(before.at) : lane.depart;
}

/** Where a job is now, as a place among the other stops of its lane. */
export function placeOf(lane: Lane, job: Id): number {
  const first = lane.stops.findIndex((stop) => stop.job === job);
  return first < 0 ? gapsOf(lane, job).length : first;
}

/** What somebody who uses the keyboard moves: a job, and where it would go. */
export interface Lifted {
  job: Id;
  lane: number;
  place: number;
}

/** An arrow moves the lifted job one lane up or down, or one place earlier or later. */
export function nudge(lanes: Lane[], lifted: Lifted, key: string): Lifted {
  const sideways = { ArrowLeft: -1, ArrowRight: 1 }[key] ?? 0;
  const down = { ArrowUp: -1, ArrowDown: 1 }[key] ?? 0;
  const lane = Math.min(lanes.length - 1, Math.max(0, lifted.lane + down));
  const here = lanes[lane];
  if (!here) return lifted;
  if (lane !== lifted.lane) {
    const at = instantOfPlace(lanes[lifted.lane]!, lifted.job, lifted.place);
    return { ...lifted, lane, place: placeAt(here, lifted.job, at - 1) };
  }
  const most = gapsOf(here, lifted.job).length;
  return { ...lifted, place: Math.min(most, Math.max(0, lifted.place + sideways)) };
}

/** A stop that somebody has seen among theirs today. */
export interface Seen {
  job: Id;
  at: string;
}
/** What a phone remembers of somebody's days: ids and hours, nobody's name. */
export interface Remembered {
  worker: Id;
  days: Record<string, Seen[]>;
}

/** What was seen of a day with what stands now; past days and another worker's are forgotten. */
export function remember(
  before: Remembered | null,
  worker: Id,
  today: string,
  civil: string,
  stops: PlanStop[],
): Remembered {
  const days = before?.worker === worker ? before.days : {};
  const kept = Object.fromEntries(Object.entries(days).filter(([day]) => day >= today));
  const now = new Map((kept[civil] ?? []).map((one) => [one.job, one.at]));
  for (const stop of [...stops].reverse()) now.set(stop.job, stop.at);
  return { worker, days: { ...kept, [civil]: [...now].map(([job, at]) => ({ job, at })) } };
}

/** Jobs that were somebody's and went to another before their hour; what is over has not moved, it is done. */
export function movedAway(
  before: Remembered | null,
  worker: Id,
  civil: string,
  stops: PlanStop[],
  now: number,
  mine: (job: Id) => boolean,
): Seen[] {
  const seen = before?.worker === worker ? (before.days[civil] ?? []) : [];
  const here = new Set(stops.map((stop) => stop.job));
  return seen.filter((one) => !here.has(one.job) && !mine(one.job) && time(one.at) > now);
}
