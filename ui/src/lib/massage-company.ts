// Who comes along to a visit of a massage. Pure.
import type { Id } from './contract';
import type { MassageBooking, MassageCompany, MassageRefusal } from './contract.massage';

/** Who comes along at present; undefined: nobody. */
export const companyOf = (all: MassageCompany[], booking: Id): MassageCompany | undefined =>
  all.find((c) => c.booking === booking && !c.ended_at);

/** Whether the cadre of a visit does not go alone to this home: she said it of this visit or of another one there. */
export const wantsCompany = (refusals: MassageRefusal[], b: MassageBooking): boolean =>
  refusals.some(
    (r) => r.cadre === b.cadre && r.want === 'company' && (r.booking === b.id || r.parent === b.parent),
  );

/** Whether somebody has visits of others, or is to read that one of today or later is off. */
export const comesAlong = (all: MassageCompany[], worker: Id, today: string): boolean =>
  all.some((c) => c.companion === worker && (!c.ended_at || (c.day >= today && c.why !== 'over')));

const SHOWN = ['desk', 'replaced', 'moved', 'ended', 'absent'];

/** The visits to which a worker comes along from a day on, by the hour; with those that are off, of that day and the next. */
export function alongsOf(
  all: MassageCompany[],
  worker: Id,
  today: string,
  until: string,
): { ahead: MassageCompany[]; off: MassageCompany[] } {
  const mine = all
    .filter((c) => c.companion === worker && c.day >= today)
    .sort((a, b) => a.from.localeCompare(b.from) || a.said_at.localeCompare(b.said_at));
  const ahead = mine.filter((c) => !c.ended_at);
  return {
    ahead,
    // Named again for the same visit: what was before it is nobody's news.
    off: mine.filter(
      (c) =>
        c.ended_at &&
        SHOWN.includes(c.why ?? '') &&
        c.day <= until &&
        !ahead.some((a) => a.booking === c.booking),
    ),
  };
}
