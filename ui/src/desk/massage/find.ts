// Finding a booking by what a family says on the telephone. Pure; days are civil days.
import type { MassageBooking } from '../../lib/contract.massage';
import { fold } from '../../lib/fold';

/** As many digits of a telephone as somebody says, at the least. */
const LEAST_DIGITS = 3;

/** Whether a booking is what was typed: its number, the end of its telephone, or the beginnings of names. */
export function isMeant(b: MassageBooking, said: string): boolean {
  const typed = said.trim();
  if (/^#?[\d\s+-]+$/.test(typed)) {
    const digits = typed.replace(/\D/g, '');
    const phone = (b.parent_phone ?? '').replace(/\D/g, '');
    const end = digits.replace(/^(62|0)/, '');
    return (
      b.number === Number(digits) ||
      (digits.length >= LEAST_DIGITS && end !== '' && (phone.endsWith(digits) || phone.endsWith(end)))
    );
  }
  const words = fold(typed).split(' ').filter(Boolean);
  const names =
    ' ' + fold([b.parent_name, ...(b.children ?? []).map((c) => c.name)].filter(Boolean).join(' '));
  return words.length > 0 && words.every((word) => names.includes(' ' + word));
}

/** The bookings that may be meant: that of the number first, then what is ahead, the next first, then what is over, the latest first. */
export function found(bookings: MassageBooking[], said: string, today: string): MassageBooking[] {
  const number = /^#?\d+$/.test(said.trim()) ? Number(said.trim().replace('#', '')) : -1;
  const when = (b: MassageBooking) => b.from ?? b.made_at;
  const over = (b: MassageBooking) => !!b.ended_at || (!!b.day && b.day < today);
  return bookings
    .filter((b) => isMeant(b, said))
    .sort(
      (a, b) =>
        Number(b.number === number) - Number(a.number === number) ||
        Number(over(a)) - Number(over(b)) ||
        (over(a) ? when(b).localeCompare(when(a)) : when(a).localeCompare(when(b))) ||
        a.number - b.number,
    );
}
