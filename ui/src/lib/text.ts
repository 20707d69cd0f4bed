import idWords from '../../../internal/core/text/app.id.json';

/** The catalogue: key to sentence. Keys of the app begin with `app.`, sentences of codes with `code.`. */
export type Catalogue = Record<string, string>;
export type Params = Record<string, string | number>;
export type Language = 'id' | 'en';

// The sentences of the codes are written beside the rules that give them; the app only reads them.
const codes = import.meta.glob<Catalogue>('../../../internal/core/text/codes.*.json', { import: 'default' });
// A part of the app has its words in a file of its own, app_<part>: they come when somebody comes in.
const inside = import.meta.glob<Catalogue>(
  '../../../internal/core/text/{letter,record,triage,supportgroup,member,app_*}.*.json',
  {
    import: 'default',
  },
);

let words: Catalogue = idWords;
let base: Catalogue = idWords;
let spoken: Language = 'id';
let within = false;

/** Loads the words behind the door, for whoever has come in. */
export async function speakInside(): Promise<void> {
  if (within) return;
  within = true;
  await speak(spoken).catch((lost: unknown) => {
    within = false; // they are asked for again when somebody comes in next
    throw lost;
  });
}

/** Loads a language. Indonesian is always there, and stands in for a key the other language lacks. */
export async function speak(language: Language): Promise<void> {
  spoken = language;
  const parts = within ? { ...codes, ...inside } : codes;
  const load = async (lang: Language) => {
    const files = Object.entries(parts).filter(([name]) => name.endsWith(`.${lang}.json`));
    return Object.assign({}, ...(await Promise.all(files.map(([, words]) => words())))) as Catalogue;
  };
  base = { ...(await load('id')), ...idWords };
  if (language === 'id') words = base;
  else
    words = { ...(await load('en')), ...(await import('../../../internal/core/text/app.en.json')).default };
}

function fill(sentence: string, params: Params): string {
  return sentence.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** The sentence of `app.<key>`. A missing key is shown as itself, so that it is seen and mended. */
export function t(key: string, params: Params = {}): string {
  const sentence = words['app.' + key] ?? base['app.' + key];
  return sentence === undefined ? key : fill(sentence, params).replaceAll('*', '');
}

export function has(key: string): boolean {
  return 'app.' + key in base;
}

/** A text that stands beside the rules and not in the app's own words, as a sign's question does; "" where there is none. */
export function textOf(key: string): string {
  return words[key] ?? base[key] ?? '';
}

/** The sentence of a refusal or fault; a code without one gets the general sentence with the code in it. */
export function sentenceOf(code: string | undefined): string {
  const sentence = code ? (words['code.' + code] ?? base['code.' + code] ?? words[code]) : undefined;
  return sentence ? fill(sentence, {}) : t('error.unknown', { code: code ?? '?' });
}

/** A sentence in parts: what stands between two asterisks in the catalogue is the marked fact. */
export interface Line {
  before: string;
  mark: string;
  after: string;
}
export function line(key: string, params: Params = {}): Line {
  const sentence = words['app.' + key] ?? base['app.' + key] ?? key;
  // Split before filling in: an asterisk in somebody's name marks nothing.
  const [before = '', mark = '', after = ''] = sentence.split('*');
  return { before: fill(before, params), mark: fill(mark, params), after: fill(after, params) };
}
