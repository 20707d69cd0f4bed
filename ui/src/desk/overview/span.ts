/** The month some months before a month (YYYY-MM); a negative number gives a later one. */
export function earlier(month: string, by: number): string {
  const [year, of] = month.split('-').map(Number);
  const at = (year ?? 0) * 12 + (of ?? 1) - 1 - by;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, '0')}`;
}
