import type { Id, LoneWatch, RoadClosure, Team, Worker } from '../../lib/contract';
import type { OnCall } from '../../lib/contract.fleet';
import { day, instantOf } from '../../lib/format';
import type { Tables } from '../../lib/tables';

const time = (stamp: string | undefined): number => Date.parse(stamp ?? '');

/** Teams on duty or still to come, those of now first, then by the hour. */
export function teamsOf(rows: Tables, now: number): Team[] {
  return rows
    .where('team', (team) => team.state === 'on' && time(team.to) > now)
    .sort((a, b) => time(a.from) - time(b.from) || a.name.localeCompare(b.name));
}

export const onNow = (span: { from?: string; to?: string }, now: number): boolean =>
  time(span.from) <= now && now < time(span.to);

/** Roads that nobody passes, the one that opens first on top. */
export function closedOf(rows: Tables, now: number): RoadClosure[] {
  return rows
    .where('road_closure', (road) => road.state === 'closed' && time(road.until) > now)
    .sort((a, b) => time(a.until) - time(b.until));
}

/** Who has the telephone, now and later. */
export function callsOf(rows: Tables, now: number): OnCall[] {
  return rows
    .where('on_call', (call) => call.state === 'on' && time(call.to) > now)
    .sort((a, b) => time(a.from) - time(b.from));
}

const RANK = { help: 0, overdue: 1, going: 2, ended: 3 } as const;

/** Who is out alone: who asks for help first, then who is overdue, then by the hour. */
export function watchesOf(rows: Tables): LoneWatch[] {
  return rows
    .where('lone_watch', (watch) => watch.state !== 'ended')
    .sort((a, b) => RANK[a.state] - RANK[b.state] || time(a.expected_end) - time(b.expected_end));
}

const SENT = ['doctor', 'midwife', 'nurse', 'driver'];

/** Who may be put into a team: those whose work it is first. Couriers are busy elsewhere. */
export function crewOf(rows: Tables): Worker[] {
  const rank = (worker: Worker) => (worker.kinds.some((kind) => SENT.includes(kind)) ? 0 : 1);
  return rows
    .where('worker', (worker) => worker.state === 'active' && !worker.kinds.includes('courier'))
    .sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name));
}

/** Those of a list who are in another team at some time of these hours. */
export function takenIn(rows: Tables, team: Id, from: string, to: string): Map<Id, string> {
  const taken = new Map<Id, string>();
  for (const other of rows.all('team'))
    if (
      other.id !== team &&
      other.state === 'on' &&
      time(other.from) < time(to) &&
      time(from) < time(other.to)
    ) {
      for (const member of other.members) taken.set(member.id, other.name);
      if (other.vehicle) taken.set(other.vehicle, other.name);
    }
  return taken;
}

/** The instants of a shift on a civil day: an end not after the beginning is of the next day. */
export function shiftOf(civil: string, from: string, to: string): { from: string; to: string } {
  const starts = instantOf(civil, from);
  let ends = instantOf(civil, to);
  if (ends <= starts) ends = new Date(Date.parse(ends) + 86_400_000).toISOString();
  return { from: starts, to: ends };
}

/** The next instant at which the clock shows an hour. */
export function nextHour(clock: string, now: number): string {
  const today = instantOf(day(now), clock);
  return Date.parse(today) > now ? today : instantOf(day(now + 86_400_000), clock);
}
