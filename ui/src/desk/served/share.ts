import { number } from '../../lib/format';

/** A part in thousandths as people read it; nothing where there is no whole. It was cut, so nothing is full that is not. */
export const shareOf = (perMille: number): string =>
  perMille < 0 ? '' : number(perMille / 10, perMille % 10 ? 1 : 0) + ' %';
