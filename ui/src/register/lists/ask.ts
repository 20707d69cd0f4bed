// What the lists ask the server; each rejects with a Problem, or with whatever a missing line throws.
import { json } from '../../lib/api';

export const KINDS = [
  'pregnant',
  'due_unanswered',
  'newborn',
  'under_five',
  'alone',
  'disabled',
  'poor',
  'no_point',
  'no_posyandu',
  'doubtful',
] as const;
export type Kind = (typeof KINDS)[number];

/** One line of a list: somebody, a household, a house, or a pair of records (`other` is its second). */
export interface ListLine {
  person?: string;
  household?: string;
  house?: string;
  pair?: string;
  name: string;
  sex?: string;
  born?: string;
  born_guessed?: boolean;
  due?: string;
  mother_name?: string;
  phone?: string;
  village?: string;
  posyandu?: string;
  ten_house_group?: string;
  house_code?: string;
  address?: string;
  landmark?: string;
  hidden_address?: boolean;
  decile?: number;
  poverty_letter_on?: string;
  state?: string;
  in_hospital?: boolean;
  quiet?: boolean;
  reasons?: string[];
  other?: ListLine;
}
export interface RegisterList {
  kind: Kind;
  total: number;
  lines: ListLine[];
  after?: string;
  today: string;
}
export interface Narrow {
  village?: string;
  posyandu?: string;
  group?: string;
  after?: string;
  limit?: number;
}

function query(narrow: Narrow): string {
  const said = Object.entries(narrow).filter(([, value]) => value);
  return said.length ? '?' + new URLSearchParams(said.map(([key, value]) => [key, String(value)])) : '';
}

export const lines = (kind: Kind, narrow: Narrow) =>
  json<RegisterList>('GET', `register/lists/${kind}${query(narrow)}`);
export const counts = (narrow: Narrow) =>
  json<{ lists: { kind: Kind; total: number }[]; today: string }>('GET', 'register/lists' + query(narrow));

/** The address of the list of houses on paper: of a group, else a posyandu, else a village; empty: of nothing. */
export function paper(narrow: Narrow, language: string): string {
  const of: [string, string | undefined][] = [
    ['groups', narrow.group],
    ['posyandu', narrow.posyandu],
    ['villages', narrow.village],
  ];
  const [what, id] = of.find(([, id]) => id) ?? ['', ''];
  return id ? `/api/v1/register/${what}/${id}/list.pdf?lang=${language}` : '';
}
