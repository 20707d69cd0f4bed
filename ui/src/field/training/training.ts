import type {
  Learned,
  Paper,
  TrainingAttempt,
  TrainingPlace,
  TrainingSession,
} from '../../lib/contract.training';
import type { IconName } from '../../lib/icons';

/** Days before the end of a certificate from which it is about to end: those on which its holder is told first. */
export const WARN_DAYS = 30;
export type PaperState = 'valid' | 'ending' | 'lapsed' | 'withdrawn' | 'none';
export const TONE: Record<PaperState, 'green' | 'amber' | 'red' | undefined> = {
  valid: 'green',
  ending: 'amber',
  lapsed: 'red',
  withdrawn: 'red',
  none: undefined,
};
export const ICON: Record<PaperState, IconName> = {
  valid: 'tick',
  ending: 'clock',
  lapsed: 'warn',
  withdrawn: 'cross',
  none: 'info',
};

/** Days from a civil day to another; negative: past. */
export const daysTo = (today: string, to: string): number =>
  Math.round((Date.parse(to) - Date.parse(today)) / 86_400_000);

/** How a certificate stands on a day: a phone without signal counts on by itself. */
export function stateOf(paper: Paper | undefined, today: string): PaperState {
  if (!paper || paper.state === 'coming') return 'none';
  if (paper.state === 'withdrawn') return 'withdrawn';
  const left = daysTo(today, paper.valid_to);
  return left < 0 ? 'lapsed' : left <= WARN_DAYS ? 'ending' : 'valid';
}

/** The certificate of a course that counts: the valid one that lasts longest, else the newest. */
export function paperOf(learned: Learned, today: string): Paper | undefined {
  const standing = (p: Paper) => ['valid', 'ending'].includes(stateOf(p, today));
  return learned.certificates.find(standing) ?? learned.certificates[0];
}

/** What is still to be done, in the order in which somebody does it. */
export function missingOf(learned: Learned): string[] {
  const ORDER = ['early', 'session', 'knowledge', 'practical'];
  return [...learned.missing].sort((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
}

/** One's courses: those that are one's own work first, of them those that are not in order first. */
export function courseOrder(courses: Learned[], today: string): Learned[] {
  const rank = (l: Learned) =>
    (l.meant || l.certificates.length > 0 ? 0 : 10) +
    ['withdrawn', 'lapsed', 'none', 'ending', 'valid'].indexOf(stateOf(paperOf(l, today), today));
  return [...courses].sort((a, b) => rank(a) - rank(b) || a.title.localeCompare(b.title));
}

/** The sessions one goes to or holds: those ahead with the next first, then those of the past month, the latest first. */
export function sessionsOf(
  all: TrainingSession[],
  today: string,
): { ahead: TrainingSession[]; past: TrainingSession[] } {
  const key = (s: TrainingSession) => `${s.on} ${s.from ?? ''} ${s.id}`;
  const open = (s: TrainingSession) => s.on >= today && s.state !== 'cancelled';
  return {
    ahead: all.filter(open).sort((a, b) => key(a).localeCompare(key(b))),
    past: all
      .filter((s) => !open(s) && daysTo(s.on, today) <= 31)
      .sort((a, b) => key(b).localeCompare(key(a))),
  };
}

export type Checked = 'passed' | 'failed' | 'waiting' | '';
/** How somebody's check of a kind stands at a session: the last counts, and one that has not left the phone waits. */
export function checkOf(
  attempts: TrainingAttempt[],
  waiting: { verb: string; body: Record<string, unknown> }[],
  worker: string,
  session: string,
  kind: 'oral' | 'practical',
): Checked {
  const verb = kind === 'oral' ? 'training.examine' : 'training.assess';
  if (waiting.some((w) => w.verb === verb && w.body['worker'] === worker && w.body['session'] === session))
    return 'waiting';
  const mine = attempts.filter((a) => a.worker === worker && a.session === session && a.kind === kind);
  if (mine.length === 0) return '';
  return mine.some((a) => a.passed) ? 'passed' : 'failed';
}

/** The names at a session in their order. */
export const named = (places: TrainingPlace[]): TrainingPlace[] =>
  [...places].sort((a, b) => a.worker_name.localeCompare(b.worker_name) || a.id.localeCompare(b.id));

/** The checks somebody made of others, the newest first. A phone holds, beside its own, only those of who assessed. */
export const assessedOf = (all: TrainingAttempt[], self: string): TrainingAttempt[] =>
  all
    .filter((a) => a.worker !== self && a.kind !== 'knowledge')
    .sort((a, b) => b.at.localeCompare(a.at) || b.id.localeCompare(a.id));
