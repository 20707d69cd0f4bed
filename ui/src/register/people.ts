// What the pages of the register reckon from rows: pure, so that it also works without signal.
import type { components } from '../lib/api.gen';
import { ageOf } from '../lib/age';
import type { PersonRow } from '../lib/contract';
import { fold } from '../lib/queue';
import type { Tables } from '../lib/tables';
import { t } from '../lib/text';

export type Page = components['schemas']['api.RegisterPage'];
export type Member = components['schemas']['registry.PageMember'];
export type Line = components['schemas']['registry.PageLine'];
export type Awaited = components['schemas']['registry.Awaited'];

/** Somebody who was found, by the server or on the phone. */
export interface Hit {
  id: string;
  name: string;
  born?: string;
  born_guessed?: boolean;
  sex?: string;
  village?: string;
  village_name?: string;
  mother_name?: string;
  house_code?: string;
  phone_end?: string;
  state: string;
  why: string[];
  likely?: boolean;
}

/** The age as people say it: days of a newborn, months of a small child, years later. */
export function ageWords(born: string | undefined, today: string, guessed = false): string {
  const age = ageOf(born, today);
  if (!age) return '';
  let words = t('reg.age_years', { n: age.y });
  if (age.y === 0 && age.m === 0) words = t('reg.age_days', { n: age.d });
  else if (age.y < 2) words = t('reg.age_months', { n: age.y * 12 + age.m });
  else if (age.y < 6 && age.m > 0) words = t('reg.age_years_months', { n: age.y, m: age.m });
  return guessed ? t('reg.age_about', { age: words }) : words;
}

export type Mark = { key: string; tone: '' | 'teal' | 'amber' | 'red' | 'green' };

/** The marks of somebody, the weightiest first: a word and a tone, never a tone alone. */
export function marksOf(p: Partial<PersonRow> & { state?: string }, today: string): Mark[] {
  const marks: Mark[] = [];
  const add = (on: unknown, key: string, tone: Mark['tone'] = '') => on && marks.push({ key, tone });
  add(p.state === 'dead', 'dead');
  add(p.state === 'moved', 'moved');
  add(p.state === 'erased', 'erased');
  if (p.state && p.state !== 'active') return marks;
  add(p.quiet, 'quiet', 'amber');
  add(p.in_hospital, 'in_hospital', 'amber');
  add(p.due, 'expecting', 'teal');
  const age = ageOf(p.born, today);
  const weeks = age && age.y === 0 && age.m === 0 && age.d <= 28;
  add(weeks, 'newborn', 'teal');
  add(age && !weeks && age.y < 5, 'under_five', 'teal');
  add(p.lives_alone, 'alone', 'amber');
  add(p.disabled, 'disabled');
  add(p.hidden_address, 'hidden');
  return marks;
}

/** Under 18: who decides is mother or guardian (UU 35/2014). */
export function isMinor(p: { born?: string; relation?: string; kind?: string }, today: string): boolean {
  const age = ageOf(p.born, today);
  if (age) return age.y < 18;
  return p.kind === 'baby' || p.relation === 'child' || p.relation === 'grandchild';
}

/** Days that a due date lies back; negative: still to come. */
export function daysPast(due: string, today: string): number {
  return Math.round((Date.parse(today) - Date.parse(due)) / 86_400_000) || 0;
}

/** Three days past her day without an answer a mother stands on top of the list. */
export const OVERDUE_AFTER = 3;

/** Who is pregnant, of the rows of this phone: the earliest day first. */
export function dueOf(rows: Tables, today: string): Awaited[] {
  return rows
    .where('person', (p) => !!p.due)
    .map((p): Awaited => {
      const days = daysPast(p.due!, today);
      const village = rows.get('village', p.village)?.name;
      return {
        id: p.id,
        name: p.name,
        born: p.born,
        due: p.due!,
        days_past: days,
        unanswered: days >= OVERDUE_AFTER,
        village: p.village,
        village_name: village,
        household: p.household,
        house_code: p.house_code,
        landmark: p.landmark,
        phones: p.phones,
        in_hospital: p.in_hospital,
        quiet: p.quiet,
      };
    })
    .sort((a, b) => a.due.localeCompare(b.due) || a.id.localeCompare(b.id));
}

const digits = (said: string): string => said.replace(/\D/g, '');

/** Finds on the phone: every word of what was typed fits the name, the mother, the village or the house. */
export function findHere(rows: Tables, said: string, limit = 30): Hit[] {
  const words = fold(said).split(' ').filter(Boolean);
  if (words.length === 0) return [];
  const number = digits(said);
  const hits: { hit: Hit; rank: number }[] = [];
  for (const p of rows.all('person')) {
    const name = fold(p.name);
    const mother = fold(p.mother_name ?? '');
    const village = rows.get('village', p.village)?.name ?? '';
    const place = fold(`${village} ${p.address ?? ''} ${p.landmark ?? ''}`);
    const why = new Set<string>();
    let inName = 0;
    const all = words.every((word) => {
      if (startsWord(name, word)) return (why.add('name'), inName++, true);
      if (startsWord(mother, word)) return !!why.add('mother');
      return startsWord(place, word) && !!why.add('place');
    });
    const byNumber =
      number.length >= 4 &&
      number === digits(said.replace(/[\s-]/g, '')) &&
      ((p.phones ?? []).some((phone) => phone.endsWith(number.replace(/^0/, ''))) ||
        digits(p.house_code ?? '').startsWith(number));
    if (!all && !byNumber) continue;
    if (byNumber) why.add(digits(p.house_code ?? '').startsWith(number) ? 'house' : 'phone');
    const rank = byNumber ? 0 : inName === words.length ? (name.startsWith(words[0]!) ? 1 : 2) : 3;
    hits.push({ hit: { ...p, village_name: village, state: 'active', why: [...why] }, rank });
  }
  hits.sort((a, b) => a.rank - b.rank || a.hit.name.localeCompare(b.hit.name));
  return hits.slice(0, limit).map((found) => found.hit);
}
const startsWord = (text: string, word: string): boolean =>
  (' ' + text).includes(' ' + word) || (word.length > 3 && text.replaceAll(' ', '').startsWith(word));

/** Who may be there already, of the rows of this phone: the same folded name, or most of it and the same year. */
export function alikeHere(
  rows: Tables,
  asked: { name: string; born?: string; mother_name?: string; person?: string },
): Hit[] {
  const words = fold(asked.name)
    .split(' ')
    .filter((word) => word.length > 1);
  if (words.length === 0) return [];
  const hits: { hit: Hit; score: number }[] = [];
  for (const p of rows.all('person')) {
    if (p.id === asked.person) continue;
    const have = fold(p.name).split(' ');
    const same = words.filter((word) => have.includes(word)).length;
    const share = same / Math.max(words.length, have.length);
    const year = asked.born && p.born && asked.born.slice(0, 4) === p.born.slice(0, 4);
    const apart = asked.born && p.born && Math.abs(+asked.born.slice(0, 4) - +p.born.slice(0, 4)) > 3;
    const mother = asked.mother_name && p.mother_name && fold(asked.mother_name) === fold(p.mother_name);
    const score = share + (year ? 0.25 : 0) + (mother ? 0.25 : 0) - (apart ? 0.5 : 0);
    if (share === 0 || score < 0.75) continue;
    const why = ['name', ...(year ? ['born'] : []), ...(mother ? ['mother'] : [])];
    const village_name = rows.get('village', p.village)?.name;
    hits.push({ hit: { ...p, village_name, state: 'active', why, likely: score >= 1 }, score });
  }
  return hits
    .sort((a, b) => b.score - a.score)
    .slice(0, 5)
    .map((found) => found.hit);
}

/** A page made of the rows of this phone, where the server cannot be asked. */
export function pageHere(rows: Tables, kind: 'person' | 'household', id: string, today: string): Page | null {
  const one = kind === 'person' ? rows.get('person', id) : rows.where('person', (p) => p.household === id)[0];
  if (!one) return null;
  const household = one.household;
  const members = household ? rows.where('person', (p) => p.household === household) : [one];
  const rank = (p: PersonRow) => (p.relation === 'head' ? 0 : 1);
  members.sort((a, b) => rank(a) - rank(b) || (a.born ?? '').localeCompare(b.born ?? ''));
  const posyandu = rows.get('posyandu', one.posyandu);
  const group = rows.get('ten_house_group', one.ten_house_group);
  const ids = kind === 'person' ? [one.id] : members.map((p) => p.id);
  return {
    person: kind === 'person' ? one.id : undefined,
    village: one.village,
    village_name: rows.get('village', one.village)?.name,
    household: household ? { id: household, state: 'present' } : undefined,
    house: household
      ? {
          id: '',
          code: one.house_code,
          village: one.village,
          street: one.address,
          landmark: one.landmark,
          directions: one.directions,
          home: one.home,
          hidden_address: one.hidden_address,
          address_shown: !one.hidden_address,
        }
      : undefined,
    members: members.map((p) => ({ ...p, kind: 'resident', state: 'active', contact_shown: true })),
    posyandu,
    ten_house_group: group,
    life: [],
    consents: [],
    texts: [],
    pairs: [],
    merged: [],
    tasks: rows.where('task', (task) => ids.includes(task.person) && task.state === 'open'),
    work: [],
    reads: [],
    today,
  } as Page;
}
