import type { Step } from './contract';
import { hour, moment } from './format';
import { has, t } from './text';

export interface Told {
  time: string;
  words: string;
  small?: string;
  when: 'done' | 'next' | 'later';
}

/** Values in a step that are words of the house (reasons, roles) and not names. */
function word(name: string, value: string | number): string | number {
  const key = `param.${name}_${value}`;
  return has(key) ? t(key) : value;
}

/** Who did it: a name, or the word for a role. What the machine does by itself has no name. */
export function doerOf(step: Step): string {
  if (step.by === '') return t('role.system');
  return has('role.' + step.by) ? t('role.' + step.by) : step.by;
}

/** The custody history as lines of a timetable; the last one is where things stand. */
export function entriesOf(steps: Step[], now: number): Told[] {
  return steps.map((step, i): Told => {
    const params = Object.fromEntries(
      Object.entries(step.params ?? {}).map(([name, v]) => [name, word(name, v)]),
    );
    const by = doerOf(step);
    const words = t('step.' + step.kind, { to: '', from: '', reason: '', action: '', ...params, by });
    const notes = [step.late ? t('step.late') : '', step.undone ? t('step.undone_note') : ''].filter(Boolean);
    const told: Told = { time: hour(step.at), words, when: i === steps.length - 1 ? 'next' : 'done' };
    if (moment(step.at, now) !== told.time) notes.unshift(moment(step.at, now));
    return notes.length ? { ...told, small: notes.join(', ') } : told;
  });
}
