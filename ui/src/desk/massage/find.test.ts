import { describe, expect, it } from 'vitest';
import type { MassageBooking } from '../../lib/contract.massage';
import { found } from './find';

const booking = (number: number, parent: string, child: string, phone: string, day: string, over = false) =>
  ({
    id: 'b' + number,
    number,
    parent_name: parent,
    parent_phone: phone,
    children: [{ id: 'c' + number, name: child }],
    day,
    from: day && day + 'T02:00:00Z',
    made_at: '2026-03-01T01:00:00Z',
    ...(over ? { ended_at: day + 'T03:00:00Z' } : {}),
  }) as MassageBooking;

const all = [
  booking(12, 'Ibu Sri Wahyuni', 'Nala', '+6281355500078', '2026-03-05'),
  booking(13, 'Ibu Sri Wahyuni', 'Nala', '+6281355500078', '2026-03-12'),
  booking(3, 'Ibu Sri Wahyuni', 'Nala', '+6281355500078', '2026-01-08', true),
  booking(5, 'Ibu Sri Wahyuni', 'Nala', '+6281355500078', '2026-02-08', true),
  booking(78, 'Bu Maya', 'Dek Joko', '+6281200000911', '2026-03-03'),
];
const numbers = (said: string) => found(all, said, '2026-03-02').map((b) => b.number);

describe('finding a booking', () => {
  it('by its number, as it is printed or as it is said', () => {
    expect(numbers('12')).toEqual([12]);
    expect(numbers('#0012')).toEqual([12]);
  });
  it('by the end of the telephone, and by all of it; the number stands first', () => {
    expect(numbers('0911')).toEqual([78]);
    expect(numbers('0812 0000 0911')).toEqual([78]);
    expect(numbers('62812-0000-0911')).toEqual([78]);
    expect(numbers('078')).toEqual([78, 12, 13, 5, 3]);
    expect(numbers('11')).toEqual([]);
  });
  it('by the beginnings of names: what is ahead before what is over', () => {
    expect(numbers('sri nal')).toEqual([12, 13, 5, 3]);
    expect(numbers('djoko')).toEqual([78]);
    expect(numbers('ala')).toEqual([]);
    expect(numbers('  ')).toEqual([]);
  });
});
