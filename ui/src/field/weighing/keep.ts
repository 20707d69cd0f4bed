// How what was weighed at a posyandu is said to the health centre; kept on the phone like everything else.
import { json } from '../../lib/api';
import { newId } from '../../lib/ids';
import { world } from '../../lib/world.svelte';
import type { DayChild } from './day';

export interface Figures {
  weight_g: number;
  length_tenths_mm: number;
  position: string;
  oedema: string;
  head_tenths_mm: number;
  muac_mm: number;
  vitamin_a: string;
}
export const NOTHING: Figures = {
  weight_g: 0,
  length_tenths_mm: 0,
  position: '',
  oedema: '',
  head_tenths_mm: 0,
  muac_mm: 0,
  vitamin_a: '',
};
export const anything = (f: Figures): boolean =>
  !!f.weight_g ||
  !!f.length_tenths_mm ||
  !!f.head_tenths_mm ||
  !!f.muac_mm ||
  !!f.vitamin_a ||
  f.oedema === 'yes';

/** What stands of this day already: a correction begins with it. */
export function figuresOf(child: DayChild, day: string): Figures {
  const now = child.now?.on === day ? child.now : undefined;
  const made = { ...NOTHING };
  if (!now) return made;
  return {
    weight_g: now.weight_g ?? 0,
    length_tenths_mm: now.length_tenths_mm ?? 0,
    position: now.position ?? '',
    oedema: now.oedema ?? '',
    head_tenths_mm: now.head_tenths_mm ?? 0,
    muac_mm: now.muac_mm ?? 0,
    vitamin_a: now.vitamin_a ?? '',
  };
}

export interface Said {
  child: DayChild;
  day: string;
  posyandu: string;
  figures: Figures;
  source: 'measured' | 'list';
  sure: boolean;
  /** A guest who is in no list yet. */
  fresh?: boolean;
  /** What a guest is called whose name was erased: sealed and erased like the name. */
  called?: string;
}

/** The words of a weighing, as it is said and as it is asked about. */
export function bodyOf(
  { child, day, posyandu, figures, source, sure, fresh, called }: Said,
  weighing: string,
) {
  const was = figuresOf(child, day);
  const names = Object.keys(NOTHING) as (keyof Figures)[];
  const taken = names.some((name) => was[name] && !figures[name]);
  const said = Object.fromEntries(names.filter((name) => figures[name]).map((name) => [name, figures[name]]));
  const name = fresh ? child.name : (called ?? '').trim();
  return {
    weighing,
    on: day,
    posyandu,
    source,
    ...(child.guest ? { guest: child.id } : { child: child.id }),
    ...(name
      ? { as_guest: { name, sex: child.sex, born: child.born, ...(child.from ? { from: child.from } : {}) } }
      : {}),
    ...(taken && child.now ? { replaces: child.now.id } : {}),
    ...(sure ? { sure } : {}),
    ...said,
  };
}

/**
 * Says a weighing. A second one of a day stands for the first, and takes over what it is silent about; only where
 * something is taken away does it name the one it corrects.
 */
export async function weigh(said: Said): Promise<string> {
  const weighing = newId();
  await world.say('health.weigh', bodyOf(said, weighing), said.child.id);
  return weighing;
}

/** What the health centre asks about figures, by all it knows of the child; nothing where there is no line. */
export async function askDesk(said: Said): Promise<string[]> {
  const heard = await json<{ judged?: { doubts: string[] } }>(
    'POST',
    'weighings/judge',
    bodyOf(said, newId()),
  ).catch(() => null);
  return heard?.judged?.doubts ?? [];
}

/** Takes a weighing back that never was. */
export const takeBack = (weighing: string, child: string, reason = 'not_weighed'): Promise<unknown> =>
  world.say('health.unweigh', { weighing, reason }, child);

/** "Hanya ASI?" of this month of the baby's life. */
export const feed = (child: DayChild, day: string, answer: string): Promise<unknown> =>
  world.say(
    'health.feeding',
    { feeding: newId(), baby: child.id, answer, source: 'told', on: day },
    child.id,
  );
