import type { components } from '../../lib/api.gen';

type Read = components['schemas']['overview.Overview'];

/** The figures in the order and the groups in which they are shown; the same keys as on paper. */
export const FIGURES = [
  { group: 'people', keys: ['served', 'active', 'paused', 'ended', 'waiting'] },
  { group: 'rides', keys: ['delivered', 'returned', 'discarded', 'cancelled', 'kept', 'minutes'] },
  { group: 'milk', keys: ['delivered_ml', 'discarded_ml'] },
  { group: 'money', keys: ['cost', 'each', 'held'] },
  { group: 'feeding', keys: ['exclusive', 'exclusive_no', 'exclusive_not_known', 'exclusive_unasked'] },
] as const;
export type Figure = (typeof FIGURES)[number]['keys'][number];

/** The number of a figure and, of a share, what it is a part of. */
export function numberOf(o: Read, key: Figure): [value: number, of?: number] {
  const months = o.exclusive.yes + o.exclusive.no + o.exclusive.not_known + o.exclusive.unasked;
  switch (key) {
    case 'delivered':
      return [o.delivered, o.delivered + o.returned + o.discarded + o.cancelled];
    case 'kept':
      return [o.kept, o.promised];
    case 'discarded_ml':
      return [o.discarded_ml, o.delivered_ml + o.discarded_ml];
    case 'exclusive':
      return [o.exclusive.yes, months];
    case 'exclusive_no':
      return [o.exclusive.no, months];
    case 'exclusive_not_known':
      return [o.exclusive.not_known, months];
    case 'exclusive_unasked':
      return [o.exclusive.unasked, months];
    default:
      return [o[key]];
  }
}
