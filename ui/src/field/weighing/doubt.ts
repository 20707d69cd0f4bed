// What is asked about figures before they are kept: the twin of calc/growth's Doubt. It never says what the right figure
// would be. Pure; golden.test.ts holds it to Go.
import {
  asLying,
  BEFORE_BIRTH,
  compute,
  NOBODY,
  UNIT,
  whenOf,
  type Child,
  type Index,
  type Result,
} from './growth';

/** The codes, in the order in which they are asked. */
export const DOUBTS = [
  'age_before_birth',
  'weight_unit',
  'weight_slip',
  'length_unit',
  'length_slip',
  'head_slip',
  'weight_length_swapped',
  'weight_implausible',
  'length_implausible',
  'head_implausible',
  'weight_length_disagree',
  'weight_jump',
  'length_jump',
  'length_shrank',
  'head_jump',
  'head_shrank',
  'position_missing',
  'standing_under_24_months',
  'lying_from_24_months',
] as const;
export type Doubt = (typeof DOUBTS)[number];
/** Asked of the weighing before, not of the figures alone. */
export const JUMPS: readonly Doubt[] = [
  'weight_jump',
  'length_jump',
  'length_shrank',
  'head_jump',
  'head_shrank',
];
/** About how a child lay or stood: worth asking at the board, no reason to look at the child again. */
export const POSITIONS: readonly Doubt[] = [
  'position_missing',
  'standing_under_24_months',
  'lying_from_24_months',
];

const MOST_JUMP = 200;
const SHRINK_ALLOWED = 7000;
const HEAD_ALLOWED = 5000;
const MOST_32 = 2 ** 31 - 1;

type Measure = 'weight' | 'length' | 'head';
const FIGURES: Record<Measure, { index: Index; least: number; most: number }> = {
  weight: { index: 'weight_for_age', least: UNIT / 2, most: 45 * UNIT },
  length: { index: 'length_for_age', least: 25 * UNIT, most: 140 * UNIT },
  head: { index: 'head_for_age', least: 18 * UNIT, most: 65 * UNIT },
};

/** Whether a value may be this child's: not flagged, or within wide bounds where no table says. */
function fits(child: Child, of: Measure, value: number): boolean {
  if (value <= 0) return true;
  if (!child.sex)
    return fits({ ...child, sex: 'male' }, of, value) || fits({ ...child, sex: 'female' }, of, value);
  const one: Child = {
    ...NOBODY,
    sex: child.sex,
    days: child.days,
    measure: child.measure,
    [of]: value,
  };
  const { index, least, most } = FIGURES[of];
  const score = compute(one).scores[index];
  return score ? !score.flagged : value >= least && value <= most;
}

/** The point one place to either side, and then the other unit. */
function slip(child: Child, of: Measure, point: Doubt, unit: Doubt | '', up: number, down: number): Doubt[] {
  const value = child[of];
  const tried = (times: number, over: number) => {
    const v = Math.trunc((value * times) / over);
    return v <= MOST_32 && fits(child, of, v);
  };
  if (tried(10, 1) || tried(1, 10)) return [point];
  return unit && tried(up, down) ? [unit] : [];
}

function mistyped(c: Child): Doubt[] {
  const [weight, length, head] = [
    fits(c, 'weight', c.weight),
    fits(c, 'length', c.length),
    fits(c, 'head', c.head),
  ];
  if (!weight && !length && fits(c, 'weight', c.length) && fits(c, 'length', c.weight))
    return ['weight_length_swapped'];
  return [
    ...(weight ? [] : slip(c, 'weight', 'weight_slip', 'weight_unit', 1, 1000)),
    ...(length ? [] : slip(c, 'length', 'length_slip', 'length_unit', 100, 1)),
    ...(head ? [] : slip(c, 'head', 'head_slip', '', 1, 1)),
  ];
}

function implausible(c: Child): Doubt[] {
  const list: Doubt[] = [];
  if (!fits(c, 'weight', c.weight)) list.push('weight_implausible');
  if (!fits(c, 'length', c.length)) list.push('length_implausible');
  if (!fits(c, 'head', c.head)) list.push('head_implausible');
  const { scores } = compute(c);
  if (list.length === 0 && (scores.weight_for_length?.flagged || scores.bmi_for_age?.flagged))
    list.push('weight_length_disagree');
  return list;
}

function jumped(before: Result, after: Result, index: Index): boolean {
  const [was, is] = [before.scores[index], after.scores[index]];
  return !!was && !!is && Math.abs(is.z - was.z) > MOST_JUMP;
}
/** A weight too far from the one before whatever the ages; the water of an oedema is not asked about. */
function leapt(prev: Child, now: Child, aged: boolean): boolean {
  if (prev.weight <= 0 || now.weight <= 0 || prev.oedema || now.oedema) return false;
  return now.weight * 100 < prev.weight * 90 || (!aged && now.weight * 100 > prev.weight * 150);
}
function jumps(prev: Child | undefined, now: Child): Doubt[] {
  if (!prev) return [];
  const aged = prev.days >= 0 && now.days >= 0;
  if (aged && prev.days >= now.days) return [];
  const [before, after] = [compute(prev), compute(now)];
  const list: Doubt[] = [];
  if (jumped(before, after, 'weight_for_age') || leapt(prev, now, aged)) list.push('weight_jump');
  if (jumped(before, after, 'length_for_age')) list.push('length_jump');
  const [was, is] = [asLying(prev, before), asLying(now, after)];
  if (was > 0 && is > 0 && is < was - SHRINK_ALLOWED) list.push('length_shrank');
  if (jumped(before, after, 'head_for_age')) list.push('head_jump');
  if (prev.head > 0 && now.head > 0 && now.head < prev.head - HEAD_ALLOWED) list.push('head_shrank');
  return list;
}

function position(c: Child): Doubt[] {
  const when = whenOf(c);
  if (c.length <= 0) return [];
  if (c.measure === '') return ['position_missing'];
  if (when.known && when.small && c.measure === 'standing') return ['standing_under_24_months'];
  if (when.known && !when.small && c.measure === 'lying') return ['lying_from_24_months'];
  return [];
}

/** Why the figures of now are asked again; `prev` is the time before. */
export function doubt(prev: Child | undefined, now: Child): Doubt[] {
  const first: Doubt[] = now.days === BEFORE_BIRTH ? ['age_before_birth'] : [];
  const typing = mistyped(now);
  const rest = typing.length > 0 ? typing : [...implausible(now), ...jumps(prev, now)];
  return [...first, ...rest, ...position(now)];
}
