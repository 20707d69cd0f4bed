import type { AlarmCall, AlarmPost, AlarmSounding, AlarmWant } from './contract.alarm';
import type { Id } from './contract';
import type { Tables } from './tables';

/** A village with few enough responders to know: two, as the health centre asks. */
export const ENOUGH = 2;

const GRAVITY: AlarmWant[] = ['elder_gone', 'cannot_strike', 'too_few', 'unheard', 'untested'];

/** What a post lacks on a day (YYYY-MM-DD), the gravest first. */
export function wantsOn(post: AlarmPost, day: string): AlarmWant[] {
  if (post.state !== 'up') return [];
  const late = !post.wants.includes('elder_gone') && post.test_due < day;
  return late ? [...post.wants, 'untested'] : post.wants;
}

/** The cadre's list: what lacks something first, the gravest first; then by house. */
export function byWant(day: string): (a: AlarmPost, b: AlarmPost) => number {
  const rank = (post: AlarmPost): number => {
    const first = wantsOn(post, day)[0];
    return post.state !== 'up' ? GRAVITY.length + 1 : first ? GRAVITY.indexOf(first) : GRAVITY.length;
  };
  return (a, b) => rank(a) - rank(b) || a.house_code.localeCompare(b.house_code);
}

/** The alarm of a request, or the newest of those merged into it. */
export const alarmOf = (rows: Tables, request: Id): AlarmSounding | undefined =>
  rows
    .where('alarm', (a) => a.root === request || a.id === request)
    .sort((a, b) => b.at.localeCompare(a.at))[0];

/** Its calls, the first first. */
export const callsOf = (rows: Tables, alarm: Id): AlarmCall[] =>
  rows.where('alarm_call', (c) => c.case === alarm).sort((a, b) => a.n - b.n);
