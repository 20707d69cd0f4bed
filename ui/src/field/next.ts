import type { IconName } from '../lib/icons';
import type { Next } from '../lib/run';

/** The picture on the main button, one a verb. */
export const NEXT_ICON: Record<Next, IconName> = {
  accept: 'tick',
  set_out: 'motor',
  hand_over: 'bottle',
  pack: 'box',
  depart: 'motor',
  arrive: 'pin',
  deliver: 'give',
  take: 'swap',
  wait: 'clock',
  done: 'list',
};
