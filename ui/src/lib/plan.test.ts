import { describe, expect, it } from 'vitest';
import type { DayPlan, DayRoute, PlanStop, PlanWish } from './contract.plan';
import {
  across,
  gapsOf,
  hoursOf,
  instantOfPlace,
  laneOf,
  movedAway,
  remember,
  lanesOf,
  nudge,
  placeAt,
  placeOf,
  spanOf,
  standingOf,
} from './plan';

const at = (clock: string): string => `2026-03-02T${clock}:00.000Z`;
const ms = (clock: string): number => Date.parse(at(clock));
const stop = (job: string, what: PlanStop['what'], from: string, more: Partial<PlanStop> = {}): PlanStop => ({
  job,
  what,
  at: at(from),
  slow: more.slow ?? at(from),
  leave: more.leave ?? at(from),
  ...more,
});
const route = (worker: string, ...stops: PlanStop[]): DayRoute => ({
  id: 'r-' + worker,
  plan: 'p',
  version: 1,
  metres: 0,
  group: 'couriers',
  day: '2026-03-02',
  worker,
  depart: stops[0]?.at ?? '',
  return: stops[stops.length - 1]?.leave ?? '',
  stops,
});
const of = (r: DayRoute, wishes: PlanWish[], wide = 0) => laneOf(r.worker, r, undefined, wishes, wide);
const pin: PlanWish = {
  id: 'sri',
  plan: 'p',
  worker: 'joko',
  forbidden: [],
};
/** Joko fetches Sri's and Yuni's milk, and brings both home. */
const joko = of(
  route(
    'joko',
    stop('sri', 'pick', '05:00', { leave: at('05:05') }),
    stop('yuni', 'pick', '05:20', { leave: at('05:25') }),
    stop('sri', 'drop', '05:40', { slow: at('05:50'), leave: at('05:45'), due: at('06:00') }),
    stop('yuni', 'drop', '06:10', { slow: at('06:21'), leave: at('06:15'), due: at('06:20'), by_s: 60 }),
  ),
  [pin],
);
const hasan = of(route('hasan', stop('nani', 'only', '05:10', { leave: at('05:40') })), []);

describe('a worker’s day', () => {
  it('is a bar a job, from its first stop to its last, in lines that lie beside each other', () => {
    expect(joko.bars.map((b) => [b.job, b.from, b.to, b.line])).toEqual([
      ['sri', ms('05:00'), ms('05:45'), 0],
      ['yuni', ms('05:20'), ms('06:15'), 1],
    ]);
    expect(joko.lines).toBe(2);
    expect(joko.bars.map((b) => b.pinned)).toEqual([true, false]);
  });

  it('says which promise is kept, at risk at the 80% hour, or late', () => {
    expect(joko.bars.map((b) => [b.standing, b.over])).toEqual([
      ['kept', 0],
      ['risk', 1],
    ]);
    expect(standingOf(stop('a', 'only', '05:10', { due: at('05:00'), by_s: 600 }))).toBe('late');
    // Where the end was promised the server knows it: the beginning is in time, and still it breaks.
    expect(standingOf(stop('a', 'only', '05:10', { due: at('05:15'), by_s: 1 }))).toBe('risk');
    expect(standingOf(stop('a', 'only', '05:10'))).toBe('none');
  });

  it('draws the 80% hour behind the end of the bar', () => {
    expect(joko.bars[0]!.slow).toBe(ms('05:55'));
  });

  it('leaves room for names', () => {
    const wide = of(route('a', stop('x', 'only', '05:00'), stop('y', 'only', '05:10')), [], 30 * 60_000);
    expect(wide.lines).toBe(2);
    expect(
      of(route('a', stop('x', 'only', '05:00'), stop('y', 'only', '05:30')), [], 30 * 60_000).lines,
    ).toBe(1);
  });

  it('has the hours in which its breaks are taken', () => {
    const pause = { word: 'friday', earliest: at('04:40'), latest: at('05:00'), seconds: 3600 };
    const there = { worker: 'joko', from: at('00:00'), to: at('09:00'), pauses: [pause] };
    const lane = laneOf('joko', undefined, there, []);
    expect(lane.pauses.map((p) => [p.word, p.begin, p.end])).toEqual([['friday', ms('04:40'), ms('06:00')]]);
  });

  it('stands beside those of everybody who is there, by name', () => {
    const there = (worker: string) => ({ worker, from: at('00:00'), to: at('09:00'), pauses: [] });
    const plan = { workers: [there('b'), there('a')] } as unknown as DayPlan;
    const lanes = lanesOf(
      plan,
      [route('b'), route('c')],
      [],
      (id) => ({ a: 'Zaki', b: 'Budi', c: 'Cici' })[id]!,
    );
    expect(lanes.map((l) => l.worker)).toEqual(['b', 'c', 'a']);
  });

  it('is empty for whoever has nothing', () => {
    const none = of(route('free'), []);
    expect([none.bars, none.lines, none.depart]).toEqual([[], 1, 0]);
  });
});

describe('the board', () => {
  it('shows whole hours around the day, and around noon where nothing is planned', () => {
    const span = spanOf([joko, hasan], ms('05:00'));
    expect([span.from, span.to]).toEqual([ms('05:00'), ms('09:00')]);
    expect(hoursOf(span)).toHaveLength(5);
    expect(across(span, ms('07:00'))).toBe(50);
    expect(across(span, ms('00:00'))).toBe(0);
    expect(spanOf([], ms('05:00'))).toEqual({ from: ms('01:00'), to: ms('09:00') });
    const late = of(
      route('a', stop('x', 'only', '05:00'), stop('y', 'only', '11:10', { due: at('20:00') })),
      [],
    );
    expect(spanOf([late], ms('05:00'))).toEqual({ from: ms('05:00'), to: ms('14:00') });
  });

  it('finds the place that a point in time means', () => {
    expect(gapsOf(joko, 'sri').map((s) => s.job)).toEqual(['yuni', 'yuni']);
    expect(placeAt(joko, 'sri', ms('05:10'))).toBe(0);
    expect(placeAt(joko, 'sri', ms('05:30'))).toBe(1);
    expect(placeAt(joko, 'nani', ms('09:00'))).toBe(4);
    expect(placeOf(joko, 'yuni')).toBe(1);
    expect(placeOf(joko, 'nani')).toBe(4);
    expect(instantOfPlace(joko, 'nani', 0)).toBe(ms('05:00'));
    expect(instantOfPlace(joko, 'nani', 4)).toBe(ms('06:15'));
  });

  it('is moved through by arrows, and never off its edge', () => {
    const lanes = [joko, hasan];
    let lifted = { job: 'sri', lane: 0, place: 0 };
    lifted = nudge(lanes, lifted, 'ArrowLeft');
    expect(lifted).toEqual({ job: 'sri', lane: 0, place: 0 });
    lifted = nudge(lanes, lifted, 'ArrowRight');
    expect(lifted.place).toBe(1);
    lifted = nudge(lanes, lifted, 'ArrowDown');
    expect(lifted).toEqual({ job: 'sri', lane: 1, place: 1 });
    expect(nudge(lanes, lifted, 'ArrowDown').lane).toBe(1);
    expect(nudge(lanes, lifted, 'ArrowRight').place).toBe(1);
    expect(nudge(lanes, lifted, 'ArrowUp')).toEqual({ job: 'sri', lane: 0, place: 1 });
    expect(nudge([], lifted, 'ArrowUp')).toEqual(lifted);
  });
});

describe('the order of somebody’s day', () => {
  const stops = [
    stop('sri', 'pick', '05:00'),
    stop('yuni', 'pick', '05:20'),
    stop('sri', 'drop', '05:40'),
    stop('yuni', 'drop', '06:10'),
  ];
  const [day, next] = ['2026-03-02', '2026-03-03'];
  const seen = remember(null, 'joko', day, day, stops);
  const nobody = () => false;
  const jobs = (list: { job: string }[] | undefined) => (list ?? []).map((one) => one.job).sort();

  it('is remembered by the first hour of each job, a day each, until the day is over', () => {
    expect(Object.fromEntries(seen.days[day]!.map((s) => [s.job, s.at]))).toEqual({
      sri: at('05:00'),
      yuni: at('05:20'),
    });
    const more = remember(seen, 'joko', day, day, [stop('nani', 'only', '07:00')]);
    expect(jobs(more.days[day])).toEqual(['nani', 'sri', 'yuni']);
    expect(Object.keys(remember(seen, 'joko', day, next, []).days)).toEqual([day, next]);
    expect(Object.keys(remember(seen, 'joko', next, next, []).days)).toEqual([next]);
    expect(remember(seen, 'hasan', day, day, []).days).toEqual({ [day]: [] });
  });

  it('tells what went to somebody else before its hour, never what is done', () => {
    const now = stops.filter((s) => s.job === 'sri');
    const moved = (clock: string, mine: (job: string) => boolean = nobody) =>
      movedAway(seen, 'joko', day, now, ms(clock), mine);
    expect(moved('05:10')).toEqual([{ job: 'yuni', at: at('05:20') }]);
    expect(moved('05:30')).toEqual([]);
    expect(moved('05:10', (job) => job === 'yuni')).toEqual([]);
    expect(movedAway(null, 'joko', day, now, ms('05:10'), nobody)).toEqual([]);
    expect(movedAway(seen, 'hasan', day, now, ms('05:10'), nobody)).toEqual([]);
    expect(movedAway(seen, 'joko', next, now, ms('05:10'), nobody)).toEqual([]);
  });
});
