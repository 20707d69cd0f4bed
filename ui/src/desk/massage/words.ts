// How a visit is said in a few words.
import type { MassageBooking } from '../../lib/contract.massage';
import type { IconName } from '../../lib/icons';
import { t } from '../../lib/text';
import type { Block } from './grid';

/** Who is massaged: the children's names, or the parent's where a cadre may not know them. */
export const nameOf = (b: MassageBooking): string =>
  (b.children ?? [])
    .map((child) => child.name)
    .filter(Boolean)
    .join(', ') ||
  b.parent_name ||
  t('massage.number', { n: b.number });

const ICONS: Partial<Record<MassageBooking['state'], IconName>> = {
  asked: 'phone',
  on_way: 'motor',
  started: 'work',
  done: 'tick',
  stopped: 'warn',
  not_home: 'home',
  to_move: 'swap',
  waiting: 'clock',
  referred: 'shield',
};
const TONES: Partial<Record<MassageBooking['state'], string>> = {
  asked: 'amber',
  on_way: 'teal',
  started: 'teal',
  done: 'green',
  stopped: 'amber',
  not_home: 'amber',
  to_move: 'amber',
  waiting: 'amber',
};
export const stateOf = (b: MassageBooking): string => t('massage.state_' + b.state);
export const iconOf = (b: MassageBooking): IconName => ICONS[b.state] ?? 'calendar';
export const toneOf = (b: MassageBooking): string | undefined => TONES[b.state];

/** Why a visit ended as it did: what the massage was broken off for, else why there was none. */
export const endOf = (state: MassageBooking['state'], why: string): string =>
  state === 'stopped' && why !== 'questions' ? t('massage.stop_' + why) : t('massage.cancel_' + why);

/** What a block of the calendar says beside its name; empty: it is booked, and that is all. */
export const markOf = (block: Block): string =>
  block.offered
    ? t('massage.mark_offered')
    : block.booking.state === 'booked'
      ? block.booking.offer_cadre
        ? t('massage.mark_moving')
        : ''
      : stateOf(block.booking);

/** The sign that stands beside that. */
export const markIconOf = (block: Block): IconName => (block.offered ? 'swap' : iconOf(block.booking));

/** What the signs of some blocks mean, each once, in the order in which they come. */
export function signsOf(blocks: Block[]): { icon: IconName; words: string; tone: string }[] {
  const signs = new Map<string, { icon: IconName; words: string; tone: string }>();
  for (const block of blocks) {
    const words = markOf(block);
    if (!words || signs.has(words)) continue;
    const tone = block.offered ? 'amber' : (toneOf(block.booking) ?? 'teal');
    signs.set(words, { icon: markIconOf(block), words, tone });
  }
  return [...signs.values()];
}

/** What is said of a place while a visit is held over it: that it fits, or why not; nothing while nobody knows. */
export const fitWords = (code: string | undefined): string =>
  code === undefined
    ? ''
    : ' ' + t(code === '' ? 'massage.fit' : 'massage.fit_' + code.replace('massage.', ''));
