import { monthsOld } from './age';
import type { Envelope, Feeding, PersonRow } from './contract';
import type { Act } from './overlay';
import type { Tables } from './tables';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function change(on: Tables, id: unknown, to: Partial<PersonRow>): void {
  const was = on.get('person', text(id));
  if (was) on.put('person', { ...was, ...to });
}

/** The living of a household; of who has none, the person alone. */
function family(on: Tables, id: unknown): PersonRow[] {
  const one = on.get('person', text(id));
  if (!one) return [];
  return one.household ? on.where('person', (p) => p.household === one.household) : [one];
}

/** Fields of a command that stand in the row under the same name. */
const SAME = [
  'name',
  'sex',
  'born',
  'born_guessed',
  'village',
  'household',
  'relation',
  'mother',
  'mother_name',
  'posyandu',
  'due',
  'lives_alone',
  'disabled',
  'languages',
  'hidden_address',
  'address',
  'directions',
] as const;

function told(on: Tables, said: Envelope): Partial<PersonRow> {
  const row: Record<string, unknown> = {};
  for (const field of SAME) if (said.body[field] !== undefined) row[field] = said.body[field];
  const household = text(said.body['household']);
  const neighbour = household ? on.where('person', (p) => p.household === household)[0] : undefined;
  if (neighbour) {
    row['village'] = neighbour.village;
    row['house_code'] = neighbour.house_code;
    row['landmark'] = neighbour.landmark;
    row['address'] = neighbour.address;
  }
  const phone = said.body['phone'];
  const more = said.body['more_phones'];
  if (phone !== undefined || more !== undefined)
    row['phones'] = [text(phone), ...(Array.isArray(more) ? more.map(String) : [])].filter(Boolean);
  return row as Partial<PersonRow>;
}

interface Baby {
  person: string;
  name?: string;
  sex?: PersonRow['sex'];
  stillborn?: boolean;
}

const born: Act = (on, said) => {
  const mother = on.get('person', text(said.body['mother']));
  if (!mother) return;
  const away = !said.body['home_on'] && ['hospital', 'health_centre'].includes(text(said.body['place']));
  on.put('person', { ...mother, due: '', in_hospital: away });
  for (const baby of (said.body['babies'] as Baby[]).filter((one) => !one.stillborn))
    on.put('person', {
      id: baby.person,
      name: baby.name || 'Bayi Ny. ' + mother.name,
      sex: baby.sex ?? '',
      born: text(said.body['on']),
      village: mother.village,
      household: mother.household,
      relation: 'child',
      mother: mother.id,
      mother_name: mother.name,
      house_code: mother.house_code,
      in_hospital: away,
    });
  const lost = (said.body['babies'] as Baby[]).some((one) => one.stillborn);
  if (lost) change(on, mother.id, { quiet: true });
};

const died: Act = (on, said) => {
  for (const one of family(on, said.body['person'])) on.put('person', { ...one, quiet: true });
  on.drop('person', text(said.body['person']));
};

const move: Act = (on, said) => {
  const movers = said.body['whole_household']
    ? family(on, said.body['person'])
    : family(on, said.body['person']).filter((one) => one.id === said.body['person']);
  for (const one of movers) {
    if (said.body['to'] === 'out') on.drop('person', one.id);
    else if (!said.body['whole_household'])
      on.put('person', { ...one, lives_alone: false, ...told(on, said) });
  }
};

/** What a phone shows at once of what was said about people; the server's rows replace it. */
const fed: Act = (on, said, self, at) => {
  const baby = on.get('person', text(said.body['baby']));
  const day = text(said.body['on']);
  const month = said.body['month'] ?? monthsOld(baby?.born, day);
  if (typeof month !== 'number' || month < 0) return;
  for (const line of on.where(
    'feeding',
    (f) => f.baby === said.body['baby'] && f.month === month && !f.replaced_by,
  ))
    on.put('feeding', { ...line, replaced_by: said.id });
  on.put('feeding', {
    id: text(said.body['feeding']),
    baby: text(said.body['baby']),
    baby_name: baby?.name ?? '',
    month,
    answer: said.body['answer'] as Feeding['answer'],
    medical: said.body['medical'] === true,
    source: said.body['source'] as Feeding['source'],
    on: day,
    last_day: text(said.body['last_day']),
    since_last: text(said.body['since_last']),
    given: list(said.body['given']),
    given_since: text(said.body['given_since']),
    given_by: text(said.body['given_by']),
    reasons: list(said.body['reasons']),
    by_name: self.name,
    recorded_at: at,
  });
};

export const REGISTER_ACTS: Record<string, Act> = {
  'health.feeding': fed,
  'registry.register': (on, said) => {
    if (['resident', 'mother', 'baby'].includes(text(said.body['kind'])))
      on.put('person', { id: text(said.body['person']), name: '', village: '', ...told(on, said) });
  },
  'registry.correct': (on, said) => change(on, said.body['person'], told(on, said)),
  'registry.expect': (on, said) => change(on, said.body['person'], { due: text(said.body['due']) }),
  'registry.born': born,
  'registry.died': died,
  'registry.comfort': (on, said) => {
    for (const one of family(on, said.body['person'])) on.put('person', { ...one, quiet: false });
  },
  'registry.move': move,
  'registry.change_guardian': (on, said) =>
    change(on, said.body['child'], { guardian: text(said.body['guardian']) }),
  'registry.in_hospital': (on, said) => change(on, said.body['person'], { in_hospital: true }),
  'registry.home_again': (on, said) => change(on, said.body['person'], { in_hospital: false }),
  'registry.set_posyandu': (on, said) =>
    on.put('posyandu', {
      id: text(said.body['posyandu']),
      village: text(said.body['village']),
      name: text(said.body['name']),
      open_day: Number(said.body['open_day'] ?? 0),
      cadres: Array.isArray(said.body['cadres']) ? said.body['cadres'].map(String) : [],
      closed: said.body['closed'] === true,
    }),
  'registry.set_group': (on, said) =>
    on.put('ten_house_group', {
      id: text(said.body['ten_house_group']),
      village: text(said.body['village']),
      name: text(said.body['name']),
      cadre: text(said.body['cadre']),
      closed: said.body['closed'] === true,
    }),
  'registry.merge': (on, said) => on.drop('person', text(said.body['drop'])),
  'task.close': (on, said) => {
    const was = on.get('task', text(said.body['task']));
    if (was) on.put('task', { ...was, state: 'closed', outcome: text(said.body['outcome']) });
  },
  'task.hand': (on, said) => {
    const was = on.get('task', text(said.body['task']));
    const owner = text(said.body['owner']);
    if (was) on.put('task', { ...was, owner, owner_name: on.get('worker', owner)?.name ?? '' });
  },
};
