// What the register's pages ask the server; each rejects with a Problem, or with whatever a missing line throws.
import { json } from '../lib/api';
import type { components } from '../lib/api.gen';
import type { Awaited, Hit, Page } from './people';

export interface Candidate {
  person?: string;
  name: string;
  mother_name?: string;
  born?: string;
  born_guessed?: boolean;
  sex?: string;
  village?: string;
  house_code?: string;
  nik?: string;
  phones?: string[];
}

export type DueList = components['schemas']['api.DueList'];

export const ask = {
  person: (id: string, full = false) => json<Page>('GET', `register/people/${id}${full ? '?full=1' : ''}`),
  household: (id: string, full = false) =>
    json<Page>('GET', `register/households/${id}${full ? '?full=1' : ''}`),
  async due(): Promise<Awaited[]> {
    const all: Awaited[] = [];
    for (let after = ''; ;) {
      const list = await json<DueList>('GET', 'register/due' + (after ? '?after=' + after : ''));
      all.push(...list.women);
      after = list.after ?? '';
      if (!after) return all;
    }
  },
  search: async (said: string, village = '') =>
    (
      await json<{ people: Hit[] }>(
        'GET',
        'register/search?q=' + encodeURIComponent(said) + (village ? '&village=' + village : ''),
      )
    ).people ?? [],
  /** The other health centres of this installation, with their villages. */
  centres: async () =>
    (await json<components['schemas']['api.CentreList']>('GET', 'register/centres')).centres ?? [],
  alike: async (candidate: Candidate) =>
    (await json<{ people: Hit[] }>('POST', 'register/alike', candidate)).people ?? [],
};

/** True of an answer of the server; false where there was no line at all. */
export const answered = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'status' in error;
