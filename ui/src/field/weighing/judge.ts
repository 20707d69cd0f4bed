// What a weighing comes to after those before it: what is asked, N, T, O or B, and why a midwife has to look. The twin of
// shared/health's reckoning for the phone without signal. Pure; golden.test.ts holds it to Go.
import { monthsOld } from '../../lib/age';
import { DOUBTS, doubt, JUMPS, POSITIONS, type Doubt } from './doubt';
import { AGE_UNKNOWN, BEFORE_BIRTH, compute, leastGain, type Child, type Result } from './growth';
import type { Sex } from './who';

/** Figures of one day: grams, tenths of a millimetre, the arm in millimetres. */
export interface Measured {
  on: string;
  weight_g?: number | undefined;
  length_tenths_mm?: number | undefined;
  position?: string | undefined;
  oedema?: string | undefined;
  head_tenths_mm?: number | undefined;
  muac_mm?: number | undefined;
}
export interface Whose {
  sex?: string | undefined;
  born?: string | undefined;
}
export type Status = 'N' | 'T' | 'O' | 'B' | '';
export interface Judged {
  doubts: Doubt[];
  months: number;
  status: Status;
  /** Since last month, where there was a weight. */
  gain?: number;
  /** The least that counts as risen; 0 has none. */
  least: number;
  /** 1 for a first T, 2 for 2T. */
  t: number;
  reasons: Worry[];
  result: Result;
}

/** Why a child is on the midwife's list, the gravest first; all but the last two are urgent. */
export const WORRIES = [
  'oedema',
  'arm_severe',
  'severely_wasted',
  'two_t',
  'below_red_line',
  'severely_stunted',
  'first_t',
  'doubtful',
] as const;
export type Worry = (typeof WORRIES)[number];
export const urgent = (reasons: readonly string[]): boolean =>
  reasons.some((r) => r !== 'first_t' && r !== 'doubtful');

/** How the health centre reads the scales: its policy, as it is heard with a posyandu's month. */
export interface Limits {
  /** The upper arm in millimetres under which a child is severely thin. */
  arm_limit_mm: number;
  /** A month without weighing between two T ends the row of 2T. */
  gap_breaks_2t: boolean;
}
/** What the policy is until somebody changed it. */
export const USUAL: Limits = { arm_limit_mm: 115, gap_breaks_2t: false };
/** From which month the arm's limit is meant. */
const ARM_FROM = 6;
const DAY_MS = 86_400_000;
const sexOf = (word: string | undefined): Sex | '' => (word === 'male' || word === 'female' ? word : '');

function daysBetween(born: string | undefined, on: string): number {
  const [from, to] = [Date.parse((born ?? '') + 'T00:00:00Z'), Date.parse(on + 'T00:00:00Z')];
  if (Number.isNaN(from) || Number.isNaN(to)) return AGE_UNKNOWN;
  return to < from ? BEFORE_BIRTH : Math.round((to - from) / DAY_MS);
}
export function childOf(who: Whose, m: Measured): Child {
  return {
    sex: sexOf(who.sex),
    days: daysBetween(who.born, m.on),
    weight: (m.weight_g ?? 0) * 10,
    length: (m.length_tenths_mm ?? 0) * 100,
    head: (m.head_tenths_mm ?? 0) * 100,
    measure: m.position === 'lying' || m.position === 'standing' ? m.position : '',
    oedema: m.oedema === 'yes',
  };
}

/** A length or a head is compared with the last time there was one: most months have a weight only. */
function doubtsOf(who: Whose, now: Measured, before: Measured[]): Doubt[] {
  const child = childOf(who, now);
  const found = new Set<Doubt>();
  const ask = (has: (m: Measured) => boolean, about: Doubt[]) => {
    const prev = before.filter(has).at(-1);
    for (const d of doubt(prev && childOf(who, prev), child))
      if (!JUMPS.includes(d) || about.includes(d)) found.add(d);
  };
  ask((m) => !!m.weight_g, ['weight_jump']);
  ask((m) => !!m.length_tenths_mm, ['length_jump', 'length_shrank']);
  ask((m) => !!m.head_tenths_mm, ['head_jump', 'head_shrank']);
  return DOUBTS.filter((d) => found.has(d));
}

interface Monthly {
  month: number;
  months: number;
  weight: number;
}
const monthly = (who: Whose, m: Measured): Monthly => ({
  month: Number(m.on.slice(0, 4)) * 12 + Number(m.on.slice(5, 7)) - 1,
  months: monthsOld(who.born, m.on),
  weight: m.weight_g ?? 0,
});
function statusOf(sex: Sex | '', prev: Monthly | undefined, now: Monthly): Status {
  if (now.weight <= 0 || now.months < 0 || now.months > 60) return '';
  if (!prev) return 'B';
  if (prev.month >= now.month) return '';
  if (prev.month + 1 < now.month) return 'O';
  if (!sex) return '';
  const least = leastGain(sex, now.months);
  if (!least) return 'O';
  return now.weight - prev.weight >= least ? 'N' : 'T';
}
/** The card has one weighing a month: the last of it. */
function chainOf(who: Whose, now: Measured, before: Measured[]): Monthly[] {
  const last = monthly(who, now);
  const chain: Monthly[] = [];
  for (const m of before) {
    const one = monthly(who, m);
    if (one.weight <= 0 || one.month >= last.month) continue;
    if (chain.at(-1)?.month === one.month) chain.pop();
    chain.push(one);
  }
  return [...chain, last];
}
/** Two T in a row; whether a month without weighing breaks the row is the policy's. */
function twice(all: Status[], gapBreaks: boolean): boolean {
  if (all.at(-1) !== 'T') return false;
  const before = all.slice(0, -1).filter((s) => gapBreaks || (s !== 'O' && s !== ''));
  return before.at(-1) === 'T';
}

const severe = (result: Result, index: 'weight_for_length' | 'length_for_age'): boolean => {
  const score = result.scores[index];
  return !!score && !score.flagged && score.z < -300;
};
function worriesOf(
  who: Whose,
  now: Measured,
  before: Measured[],
  j: Omit<Judged, 'reasons'>,
  armLimit: number,
): Worry[] {
  const lengthBefore = before
    .map((m) => compute(childOf(who, m)))
    .filter((r) => r.scores.length_for_age)
    .at(-1);
  const arm = now.muac_mm ?? 0;
  const is: Record<Worry, boolean> = {
    oedema: now.oedema === 'yes',
    arm_severe: arm > 0 && arm < armLimit && j.months >= ARM_FROM,
    severely_wasted: severe(j.result, 'weight_for_length'),
    two_t: j.t >= 2,
    below_red_line: (j.result.scores.weight_for_age?.z ?? 0) < -300,
    severely_stunted:
      severe(j.result, 'length_for_age') && !(lengthBefore && severe(lengthBefore, 'length_for_age')),
    first_t: j.t === 1,
    doubtful: j.doubts.some((d) => !POSITIONS.includes(d)),
  };
  return WORRIES.filter((w) => is[w]);
}

/** `before` are the child's weighings that count, the earliest first. `sure`: what was asked was measured again. */
export function judge(who: Whose, now: Measured, before: Measured[], limits: Limits, sure = false): Judged {
  const sex = sexOf(who.sex);
  const result = compute(childOf(who, now));
  const chain = chainOf(who, now, before);
  const states = chain.map((m, i) => statusOf(sex, chain[i - 1], m));
  const status = now.weight_g ? states.at(-1)! : '';
  const [last, prev] = [chain.at(-1)!, chain.at(-2)];
  const doubts = doubtsOf(who, now, before);
  const made: Omit<Judged, 'reasons'> = {
    doubts,
    months: last.months,
    status,
    least: now.weight_g ? leastGain(sex, last.months) : 0,
    t: now.weight_g && status === 'T' ? (twice(states, limits.gap_breaks_2t) ? 2 : 1) : 0,
    result,
    ...(now.weight_g && prev && prev.month + 1 === last.month ? { gain: last.weight - prev.weight } : {}),
  };
  const reasons = worriesOf(who, now, before, made, limits.arm_limit_mm);
  return { ...made, reasons: sure ? reasons.filter((r) => r !== 'doubtful') : reasons };
}
