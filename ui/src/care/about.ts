// What the address of a form carries. Pure.
import type { Id } from '../lib/contract';
import type { RecordKind } from '../lib/contract.care';

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
