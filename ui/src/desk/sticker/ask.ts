// What the page of stickers asks the server; each rejects with a Problem, or with whatever a missing line throws.
import { json } from '../../lib/api';
import type { Wall } from '../../lib/sticker';

/** How many houses of a village, or of a group of ten houses in it, are in a state. */
export interface Count {
  village: string;
  ten_house_group?: string;
  name?: string;
  houses: number;
  up: number;
  without: number;
  gone: number;
  outdated: number;
  refused: number;
}
export interface StickerList {
  houses: Wall[];
  after?: string;
  counts: Count[];
  /** The number in force. */
  phone: string;
  today: string;
}
export interface Narrow {
  village: string;
  group: string;
  states: readonly string[];
}

export function query(by: Narrow): URLSearchParams {
  const q = new URLSearchParams();
  if (by.village) q.set('village', by.village);
  if (by.group) q.set('ten_house_group', by.group);
  if (by.states.length > 0) q.set('state', by.states.join(','));
  return q;
}

export const stickers = (by: Narrow, after = ''): Promise<StickerList> => {
  const q = query(by);
  if (after) q.set('after', after);
  return json<StickerList>('GET', 'stickers?' + q);
};

export const NOTHING: Omit<Count, 'village'> = {
  houses: 0,
  up: 0,
  without: 0,
  gone: 0,
  outdated: 0,
  refused: 0,
};

/** The sum of some counts. */
export function sum(counts: Count[]): Omit<Count, 'village'> {
  return counts.reduce(
    (all, one) => ({
      houses: all.houses + one.houses,
      up: all.up + one.up,
      without: all.without + one.without,
      gone: all.gone + one.gone,
      outdated: all.outdated + one.outdated,
      refused: all.refused + one.refused,
    }),
    NOTHING,
  );
}
