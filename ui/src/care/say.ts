import type { Id } from '../lib/contract';
import { newId } from '../lib/ids';
import type { Item } from '../lib/keep';
import type { BodyOf } from '../lib/verbs';
import { world } from '../lib/world.svelte';
import { bodyOf, type Draft } from './draft';

/** Says a record, or its correction, now or when there is signal; it is kept on the phone before this returns. */
export async function sayRecord(draft: Draft, cadre: boolean): Promise<{ item: Item; record: Id }> {
  const record = newId();
  const body = bodyOf(draft, record, cadre);
  // A correction goes after the record it corrects where that has not left the phone yet.
  const item = draft.corrects
    ? await world.say('health.correct', body as BodyOf<'health.correct'>, draft.corrects)
    : await world.say('health.record', body as BodyOf<'health.record'>, draft.visit ?? draft.person);
  return { item, record };
}
