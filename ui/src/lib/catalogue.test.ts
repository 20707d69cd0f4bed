import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const CATALOGUE = '../internal/core/text';
/** The words of the app in a language: those of the first page and those of its parts. */
function wordsOf(language: string): Record<string, string> {
  const ours = readdirSync(CATALOGUE).filter(
    (name) => name.startsWith('app') && name.endsWith(`.${language}.json`),
  );
  return Object.assign(
    {},
    ...ours.map((name) => JSON.parse(readFileSync(join(CATALOGUE, name), 'utf8')) as Record<string, string>),
  ) as Record<string, string>;
}
const en = wordsOf('en');
const id = wordsOf('id');

const both: [string, Record<string, string>][] = [
  ['Indonesian', id],
  ['English', en],
];
const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter(
  (name) => /\.(svelte|ts)$/.test(name) && !name.endsWith('.test.ts'),
);
const sources = files.map((name) => ({ name, text: readFileSync(join('src', name), 'utf8') }));
/** What can be said to the server has names of the same form as keys. */
const verbs = new Set(
  Object.keys((JSON.parse(readFileSync('openapi.json', 'utf8')) as { paths: object }).paths)
    .filter((path) => path.startsWith('/api/v1/do/'))
    .map((path) => path.slice('/api/v1/do/'.length)),
);
const holes = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();

describe('the catalogue', () => {
  test('both languages have the same keys, the same places to fill in, the same marks', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(id).sort());
    for (const [key, sentence] of Object.entries(id)) {
      const other = en[key] ?? '';
      // A relation may be left out of one language, never a fact added.
      expect(holes(other), key).toEqual(holes(sentence));
      expect(other.split('*').length, key).toBe(sentence.split('*').length);
    }
  });

  test.each(both)('every key the app names exists in %s', (_, words) => {
    const missing: string[] = [];
    const firsts = new Set(Object.keys(words).map((k) => k.split('.', 2).join('.')));
    const begins = new Set(Object.keys(words).flatMap((k) => [...k].map((_, i) => k.slice(0, i + 1))));
    for (const { name, text } of sources) {
      if (name.endsWith('api.gen.ts')) continue; // the server's own names
      // t('a.b'), line(x ? 'a.b' : 'a.c'), and keys in tables: any quoted word.word with a known first word.
      for (const [, key] of text.matchAll(/['"]([a-z]+\.[a-z_0-9]+)['"](?! \+)/g)) {
        const known = firsts.has(`app.${key!.split('.')[0]}`);
        if (known && !verbs.has(key!) && !(`app.${key}` in words) && !(key! in words))
          missing.push(`${name}: ${key}`);
      }
      for (const [, prefix] of text.matchAll(/['"]([a-z]+\.[a-z_]*)['"] \+/g)) {
        if (prefix!.startsWith('app.') || prefix === 'http.' || prefix === 'code.' || prefix === 'milk.')
          continue;
        if (prefix === 'workforce.') continue;
        if (!begins.has('app.' + prefix)) missing.push(`${name}: ${prefix}*`);
      }
    }
    expect(missing).toEqual([]);
  });

  test('no words for people stand in a component', () => {
    const loose: string[] = [];
    for (const { name, text } of sources.filter((s) => s.name.endsWith('.svelte'))) {
      const markup = text.replace(/<(script|style)[\s\S]*?<\/\1>/g, '').replace(/<!--[\s\S]*?-->/g, '');
      for (const [, words] of markup.matchAll(/>([^<>{}]*[a-z]{3,}[^<>{}]*)</g)) {
        if (!/^(Enter|Esc)$/.test(words!.trim())) loose.push(`${name}: ${words!.trim()}`);
      }
    }
    expect(loose).toEqual([]);
  });

  test.each(both)('%s speaks as the house does', (_, words) => {
    for (const [key, sentence] of Object.entries(words)) {
      expect(sentence.trim(), key).not.toBe('');
      expect(sentence.toLowerCase(), key).not.toMatch(/\bmis[k]in\b|susu formula/);
      expect(sentence.split('*').length, key).toBeOneOf([1, 3]);
    }
  });
});
