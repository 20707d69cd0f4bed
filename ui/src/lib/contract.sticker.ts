/** The sticker with the number to call: one row a house that somebody has told of. Days are YYYY-MM-DD. */
import type { Id } from './contract';

/** outdated: it hangs there with a number that is not in force any more. */
export type StickerState = 'up' | 'gone' | 'refused' | 'outdated';
/** How a family agrees to a sticker on its wall. */
export const STICKER_HOWS = ['spoken', 'signature', 'thumbprint', 'witness'] as const;
/** What became of one that is gone. */
export const STICKER_WHYS = ['torn', 'faded', 'fell', 'taken', 'house', 'unknown'] as const;

export interface HouseSticker {
  /** The house. */
  id: Id;
  code: string;
  village: string;
  ten_house_group?: Id;
  state: StickerState;
  /** What is printed on it. */
  phone?: string;
  put_on?: string;
  put_by_name?: string;
  consent_how?: string;
  seen_on?: string;
  seen_by_name?: string;
  gone_on?: string;
  gone_why?: string;
  refused_on?: string;
}
export interface StickerRows {
  house_sticker: HouseSticker;
}
