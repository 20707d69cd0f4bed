import { describe, expect, it } from 'vitest';
import type { MassageBooking, MassageCompany } from '../../lib/contract.massage';
import { alongFirst, dayOf, numbered } from './day';

const TODAY = '2026-03-03';
const at = (clock: string) => `${TODAY}T${clock}:00+07:00`;
const visit = (id: string, clock: string, state = 'booked') =>
  ({ id, cadre: 'euis', day: TODAY, from: at(clock), to: at(clock), state }) as MassageBooking;
const along = (id: string, clock: string) =>
  ({ id, booking: id + '-visit', companion: 'euis', day: TODAY, from: at(clock) }) as MassageCompany;
const told = (...args: Parameters<typeof numbered>) => numbered(...args).map((stop) => [stop.id, stop.n]);

describe('a day with the visits of others', () => {
  const mine = dayOf([visit('early', '08:00', 'done'), visit('noon', '12:00')], 'euis', TODAY);

  it('has them among its own, by the plan or by the hours', () => {
    const alongs = [along('with', '10:00')];
    expect(told(mine, [], alongs)).toEqual([
      ['early', 0],
      ['with', 1],
      ['noon', 2],
    ]);
    expect(told(mine, ['noon', 'with'], alongs)).toEqual([
      ['early', 0],
      ['noon', 1],
      ['with', 2],
    ]);
  });

  it('keeps in front what she has begun herself', () => {
    const begun = dayOf([visit('noon', '12:00', 'started')], 'euis', TODAY);
    expect(told(begun, ['with', 'noon'], [along('with', '10:00')])).toEqual([
      ['noon', 1],
      ['with', 2],
    ]);
  });

  it('says the visit of another first, unless her own is earlier, late or begun', () => {
    const alongs = [along('with', '10:00')];
    const now = Date.parse(at('09:00'));
    expect(alongFirst(alongs, undefined, now)?.id).toBe('with');
    expect(alongFirst(alongs, visit('noon', '12:00'), now)?.id).toBe('with');
    expect(alongFirst(alongs, visit('first', '09:30'), now)).toBeUndefined();
    expect(alongFirst(alongs, visit('late', '08:30'), now)).toBeUndefined();
    expect(alongFirst(alongs, visit('on', '12:00', 'on_way'), now)).toBeUndefined();
    expect(alongFirst([], visit('noon', '12:00'), now)).toBeUndefined();
  });
});
