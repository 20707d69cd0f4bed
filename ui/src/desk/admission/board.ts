import type { components } from '../../lib/api.gen';

/** Who waits, in the order, with the reasons; how many places there are. */
export type Board = components['schemas']['api.ApplicationList'];
export type Line = Board['waiting'][number];

/** Why somebody cannot be served yet; each has a sentence that says what would change it. */
export const REASONS = ['baby_too_old', 'too_far', 'hours', 'outside', 'no_pledge', 'full'] as const;
