// The questions at the door: in which order they stand, what is said of them. Pure.
import { instantOf } from '../../lib/format';
import { move } from '../../lib/schedule';
import { QUESTIONS, questionsAt, type Answers, type Figures, type Question } from '../../lib/screening';

/** First what can be a danger, last what only this hour decides. */
const GRAVEST_FIRST: Question[] = ['fever', 'upset', 'ill', 'stools', 'jaundice', 'skin'];
export function askedAt(born: string[], now: number, set: Figures): Question[] {
  const wanted = questionsAt(born, now, set);
  const rest = QUESTIONS.filter((q) => !GRAVEST_FIRST.includes(q) && q !== 'fed_recently');
  return [...GRAVEST_FIRST, ...rest, 'fed_recently' as const].filter((q) => wanted.includes(q));
}

/** So many days back an immunisation still may count; older ones are no yes. */
export const DAYS_BACK = 5;
const LATEST = '23:59';
/** An immunisation of which only the day is known counts as given at its end: the strict side. */
export const immunisedAt = (today: string, daysAgo: number): string =>
  instantOf(move(today, -daysAgo), LATEST);

/** How many of the questions have no answer yet: reason and parent are asked like the others. */
export const openOf = (a: Answers, asked: Question[], others: string[]): number =>
  asked.filter((q) => !a[q]).length + [a.reason, ...others].filter((said) => !said).length;
