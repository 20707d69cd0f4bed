// Which experiences are like a problem: the phone finds them without signal as the health centre does
// (programme/supportgroup/experience, Similar). Pure.
import type { Experience } from '../../lib/contract.group';

/** How many are shown beside a problem. */
export const MOST = 3;
const SHORTEST = 4;
const COMMON = new Set(
  (
    'yang dengan untuk tidak bayi saya sudah juga lalu karena masih hari bulan ibunya anak dari pada akan ' +
    'bisa lebih'
  ).split(' '),
);

function wordsOf(text: string): Set<string> {
  const words = text.toLowerCase().split(/[^\p{L}]+/u);
  return new Set(words.filter((word) => byteLength(word) >= SHORTEST && !COMMON.has(word)));
}
const byteLength = (word: string): number => new TextEncoder().encode(word).length;

export interface Asked {
  code: string;
  /** The baby's age in full months; -1: not known. */
  month: number;
  words: string;
}

/** The likest first: the same problem, shared words, a baby of like age, what has helped oftener. */
export function similar(all: Experience[], to: Asked, most = MOST): Experience[] {
  const mine = wordsOf(to.words);
  return all
    .filter((x) => x.state === 'approved')
    .map((x) => {
      const theirs = wordsOf([x.what, x.tried, x.helped].join(' '));
      const apart = to.month >= 0 && x.month >= 0 ? Math.abs(to.month - x.month) : 0;
      return { x, same: x.problem === to.code, shared: [...theirs].filter((w) => mine.has(w)).length, apart };
    })
    .filter(({ same, shared }) => same || shared > 0)
    .sort(
      (a, b) =>
        Number(b.same) - Number(a.same) ||
        b.shared - a.shared ||
        a.apart - b.apart ||
        b.x.times - a.x.times ||
        (a.x.id < b.x.id ? -1 : 1),
    )
    .slice(0, most)
    .map(({ x }) => x);
}
