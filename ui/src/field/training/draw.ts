// Which questions an attempt puts, in which order, and in which order their answers: the same on a phone without signal as at
// the health centre, where they are scored. Pure; draw.test.ts holds it to the questions that the health centre draws.
export interface Drawn {
  question: string;
  /** Places of the answers in the bank, in the order in which they are shown. */
  order: number[];
}
interface Bank {
  asked: number;
  bank: { code: string; answers: string[] }[];
}

/** The 32-bit FNV-1a hash of "<attempt>/<of>", mixed once more. */
export function lot(attempt: string, of: string): number {
  let x = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(`${attempt}/${of}`)) x = Math.imul(x ^ byte, 0x01000193);
  x ^= x >>> 16;
  x = Math.imul(x, 0x85ebca6b);
  x ^= x >>> 13;
  x = Math.imul(x, 0xc2b2ae35);
  return (x ^ (x >>> 16)) >>> 0;
}

export function draw(course: Bank, attempt: string): Drawn[] {
  const by = (of: string) => lot(attempt, of);
  return [...course.bank]
    .sort((a, b) => by(a.code) - by(b.code))
    .slice(0, course.asked)
    .map(({ code, answers }) => ({
      question: code,
      order: answers.map((_, place) => place).sort((a, b) => by(`${code}/${a}`) - by(`${code}/${b}`)),
    }));
}
