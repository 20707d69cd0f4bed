// What a booking at the desk is made of.
import { instantOf } from '../../lib/format';
import { newId } from '../../lib/ids';
import type { BodyOf } from '../../lib/verbs';
import type { Said } from './questions';
import type { wishOf } from './wish';

export interface Child {
  name: string;
  born: string;
  /** female or male; empty: not asked. */
  sex: string;
}
export const newChild = (): Child => ({ name: '', born: '', sex: '' });
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
  /** Where the home is, where somebody showed it. */
  point: { lat: number; lon: number } | null;
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
const WEEK_MS = 7 * 86_400_000;
const LATEST = '23:59';

/** The command: at an hour of a cadre, or with a wish in place of it. */
export function bodyOf(
  d: Draft,
  cadre: string,
  at: string,
  wish?: ReturnType<typeof wishOf>,
): BodyOf<'massage.book'> {
  const parent = d.parent.person
    ? { person: d.parent.person }
    : { name: d.parent.name.trim(), phone: d.parent.phone.trim() };
  return {
    booking: newId(),
    parent,
    children: d.children.map((child) => ({
      name: child.name.trim(),
      born: child.born,
      ...(child.sex ? { sex: child.sex } : {}),
    })),
    village: d.village,
    place: {
      label: d.address.trim(),
      note: d.note.trim(),
      lat: d.point?.lat ?? 0,
      lon: d.point?.lon ?? 0,
      village: d.village,
    },
    ...(wish ? { cadre: '', wish } : { cadre, at, ...(d.weeks > 1 ? { weeks: d.weeks } : {}) }),
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

/** The visits of a course from its first one on, a week apart: each with whether its hour is among the free ones. */
export function courseOf(first: string, weeks: number, free: string[]): { at: string; free: boolean }[] {
  const open = new Set(free.map((at) => Date.parse(at)));
  return Array.from({ length: weeks }, (_, i) => {
    const at = Date.parse(first) + i * WEEK_MS;
    return { at: new Date(at).toISOString(), free: open.has(at) };
  });
}
