import type { BodyOf } from '../lib/verbs';
import type { Candidate } from './ask';
import type { Member } from './people';

/** What a form about somebody holds while it is filled in. */
export interface Model {
  name: string;
  sex: string;
  bornHow: string;
  born: string;
  age: string | number;
  mother_name: string;
  village: string;
  nik: string;
  phones: string[];
  insurance: string;
  relation: string;
  posyandu: string;
  languages: string[];
  lives_alone: boolean;
  disabled: boolean;
  hidden_address: boolean;
}

export function emptyModel(name = ''): Model {
  return {
    name,
    sex: '',
    bornHow: 'date',
    born: '',
    age: '',
    mother_name: '',
    village: '',
    nik: '',
    phones: [''],
    insurance: '',
    relation: '',
    posyandu: '',
    languages: [],
    lives_alone: false,
    disabled: false,
    hidden_address: false,
  };
}

/** A form about somebody who is known. Masked numbers stay empty: what is left empty stays as it is. */
export function modelOf(p: Member, today: string): Model {
  const guessed = !!p.born_guessed;
  return {
    ...emptyModel(p.name),
    sex: p.sex ?? '',
    bornHow: !p.born ? 'unknown' : guessed ? 'age' : 'date',
    born: p.born ?? '',
    age: guessed && p.born ? Number(today.slice(0, 4)) - Number(p.born.slice(0, 4)) : '',
    mother_name: p.mother ? '' : (p.mother_name ?? ''),
    village: p.village,
    phones: p.phones?.length ? [...p.phones] : [''],
    relation: p.relation ?? '',
    posyandu: p.posyandu ?? '',
    languages: (p.languages ?? '').split(',').filter(Boolean),
    lives_alone: !!p.lives_alone,
    disabled: !!p.disabled,
    hidden_address: !!p.hidden_address,
  };
}

/** The birth date of a form: of an age the first of July of its year, marked as a guess. */
export function bornOf(m: Model, today: string): { born: string; born_guessed: boolean } {
  if (m.bornHow === 'date') return { born: m.born, born_guessed: false };
  const age = Number(m.age);
  if (m.bornHow !== 'age' || m.age === '' || m.age === null || !Number.isFinite(age))
    return { born: '', born_guessed: false };
  return { born: `${Number(today.slice(0, 4)) - age}-07-01`, born_guessed: true };
}

const phonesOf = (m: Model): string[] => m.phones.map((phone) => phone.trim()).filter(Boolean);

/** What the server is asked for likely duplicates. */
export function candidateOf(m: Model, today: string): Candidate {
  const { born, born_guessed } = bornOf(m, today);
  const c: Candidate = { name: m.name.trim() };
  if (m.mother_name.trim()) c.mother_name = m.mother_name.trim();
  if (born) c.born = born;
  if (born_guessed) c.born_guessed = true;
  if (m.sex) c.sex = m.sex;
  if (m.village) c.village = m.village;
  if (m.nik.trim()) c.nik = m.nik.trim();
  if (phonesOf(m).length) c.phones = phonesOf(m);
  return c;
}

/** The body of registry.register; only what was said stands in it. */
export function enterOf(
  m: Model,
  person: string,
  today: string,
  household = '',
): BodyOf<'registry.register'> {
  const { born, born_guessed } = bornOf(m, today);
  const [phone = '', ...more] = phonesOf(m);
  const all = {
    born,
    sex: m.sex,
    phone,
    nik: m.nik.trim(),
    insurance: m.insurance.trim(),
    mother_name: m.mother_name.trim(),
    village: household ? '' : m.village,
    household,
    relation: m.relation,
    posyandu: m.posyandu,
    languages: m.languages.join(','),
    born_guessed,
    lives_alone: m.lives_alone,
    disabled: m.disabled,
    hidden_address: m.hidden_address,
  };
  const said = Object.fromEntries(Object.entries(all).filter(([, value]) => value !== '' && value !== false));
  return {
    person,
    kind: 'resident',
    name: m.name.trim(),
    ...said,
    ...(more.length ? { more_phones: more } : {}),
  };
}

/** The body of registry.correct: only what differs from before. */
export function amendOf(m: Model, was: Model, person: string, today: string): BodyOf<'registry.correct'> {
  const now = { ...enterOf(m, person, today) } as Record<string, unknown>;
  const then = { ...enterOf(was, person, today) } as Record<string, unknown>;
  const body: Record<string, unknown> = { person };
  const fields = [
    'name',
    'sex',
    'born',
    'born_guessed',
    'mother_name',
    'village',
    'relation',
    'posyandu',
    'languages',
  ];
  for (const field of [...fields, 'lives_alone', 'disabled', 'hidden_address']) {
    const empty = typeof (now[field] ?? then[field]) === 'boolean' ? false : '';
    if (now[field] !== then[field]) body[field] = now[field] ?? empty;
  }
  if (JSON.stringify(phonesOf(m)) !== JSON.stringify(phonesOf(was))) {
    const [phone = '', ...more] = phonesOf(m);
    body['phone'] = phone;
    body['more_phones'] = more;
  }
  // Left empty they stay: the form never showed them whole.
  if (m.nik.trim()) body['nik'] = m.nik.trim();
  if (m.insurance.trim()) body['insurance'] = m.insurance.trim();
  return body as BodyOf<'registry.correct'>;
}
