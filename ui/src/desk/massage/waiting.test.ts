import { describe, expect, test } from 'vitest';
import type { MassageBooking, MassageRoster } from '../../lib/contract.massage';
import { hitBy } from './hits';
import { waitingOf } from './waiting';

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
const roster: MassageRoster = {
  id: 'c1',
  name: 'Ai',
  hours: [],
  off: [{ from: '2026-03-02', to: '2026-03-03', why: 'ill' }],
  own_bike: false,
};

describe('what waits for the desk', () => {
  test('is what has no slot, then what was hit, then what is unanswered, then who has not confirmed', () => {
    const all = [
      booking({ id: 'later', state: 'asked', day: '2026-03-09', hold_until: at('09:00') }),
      booking({ id: 'sooner', state: 'asked', day: '2026-03-09', hold_until: at('08:00') }),
      booking({ id: 'fine', day: '2026-03-09' }),
      booking({ id: 'offered', offer_cadre: 'c2' }),
      booking({ id: 'hit' }),
      booking({ id: 'late', state: 'to_move', cadre: '', made_at: at('01:00') }),
      booking({ id: 'first', state: 'to_move', cadre: '' }),
    ];
    const found = waitingOf(all, [roster]);
    expect(found.map((w) => w.booking.id)).toEqual(['first', 'late', 'hit', 'offered', 'sooner', 'later']);
    expect(found[2]).toMatchObject({ what: 'hit', off: 'ill', due: Date.parse(at('02:00')) });
  });

  test('is first of all what nobody has set out for, and after the slots whoever is not to go alone', () => {
    const said = { id: 'r', cadre: 'c2', parent: 'p', booking: 'x', want: 'company' as const, said_at: '' };
    const company = {
      id: 'c',
      booking: 'with',
      companion: 'c3',
      companion_name: 'Ai',
      cadre: 'c2',
      cadre_name: 'Ea',
      day: '2026-03-09',
      from: at('02:00'),
      to: at('02:45'),
      said_at: at('00:00'),
    };
    const all = [
      booking({ id: 'alone', cadre: 'c2', day: '2026-03-09' }),
      booking({ id: 'with', cadre: 'c2', day: '2026-03-09' }),
      booking({ id: 'none', state: 'to_move', cadre: '' }),
      booking({ id: 'late', cadre: 'c2', late_at: at('02:20'), offer_cadre: 'c3' }),
      booking({ id: 'came', cadre: 'c2', late_at: at('02:20'), state: 'done' }),
    ];
    const found = waitingOf(all, [], [], { refusals: [said], companies: [company] });
    expect(found.map((w) => [w.booking.id, w.what])).toEqual([
      ['late', 'late'],
      ['none', 'to_move'],
      ['alone', 'company'],
    ]);
    expect(found[0]?.due).toBe(Date.parse(at('02:00')));
  });

  test('a visit on a holiday is hit, one that is over is not', () => {
    const all = [booking({ id: 'a', cadre: 'c9' }), booking({ id: 'b', cadre: 'c9', state: 'done' })];
    expect(waitingOf(all, [roster], ['2026-03-02']).map((w) => [w.booking.id, w.off])).toEqual([
      ['a', 'holiday'],
    ]);
  });

  test('days off tell which visits they hit, before they are written down', () => {
    const all = [
      booking({ id: 'late', from: at('05:00') }),
      booking({ id: 'early' }),
      booking({ id: 'other', cadre: 'c2' }),
      booking({ id: 'past', day: '2026-03-01' }),
      booking({ id: 'done', state: 'done' }),
    ];
    expect(hitBy(all, 'c1', { from: '2026-03-02', to: '2026-03-02' }).map((b) => b.id)).toEqual([
      'early',
      'late',
    ]);
  });
});
