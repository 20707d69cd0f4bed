import type { components } from '../../lib/api.gen';

export type Leaflets = components['schemas']['api.Leaflets'];
export type Settings = Leaflets['settings'];
export type Text = components['schemas']['content.Text'];

/** A page is typed line by line: an empty line is nothing, "- " begins a point of a list. */
export function paragraphsOf(typed: string): string[] {
  return typed
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && line !== '-')
    .map((line) => line.replace(/^[-•*]\s*/, '- '));
}

/** The whole document with one page in one language put in its place; without words it is not translated. */
export function withPage(settings: Settings, code: string, lang: string, text: Text): Settings {
  const page = { ...settings.pages[code] };
  if (text.title === '' && text.paragraphs.length === 0) delete page[lang];
  else page[lang] = text;
  return { ...settings, pages: { ...settings.pages, [code]: page } };
}

export interface Change {
  code: string;
  lang: string;
  /** The words proposed; null: they go. */
  text: Text | null;
}

/** What a proposed document would change of the words in force, page by page. */
export function changes(
  now: Settings,
  then: Partial<Settings>,
  codes: string[],
  languages: string[],
): Change[] {
  const out: Change[] = [];
  for (const code of codes)
    for (const lang of languages) {
      const proposed = then.pages?.[code];
      if (!proposed) continue; // a page that is not said stays
      const text = proposed[lang] ?? null;
      if (JSON.stringify(text) !== JSON.stringify(now.pages[code]?.[lang] ?? null))
        out.push({ code, lang, text });
    }
  return out;
}
