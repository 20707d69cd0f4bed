// What a booking at the desk is made of.
import { instantOf } from '../../lib/format';
import { newId } from '../../lib/ids';
import type { BodyOf } from '../../lib/verbs';
import type { Said } from './questions';

export interface Child {
  name: string;
  born: string;
}
export interface Parent {
  /** Her record in the register; none: she is told of by name. */
  person: string;
  name: string;
  phone: string;
}
export interface Draft {
  parent: Parent;
  children: Child[];
  village: string;
  address: string;
  note: string;
  reason: string;
  said: Said;
  immunised: string;
  letter: boolean;
  midwife: boolean;
  weeks: number;
  /** A parent is there during the visit and agrees to the oil. */
  stays: boolean;
}

/** An immunisation of which the hour is not known counts as given at the end of that day: the strict side. */
const LATEST = '23:59';

/** The command. */
export function bodyOf(d: Draft, cadre: string, at: string): BodyOf<'massage.book'> {
  const parent = d.parent.person
    ? { person: d.parent.person }
    : { name: d.parent.name.trim(), phone: d.parent.phone.trim() };
  return {
    booking: newId(),
    parent,
    children: d.children.map((child) => ({ name: child.name.trim(), born: child.born })),
    village: d.village,
    place: { label: d.address.trim(), note: d.note.trim(), lat: 0, lon: 0, village: d.village },
    cadre,
    at,
    ...(d.weeks > 1 ? { weeks: d.weeks } : {}),
    answers: {
      ...d.said,
      reason: d.reason,
      letter: d.letter,
      midwife: d.midwife,
      parent: d.stays,
      ...(d.said.vaccinated === 'yes' && d.immunised ? { immunised: instantOf(d.immunised, LATEST) } : {}),
    },
  } as BodyOf<'massage.book'>;
}

/** Which part of a draft is missing: a key of the catalogue; empty: all is there. */
export function missing(d: Draft, questions: number): string {
  if (!d.parent.person && (!d.parent.name.trim() || !d.parent.phone.trim())) return 'massage.why_parent';
  if (d.children.some((child) => !child.name.trim() || !child.born)) return 'massage.why_children';
  if (!d.village) return 'massage.why_village';
  if (!d.reason) return 'massage.why_reason';
  if (questions > 0) return 'massage.why_questions';
  return d.stays ? '' : 'massage.why_stays';
}
