import type { Id } from '../lib/contract';
import type { RecordKind } from '../lib/contract.care';
import { go } from '../lib/router.svelte';

/** Whom a record is about and what it belongs to; the form asks for what is not said. */
export interface About {
  person?: Id;
  /** The visit of a team (home_visit). */
  visit?: Id;
  /** The planned visit of a round (round_visit). */
  round?: Id;
  kind?: RecordKind;
}

/** The part of an address that carries it: person, visit, round and kind, a dot between. */
export const keyOf = (about: About): string =>
  [about.person, about.visit, about.round, about.kind]
    .map((part) => part ?? '')
    .join('.')
    .replace(/\.+$/, '');

export function aboutOf(key: string): About {
  const [person = '', visit = '', round = '', kind = ''] = key.split('.');
  return {
    ...(person ? { person } : {}),
    ...(visit ? { visit } : {}),
    ...(round ? { round } : {}),
    ...(kind ? { kind: kind as RecordKind } : {}),
  };
}

/** Addresses for an `href`; the functions below go there. */
export const formHref = (about: About): string => '#/record/new/' + keyOf(about);
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
