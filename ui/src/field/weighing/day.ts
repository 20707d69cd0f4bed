// The children of a posyandu on a day, from the rows of the phone: who is expected, who was weighed, who comes next, and
// what the day came to. Pure.
import { monthsOld } from '../../lib/age';
import type { GrowthLine } from '../../lib/contract.weighing';
import { matches } from '../../lib/queue';
import type { Tables } from '../../lib/tables';
import { judge, urgent, USUAL, type Judged, type Limits, type Worry } from './judge';

export interface DayChild {
  id: string;
  guest: boolean;
  name: string;
  sex: string;
  born: string;
  /** A guest whose name was erased: `name` only says so. */
  unnamed?: boolean;
  /** Where a guest is from. */
  from: string;
  mother: string;
  house: string;
  months: number;
  /** The weighings before this day, the earliest first. */
  before: GrowthLine[];
  /** The last one with a weight before this month. */
  last?: GrowthLine;
  /** That of this day; or another one of this month. */
  now?: GrowthLine;
  /** What `now` comes to. */
  judged?: Judged;
}

const CHILDREN_TO = 5;
const GUESTS_FOR_MONTHS = 6;
/** The children whom a posyandu measures and gives capsules in: the default of the policy. */
export const GREAT_MONTHS = [2, 8];

const shifted = (day: string, months: number): string => {
  const made = new Date(day + 'T00:00:00Z');
  made.setUTCMonth(made.getUTCMonth() + months);
  return made.toISOString().slice(0, 10);
};

/** The children under five of the posyandu by name, then the guests who came within the last half year. */
export function childrenOf(rows: Tables, posyandu: string, day: string, limits: Limits = USUAL): DayChild[] {
  const cards = new Map(rows.all('growth_card').map((card) => [card.id, card]));
  const made = (
    who: Pick<DayChild, 'id' | 'guest' | 'name'> & Partial<DayChild>,
    lines: GrowthLine[],
  ): DayChild => {
    const before = lines.filter((l) => l.on < day);
    const now = lines.filter((l) => l.on.slice(0, 7) === day.slice(0, 7) && l.on <= day).at(-1);
    const last = before.filter((l) => !!l.weight_g && l.on.slice(0, 7) < day.slice(0, 7)).at(-1);
    const child: DayChild = { sex: '', born: '', from: '', mother: '', house: '', ...who, months: 0, before };
    child.months = monthsOld(child.born, day);
    if (last) child.last = last;
    if (now) {
      child.now = now;
      child.judged = judge(
        child,
        now,
        before.filter((l) => l.on < now.on),
        limits,
        now.sure,
      );
    }
    return child;
  };
  const [oldest, latest] = [shifted(day, -12 * CHILDREN_TO), shifted(day, -GUESTS_FOR_MONTHS)];
  const ours = rows
    .where('person', (p) => p.posyandu === posyandu && (p.born ?? '') > oldest && (p.born ?? '') <= day)
    .map((p) =>
      made(
        {
          id: p.id,
          guest: false,
          name: p.name,
          sex: p.sex ?? '',
          born: p.born ?? '',
          mother: (p.mother && rows.get('person', p.mother)?.name) || p.mother_name || '',
          house: p.house_code ?? '',
        },
        cards.get(p.id)?.lines ?? [],
      ),
    );
  const guests = rows
    .where('growth_card', (c) => c.guest && c.posyandu === posyandu && (c.last_on ?? '') > latest)
    .map((c) =>
      made(
        {
          id: c.id,
          guest: true,
          name: c.name,
          sex: c.sex ?? '',
          born: c.born ?? '',
          from: c.from ?? '',
        },
        c.lines,
      ),
    );
  const byName = (a: DayChild, b: DayChild) => a.name.localeCompare(b.name);
  return [...ours.sort(byName), ...guests.sort(byName)];
}

/** Who comes after somebody: the next in the row who was not weighed, and at its end from its beginning. */
export function nextAfter(all: DayChild[], id: string, later: string[] = []): DayChild | undefined {
  const at = all.findIndex((c) => c.id === id);
  const round = [...all.slice(at + 1), ...all.slice(0, Math.max(at, 0))];
  const open = round.filter((c) => !c.now);
  return open.find((c) => !later.includes(c.id)) ?? open[0];
}

export const found = (all: DayChild[], query: string): DayChild[] =>
  all.filter((c) => matches(query, c.name, c.mother, c.house));

export interface DaySum {
  s: number;
  k: number;
  d: number;
  n: number;
  t: number;
  o: number;
  b: number;
  twoT: number;
  bgm: number;
  guests: number;
  /** Who has a card and has not come. */
  absent: DayChild[];
  urgent: { child: DayChild; reasons: Worry[] }[];
}
/** S, K, D, N, T, O, B of the month so far, as the form counts them: guests in none of them. */
export function sumOf(all: DayChild[]): DaySum {
  const ours = all.filter((c) => !c.guest);
  const come = ours.filter((c) => c.now);
  const has = (status: string) => come.filter((c) => c.judged?.status === status).length;
  const with_ = (reason: Worry) => come.filter((c) => c.judged?.reasons.includes(reason)).length;
  return {
    s: ours.length,
    k: ours.filter((c) => c.now || c.before.length > 0).length,
    d: come.length,
    n: has('N'),
    t: has('T'),
    o: has('O'),
    b: has('B'),
    twoT: with_('two_t'),
    bgm: with_('below_red_line'),
    guests: all.filter((c) => c.guest && c.now).length,
    absent: ours.filter((c) => !c.now),
    urgent: all
      .filter((c) => c.judged && urgent(c.judged.reasons))
      .map((child) => ({ child, reasons: child.judged!.reasons })),
  };
}

/** The day on which a posyandu opens in a month; a 31st is the last of a shorter month. */
export function opensOn(openDay: number, month: string): string {
  if (openDay < 1) return '';
  const [y = 0, m = 0] = month.split('-').map(Number);
  const last = new Date(Date.UTC(y, m, 0)).getUTCDate();
  return `${month}-${String(Math.min(openDay, last)).padStart(2, '0')}`;
}
