/** Whole years, months and days between two civil days; null when one is none or the order is wrong. */
export function ageOf(born: string | undefined, today: string): { y: number; m: number; d: number } | null {
  const [by, bm, bd] = (born ?? '').split('-').map(Number);
  const [ty, tm, td] = today.split('-').map(Number);
  if (!by || !bm || !bd || !ty || !tm || !td || born! > today) return null;
  let months = (ty - by) * 12 + tm - bm;
  if (td < bd) months--;
  const last = new Date(Date.UTC(by, bm - 1 + months, bd));
  const days = Math.round((Date.UTC(ty, tm - 1, td) - last.getTime()) / 86_400_000);
  return { y: Math.floor(months / 12), m: months % 12, d: Math.max(0, days) };
}

/** Whole months of age on a day; -1 when the day of birth is not known or lies ahead. */
export function monthsOld(born: string | undefined, today: string): number {
  const age = ageOf(born, today);
  return age ? age.y * 12 + age.m : -1;
}
