// Another day after an immunisation: which hour is said aloud to the parent, and what was said to it. Pure.
import type { Id, Stamp } from '../../lib/contract';
import { day } from '../../lib/format';
import { move } from '../../lib/schedule';

export interface FreeSlot {
  cadre: Id;
  name: string;
  from: Stamp;
  to: Stamp;
}
/** A slot to which the parent said no. */
export interface Declined {
  cadre: Id;
  from: Stamp;
}
/** What is told with the answers: the slot that was agreed to, and those that were not wanted. */
export interface Rested {
  cadre?: Id;
  at?: Stamp;
  agreed?: boolean;
  no?: Declined[];
}
/** So many hours are said aloud; then the family has the rest by message. */
export const MOST_SAID = 3;
/** So many days after the rest are looked at, as the health centre does. */
export const LOOK_DAYS = 7;

/** The days in which free slots are asked for after the rest, both included. */
export const daysAfter = (until: number): { from: string; to: string } => ({
  from: day(until),
  to: move(day(until), LOOK_DAYS),
});

const at = (stamp: Stamp): number => Date.parse(stamp);

/** The first slot after the rest that was not said no to; at one hour hers before anybody else's. */
export function nextOf(free: FreeSlot[], until: number, hers: Id, no: Declined[]): FreeSlot | undefined {
  if (no.length >= MOST_SAID) return undefined;
  const other = (slot: FreeSlot): number => (slot.cadre === hers ? 0 : 1);
  return free
    .filter((slot) => at(slot.from) >= until)
    .filter((slot) => !no.some((one) => one.cadre === slot.cadre && at(one.from) === at(slot.from)))
    .sort((a, b) => at(a.from) - at(b.from) || other(a) - other(b))[0];
}

/** What is sent of it: a yes with its slot, and every no. */
export function toldOf(yes: FreeSlot | undefined, no: Declined[]): Rested {
  return {
    ...(yes ? { cadre: yes.cadre, at: yes.from, agreed: true } : {}),
    ...(no.length > 0 ? { no } : {}),
  };
}
