import type { Id } from '../lib/contract';
import { go } from '../lib/router.svelte';
import { keyOf, type About } from './about';

export { aboutOf, keyOf, type About } from './about';

/** Addresses for an `href`; the functions below go there. */
export const formHref = (about: About): string => '#/record/new/' + keyOf(about);
/** Where a record that is not finished is written on; the key is the draft's. */
export const draftHref = (key: string): string =>
  key.startsWith(CORRECTS) ? '#/record/correct/' + key.slice(CORRECTS.length) : '#/record/new/' + key;
/** Before the record in the key of a draft that corrects one. */
export const CORRECTS = 'correct:';
export const recordHref = (id: Id): string => '#/record/one/' + id;
export const historyHref = (person: Id): string => '#/record/of/' + person;
export const copyingHref = '#/record/copying';

/** Opens the form of a visit record: from a bed, a person's page, a list of rounds or the midwife's desk. */
export const openForm = (about: About): void => go('record', 'new', false, keyOf(about));
/** Corrects a record: a new version with a reason. */
export const openCorrection = (id: Id): void => go('record', 'correct', false, id);
export const openRecord = (id: Id): void => go('record', 'one', false, id);
/** Everything recorded of one person, the newest first. */
export const openHistory = (person: Id): void => go('record', 'of', false, person);
