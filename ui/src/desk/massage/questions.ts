// The safety questions as they are asked when a visit is booked: which, and what is still missing. Pure.
export const ASKED = ['fever', 'ill', 'skin', 'stools', 'jaundice', 'operated', 'heart', 'preterm'] as const;
export type Question = (typeof ASKED)[number] | 'cord_on' | 'vaccinated';
export type Said = Partial<Record<Question, '' | 'yes' | 'no'>>;
export const REASONS = ['stimulation', 'illness', 'fall'] as const;

/** A month is never longer, so that the cord is rather asked about once too often. */
const MONTH_DAYS = 31;

/** What is asked of children with these birth dates; the cord is asked about up to so many months. */
export function questionsFor(born: string[], today: string, cordMonths: number): Question[] {
  const days = (b: string) => (Date.parse(today) - Date.parse(b)) / 86_400_000;
  const young = born.some((b) => !b || days(b) < cordMonths * MONTH_DAYS);
  return [...ASKED, ...(young ? (['cord_on'] as const) : []), 'vaccinated'];
}
export const unanswered = (said: Said, asked: Question[]): number => asked.filter((q) => !said[q]).length;
