// What setting up the register asks the server; each rejects with a Problem, or with whatever a missing line throws.
import { json } from '../../lib/api';
import type { components } from '../../lib/api.gen';

type Schemas = components['schemas'];
export type TextList = Schemas['api.TextList'];
export type ConsentText = TextList['texts'][number];
export type LetterList = Schemas['api.LetterList'];
export type Letter = LetterList['letters'][number];

export const ask = {
  texts: () => json<TextList>('GET', 'register/texts'),
  /** How many houses each group of ten houses has, by its id. */
  houses: async (): Promise<Map<string, number>> =>
    new Map(
      (await json<Schemas['api.GroupList']>('GET', 'register/groups')).groups.map((one) => [
        one.ten_house_group,
        one.houses,
      ]),
    ),
  letters: (after = '') => json<LetterList>('GET', 'register/letters' + (after ? '?after=' + after : '')),
};
