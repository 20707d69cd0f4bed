// What came of the massages, as it is read out: pure, so that a sentence says what the figures say.
import { number } from '../../lib/format';
import { t } from '../../lib/text';

export interface Share {
  have: number;
  of: number;
}
export interface Figures {
  asked: number;
  visits: number;
  massages: number;
  stopped: number;
  not_home: number;
  cancelled: number;
  lapsed: number;
  refused: Share;
  delayed: Share;
  repeat: Share;
  alone: Share;
  courses: Share;
  waited: { of: number; median: number; p90: number };
  /** Mean in hundredths of a star; 0: of too few. */
  rated: { of: number; mean: number };
}
export interface Place extends Figures {
  village: string;
  bands: number[];
}
export interface Reason {
  what: string;
  why: string;
  became?: string;
  door?: boolean;
  n: number;
}
export interface Cadre {
  cadre: string;
  visits: number;
  not_home: number;
  used: number;
  offered: number;
  rated: { of: number; mean: number };
}
export interface Read {
  from: string;
  to: string;
  today: string;
  total: Figures;
  months: (Figures & { month: string })[];
  places: Place[];
  bands: { from: number; below: number; massages: number }[];
  reasons: Reason[];
  cadres: Cadre[];
  cadre_names: string[];
  listed: boolean;
}
export interface Line {
  what: string;
  booking: string;
  number: number;
  day: string;
  village: string;
  why?: string;
  became?: string;
  door?: boolean;
  waited: number;
  parent_name?: string;
  cadre_name?: string;
}
export interface List {
  what: string;
  total: number;
  lines: Line[];
  today: string;
}

/** What is asked for behind a figure. */
export interface Asked {
  what: string;
  why?: string;
  became?: string;
  village?: string;
  /** The words above the list. */
  title: string;
}

/** The word of a reason, by what it is of; one that nobody wrote is said as it is. */
export function reasonOf(r: { what: string; why?: string | undefined }): string {
  const why = r.why || 'none';
  if (why === 'none' || why === 'age' || why === 'unconfirmed') return t('massage_statistics.why_' + why);
  const prefix = { cancelled: 'cancel_', stopped: 'stop_', screened: 'row_' }[r.what];
  const key = `massage.${prefix ?? ''}${why}`;
  const said = prefix ? t(key) : why;
  return said === key || said === 'app.' + key ? why : said;
}

/** A reason with where it was told, for the questions are asked twice. */
export function reasonLine(r: Reason): string {
  const why = reasonOf(r);
  return r.what === 'screened'
    ? t(r.door ? 'massage_statistics.at_door' : 'massage_statistics.at_booking', { why })
    : why;
}

/** The mean of stars; a dash where it would be somebody's own. */
export const stars = (r: { of: number; mean: number }): string =>
  r.mean > 0 ? number(r.mean / 100, 1) : '–';

/** Whether anything happened at all. */
export const empty = (f: Figures): boolean =>
  f.asked + f.visits + f.stopped + f.not_home + f.cancelled + f.lapsed + f.refused.of === 0;

/** The civil month so many months before another (YYYY-MM). */
export function monthBefore(month: string, n: number): string {
  const at = new Date(month + '-15T00:00:00Z');
  at.setUTCMonth(at.getUTCMonth() - n);
  return at.toISOString().slice(0, 7);
}
