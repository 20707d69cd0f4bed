import { day } from '../../lib/format';
import { line, type Line } from '../../lib/text';
import { world } from '../../lib/world.svelte';
import { kept } from './kept.svelte';
import { paperOf, sessionsOf, stateOf } from './training';

/** The sentence at the top: what is not in order with one's certificates, else the sessions ahead. */
export function saidOf(): { line: Line; tone: '' | 'amber' | 'red' } {
  const today = day(world.now);
  const mine = (kept.shelf.mine?.courses ?? []).filter((c) => c.meant || c.certificates.length > 0);
  const states = mine.map((c) => stateOf(paperOf(c, today), today));
  const n = (...of: string[]) => states.filter((state) => of.includes(state)).length;
  if (n('lapsed', 'withdrawn') > 0)
    return { line: line('training.say_over', { n: n('lapsed', 'withdrawn') }), tone: 'red' };
  if (n('ending') > 0) return { line: line('training.say_ending', { n: n('ending') }), tone: 'amber' };
  if (n('none') > 0) return { line: line('training.say_missing', { n: n('none') }), tone: '' };
  if (mine.length > 0) return { line: line('training.say_all'), tone: '' };
  const ahead = sessionsOf(world.rows.all('training_session'), today).ahead.length;
  return { line: line(ahead > 0 ? 'training.say_sessions' : 'training.say_none', { n: ahead }), tone: '' };
}
