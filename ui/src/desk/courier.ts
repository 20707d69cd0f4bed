import type { Worker } from '../lib/contract';
import { day } from '../lib/format';
import { t } from '../lib/text';

/** Days before the end of a paper when it is amber, and when red: the days on which courier and desk are told. */
export const AMBER_DAYS = 30;
export const RED_DAYS = 7;

const DAY_MS = 86_400_000;

/** Days to the last valid day of a paper, which is 0; negative: past. */
export function daysLeft(to: string, now: number): number {
  return Math.round((Date.parse(to) - Date.parse(day(now))) / DAY_MS);
}

export type Tone = 'green' | 'amber' | 'red';
export function toneOf(left: number): Tone {
  return left < 0 || left <= RED_DAYS ? 'red' : left <= AMBER_DAYS ? 'amber' : 'green';
}

/** What is left of a paper in words: 3 hari lagi, sampai hari ini, lewat 2 hari. */
export function leftOf(left: number): string {
  return left > 0
    ? t('paper.left', { n: left })
    : left === 0
      ? t('paper.today')
      : t('paper.past', { n: -left });
}

/** Fit to carry milk today, or the first thing that speaks against it. */
export function todayOf(worker: Worker): string {
  return worker.today ?? (worker.state === 'active' ? 'fit' : 'suspended');
}
