import { describe, expect, test } from 'vitest';
import type { MassageBooking } from '../../lib/contract.massage';
import {
  whyAt,
  openOn,
  blocksOf,
  blocksOn,
  clockOf,
  linesOf,
  minuteOf,
  nudge,
  snap,
  weekOf,
  type Room,
} from './grid';

const at = (hour: string) => `2026-03-02T${hour}:00.000Z`;
const booking = (more: Partial<MassageBooking>): MassageBooking => ({
  id: 'b1',
  number: 1,
  parent: 'p',
  village: 'v',
  cadre: 'c1',
  day: '2026-03-02',
  from: at('02:00'),
  to: at('02:45'),
  state: 'booked',
  door: 'desk',
  verdict: 'go',
  nth: 1,
  made_at: at('00:00'),
  ...more,
});
const room: Room = { rows: 3, days: ['2026-03-02'], earliest: 480, latest: 960, step: 30 };

describe('the calendar of massages', () => {
  test('shows visits with a slot and what is offered beside them, and nothing that will not be', () => {
    const offered = booking({
      id: 'b2',
      number: 2,
      offer_cadre: 'c2',
      offer: { from: at('04:00'), to: at('04:45'), day: '2026-03-03', why: 'weather' },
    });
    const blocks = blocksOf([
      offered,
      booking({}),
      booking({ id: 'b3', state: 'cancelled' }),
      booking({ id: 'b4', state: 'to_move', cadre: '' }),
      booking({ id: 'b5', state: 'referred', cadre: '' }),
    ]);
    expect(blocks.map((b) => [b.booking.id, b.cadre, b.offered])).toEqual([
      ['b1', 'c1', false],
      ['b2', 'c1', false],
      ['b2', 'c2', true],
    ]);
    expect(blocksOn(blocks, 'c2', '2026-03-03')).toHaveLength(1);
  });

  test('two that touch the same hour stand under each other', () => {
    const blocks = blocksOf([
      booking({ id: 'a', number: 1 }),
      booking({ id: 'b', number: 2, from: at('02:30'), to: at('03:15') }),
      booking({ id: 'c', number: 3, from: at('02:45'), to: at('03:30') }),
    ]);
    expect(linesOf(blocks)).toEqual([0, 1, 0]);
  });

  test('a week begins on Monday, whatever day it is asked on', () => {
    for (const day of ['2026-03-02', '2026-03-05', '2026-03-08'])
      expect(weekOf(day)).toEqual([2, 3, 4, 5, 6, 7, 8].map((n) => `2026-03-0${n}`));
  });

  test('what is dropped stands on the grid and in the day', () => {
    expect(snap(500, room)).toBe(510);
    expect(snap(494, room)).toBe(480);
    expect(snap(0, room)).toBe(480);
    expect(snap(2000, room)).toBe(930);
    expect(clockOf(minuteOf('08:05'))).toBe('08:05');
  });

  test('the arrows move by steps in a day and by days in a week, and stop at the edges', () => {
    const held = { booking: 'b1', row: 0, day: '2026-03-02', minute: 540 };
    expect(nudge(held, 'ArrowUp', false, room)).toEqual(held);
    expect(nudge(held, 'ArrowDown', false, room).row).toBe(1);
    expect(nudge(held, 'ArrowRight', false, room).minute).toBe(570);
    expect(nudge({ ...held, minute: 480 }, 'ArrowLeft', false, room).minute).toBe(480);
    expect(nudge(held, 'ArrowRight', true, room)).toEqual(held);
    const week = { ...room, days: weekOf('2026-03-02') };
    expect(nudge(held, 'ArrowRight', false, week).day).toBe('2026-03-03');
    expect(nudge(held, 'ArrowLeft', false, week).day).toBe('2026-03-02');
    expect(nudge(held, 'ArrowRight', true, week).minute).toBe(570);
  });

  test('says before it is put down whether a visit could begin there', () => {
    const fits = {
      earliest: '08:00',
      step_minutes: 30,
      days: [{ cadre: 'c1', day: '2026-03-02', whys: ['', '', 'massage.slot_taken', ''] }],
    };
    expect(whyAt(fits, 'c1', '2026-03-02', 480)).toBe('');
    expect(whyAt(fits, 'c1', '2026-03-02', 540)).toBe('massage.slot_taken');
    expect(whyAt(fits, 'c1', '2026-03-02', 500)).toBeUndefined();
    expect(whyAt(fits, 'c2', '2026-03-02', 480)).toBeUndefined();
    expect(whyAt(null, 'c1', '2026-03-02', 480)).toBeUndefined();
    expect(openOn(fits, 'c1', '2026-03-02')).toEqual([
      { from: 480, to: 540 },
      { from: 570, to: 600 },
    ]);
  });
});
