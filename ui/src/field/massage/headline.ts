// What the page of one visit says first. Pure.
import type { MassageBooking, MassageVisit } from '../../lib/contract.massage';
import { duration, hour, weekday } from '../../lib/format';
import type { Result } from '../../lib/screening';
import { line, type Line } from '../../lib/text';
import { nameOf, stateOf } from '../../desk/massage/words';
import type { Next } from './day';

export function headline(
  booking: MassageBooking | undefined,
  visit: MassageVisit | undefined,
  now: {
    next: Next;
    /** What today's questions said, if they were answered. */
    verdict: Result | undefined;
    /** Minutes that she is late for it; 0: she is not. */
    late: number;
    /** It waited out an immunisation, and is on another day since. */
    movedOn: boolean;
  },
): Line {
  if (!booking) return line('massage.one_gone');
  const at = { hour: hour(booking.from), name: nameOf(booking) };
  switch (now.next) {
    case 'finish':
      return line('massage.one_running', { hour: hour(visit?.started_at) });
    case 'begin':
      return line('massage.one_begin');
    case 'ask':
      return line(now.verdict ? 'massage.one_again' : 'massage.one_ask');
    case 'set_out':
      return now.late > 0
        ? line('massage.one_late', { ...at, time: duration(now.late) })
        : line('massage.one_out', at);
  }
  return now.movedOn
    ? line('massage.rest_moved', { day: weekday(booking.from), hour: hour(booking.from) })
    : line('massage.one_over', { state: stateOf(booking) });
}
