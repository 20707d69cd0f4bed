import { describe, expect, it } from 'vitest';
import { costWords, lateBy, lateWords, whyWords } from '../desk/plan/say';
import type { Cost } from '../desk/plan/ask';
import { jobOf, workerName } from './plan-jobs';
import { Tables } from './tables';

const row = (tbl: string, id: string, more: Record<string, unknown>) => ({
  key: tbl + id,
  tbl,
  id,
  seq: 1,
  row: { id, ...more },
});
const rows = Tables.of([
  row('village', 'v', { name: 'Kebak', lat: -7.5, lon: 110.9 }),
  row('worker', 'joko', { name: 'Joko Prasetyo', kinds: ['courier'] }),
  row('team', 'one', { name: 'Tim Wulan', call_sign: 'Primadona 1' }),
  row('milk_place', 'place', { drop: { label: 'Rumah', note: '', lat: -7.51, lon: 110.91, village: 'v' } }),
  row('milk_pickup', 'pickup', {
    place: 'place',
    mother_name: 'Sri',
    village: 'v',
    pickup: { label: 'Pabrik', note: '', lat: -7.5, lon: 110.9, village: 'v' },
  }),
  row('milk_pickup', 'begun', { place: 'place', mother_name: 'Yuni', delivery: 'd' }),
  row('milk_delivery', 'd', { mother_name: 'Yuni', state: 'on_the_way' }),
  row('milk_delivery', 'asked', { mother_name: 'Nani', state: 'declared', job: 'asked-job' }),
  row('job', 'asked-job', { state: 'accepted', worker: 'joko' }),
  row('home_visit', 'visit', { patient_name: 'Karto', village: 'v', state: 'sent', where: 'RT 02' }),
  row('massage_booking', 'seen', {
    children: [{ name: 'Dek Nala' }],
    parent_name: 'Bu Wulan',
    village: 'v',
    state: 'booked',
    day: '2026-03-02',
    place: { label: 'RT 05' },
  }),
  row('massage_company', 'along', {
    booking: 'unseen',
    cadre_name: 'Teh Lilis',
    parent_name: 'Bu Rini',
    village: 'v',
    place: { label: 'RT 03', lat: -7.5, lon: 110.9 },
  }),
  row('massage_company', 'shown', { booking: 'seen', cadre_name: 'Teh Lilis', parent_name: 'Bu Wulan' }),
  row('round_visit', 'round', { person: 'p', person_name: 'Tumiyem', village: 'v', outcome: 'planned' }),
]);

describe('a job of the day plan', () => {
  it('is known by the row that stands behind it', () => {
    const pickup = jobOf(rows, 'pickup');
    expect([pickup.kind, pickup.name, pickup.from, pickup.to, pickup.village]).toEqual([
      ...['milk', 'Sri', 'Pabrik', 'Rumah', 'Kebak'],
    ]);
    expect(pickup.points).toEqual({
      pick: { label: 'Pabrik', note: '', lat: -7.5, lon: 110.9, village: 'v' },
      drop: { label: 'Rumah', note: '', lat: -7.51, lon: 110.91, village: 'v' },
    });
    expect(jobOf(rows, 'visit').name).toBe('Karto');
    expect(jobOf(rows, 'round')).toMatchObject({ kind: 'round', name: 'Tumiyem', village: 'Kebak' });
  });

  it('stays where it is once somebody is on it, and with whom it was asked of until that is taken back', () => {
    const fixed = ['pickup', 'begun', 'asked', 'visit'].map((id) => jobOf(rows, id).fixed);
    expect(fixed).toEqual(['', 'begun', 'asked', '']);
  });

  it('stays at the hour and with the cadre that a family was promised, and is moved in the calendar of massages', () => {
    expect(jobOf(rows, 'seen')).toMatchObject({ fixed: 'slot', href: '#/massage/day/2026-03-02' });
  });

  it('is the visit of another to which somebody comes along, and stays at its hour', () => {
    expect(jobOf(rows, 'along')).toMatchObject({
      ...{
        kind: 'along',
        name: 'Bu Rini',
        along: 'Teh Lilis',
        to: 'RT 03',
        village: 'Kebak',
        fixed: 'along',
      },
      points: { drop: { lat: -7.5, lon: 110.9 } },
    });
    expect(jobOf(rows, 'shown')).toMatchObject({
      id: 'shown',
      name: 'Bu Wulan',
      to: 'RT 05',
      fixed: 'along',
    });
  });

  it('without a row that this person holds has no name and no place', () => {
    expect(jobOf(rows, 'gone')).toMatchObject({ id: 'gone', kind: 'other', name: '', points: {} });
  });

  it('is done by a worker, or by a team under its own name', () => {
    expect(workerName(rows, 'couriers', 'joko')).toBe('Joko Prasetyo');
    expect(workerName(rows, 'teams', 'one')).toBe('Tim Wulan, Primadona 1');
  });
});

describe('what is said of a plan', () => {
  const nothing: Cost = { later: [], sooner: [], lost: [], won: [], working_s: 0, metres: 0 };
  const said = (change: Partial<Cost>) => costWords({ ...nothing, ...change });

  it('is what a move costs', () => {
    // The words of the page come when somebody comes in; here a key stands for them.
    expect(said({ later: [{ job: 'a', by_s: 60 }], working_s: 840 })).toBe('plan.cost_later, plan.cost_more');
    expect(said({ lost: ['a'], sooner: ['b'], working_s: -300 })).toBe(
      'plan.cost_lost, plan.cost_sooner, plan.cost_less',
    );
    expect(said({ working_s: 20 })).toBe('plan.cost_nothing');
  });

  it('is nothing of a promise that is kept, and a reason that has no words stays readable', () => {
    expect(lateWords({ standing: 'kept', over: 0 })).toBe('');
    expect(lateWords({ standing: 'risk', over: 3 })).toBe('plan.risk');
    expect(lateBy(20)).toBe('plan.change_late');
    expect(whyWords('something_new')).toBe('something_new');
  });
});
