// Which danger signs are asked at which visit, and what they mean together. Pure; the table itself is the centre's.
import type { RecordKind } from '../lib/contract.care';
import type { Colour } from '../lib/contract';
import type { Sign } from '../lib/visit';

export type Group = 'adult_elderly' | 'pregnant' | 'postpartum' | 'newborn_0_2m' | 'child_2_59m';

const numbered = (letter: string, last: number): string[] =>
  Array.from({ length: last }, (_, i) => letter + String(i + 1).padStart(2, '0'));
/** The signs of the app's own table, for a phone that has never read the centre's. */
const OWN: Record<Group, string[]> = {
  adult_elderly: numbered('E', 9),
  pregnant: numbered('P', 12),
  postpartum: numbered('F', 5),
  newborn_0_2m: numbered('N', 8),
  child_2_59m: numbered('C', 11),
};

/** Whose signs are asked: the kind of the visit says it, else the age and a day that a birth is expected on. */
export function groupOf(kind: RecordKind, months: number, expecting: boolean): Group {
  if (kind === 'antenatal') return 'pregnant';
  if (kind === 'postnatal') return 'postpartum';
  if (kind === 'newborn') return 'newborn_0_2m';
  const small = months >= 0 && months < 60;
  if (kind === 'child' || (kind === 'general' && small))
    return months >= 0 && months < 2 ? 'newborn_0_2m' : 'child_2_59m';
  return kind === 'general' && expecting ? 'pregnant' : 'adult_elderly';
}

const RANK: Record<Colour, number> = { red: 0, yellow: 1, green: 2 };
/** A sign as it is asked; without a table nobody knows its colour, and it is taken for the gravest. */
export interface Asked {
  code: string;
  colour: Colour;
}

/** The questions of a group, the gravest first; those of the table where it has been read. */
export function asksOf(group: Group, table: Sign[] | undefined): Asked[] {
  const known = (table ?? []).filter((sign) => sign.group === group);
  if (known.length === 0) return OWN[group].map((code) => ({ code, colour: 'red' }));
  return known
    .map(({ code, colour }, i) => ({ code, colour, i }))
    .sort((a, b) => RANK[a.colour] - RANK[b.colour] || a.i - b.i)
    .map(({ code, colour }) => ({ code, colour }));
}

/** The gravest colour of the signs that are there; "" where there is none. */
export function worstOf(asked: Asked[], answers: Record<string, string>): Colour | '' {
  const there = asked.filter((sign) => answers[sign.code] === 'yes');
  return there.sort((a, b) => RANK[a.colour] - RANK[b.colour])[0]?.colour ?? '';
}
