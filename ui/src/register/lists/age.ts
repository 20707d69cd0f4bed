import { t } from '../../lib/text';

/** Whole months between two civil days (YYYY-MM-DD); -1 when one is missing or the order is wrong. */
export function monthsBetween(born: string | undefined, today: string): number {
  const [by, bm, bd] = (born ?? '').split('-').map(Number);
  const [ty, tm, td] = today.split('-').map(Number);
  if (!by || !bm || !bd || !ty || !tm || !td) return -1;
  return (ty - by) * 12 + tm - bm - (td < bd ? 1 : 0);
}

/** The age as people say it: days of a newborn, months up to two years, years later. */
export function age(born: string | undefined, today: string): string {
  const months = monthsBetween(born, today);
  if (months < 0) return '';
  if (months === 0)
    return t('lists.days', { n: Math.round((Date.parse(today) - Date.parse(born!)) / 86_400_000) });
  return months < 24 ? t('lists.months', { n: months }) : t('lists.years', { n: Math.floor(months / 12) });
}
