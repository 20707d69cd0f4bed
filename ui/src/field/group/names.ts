// Words of a story that seem to be somebody's name, so that they are taken out before the midwife reads it; as the
// health centre does it (programme/supportgroup/experience, Names). Pure.
const TITLES = new Set(
  'bu ibu pak bapak mbah mbak mas nenek kakek bidan dokter dr ny teh neng kader dik adik'.split(' '),
);
const SHORTEST = 3;
const plain = (word: string): string => word.toLowerCase().replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');
const capital = (word: string): boolean => /^\p{Lu}/u.test(word.replace(/^[^\p{L}]+/u, ''));

export function namesIn(text: string, known: string[]): string[] {
  const people = new Set(
    known
      .flatMap((name) => name.split(/\s+/))
      .map(plain)
      .filter((part) => part.length >= SHORTEST && !TITLES.has(part)),
  );
  const found = new Set<string>();
  let before = '';
  for (const word of text.split(/\s+/).filter(Boolean)) {
    const bare = plain(word);
    const called = TITLES.has(before) && !TITLES.has(bare);
    if (bare && capital(word) && (people.has(bare) || called))
      found.add(word.replace(/^[.,;:!?()"']+|[.,;:!?()"']+$/g, ''));
    before = bare;
  }
  return [...found].sort();
}
