import type { Envelope } from './contract';
import type { GrowthCard, GrowthLine } from './contract.weighing';
import type { Act, Self } from './overlay';
import type { Tables } from './tables';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const figure = (value: unknown): number => (typeof value === 'number' ? value : 0);

/** The card a weighing is written on: the child's, or of a guest who comes for the first time a new one. */
function cardOf(on: Tables, said: Envelope): GrowthCard {
  const { body } = said;
  const id = text(body['child']) || text(body['guest']);
  const guest = !!text(body['guest']);
  const was = on.get('growth_card', id);
  const person = on.get('person', id);
  const posyandu = text(body['posyandu']);
  const village = person?.village ?? on.get('posyandu', posyandu)?.village ?? '';
  const about = (body['as_guest'] ?? {}) as Record<string, unknown>;
  const card: GrowthCard = was ?? { id, guest, name: person?.name ?? '', village, lines: [] };
  if (!guest) return card;
  return {
    ...card,
    posyandu,
    ...(body['as_guest']
      ? {
          name: text(about['name']),
          sex: text(about['sex']),
          born: text(about['born']),
          from: text(about['from']),
        }
      : {}),
  };
}

/** What the earlier one of that day says and the new one is silent about is not forgotten. */
function filled(line: GrowthLine, from: GrowthLine | undefined): GrowthLine {
  if (!from) return line;
  const length = line.length_tenths_mm ? line : from;
  return {
    ...line,
    weight_g: line.weight_g || from.weight_g || 0,
    length_tenths_mm: length.length_tenths_mm ?? 0,
    position: length.position ?? '',
    head_tenths_mm: line.head_tenths_mm || from.head_tenths_mm || 0,
    muac_mm: line.muac_mm || from.muac_mm || 0,
    oedema: line.oedema || from.oedema || '',
    vitamin_a: line.vitamin_a || from.vitamin_a || '',
  };
}

function weighed(on: Tables, said: Envelope, self: Self): void {
  const { body } = said;
  const card = cardOf(on, said);
  const day = text(body['on']);
  const replaces = text(body['replaces']);
  const before = card.lines.find((l) => (replaces ? l.id === replaces : l.on === day));
  const rest = card.lines.filter((l) => l !== before);
  const line: GrowthLine = {
    id: text(body['weighing']),
    on: day,
    posyandu: text(body['posyandu']),
    weight_g: figure(body['weight_g']),
    length_tenths_mm: figure(body['length_tenths_mm']),
    position: text(body['position']),
    oedema: text(body['oedema']),
    head_tenths_mm: figure(body['head_tenths_mm']),
    muac_mm: figure(body['muac_mm']),
    vitamin_a: text(body['vitamin_a']),
    source: text(body['source']),
    sure: body['sure'] === true,
    doubts: [],
    reckoned: { age_days: -1, months: -1 },
    by: self.worker ?? '',
    waiting: true,
  };
  const at = rest.findIndex((l) => l.on > day);
  const lines = [...rest];
  // A correction of another line says all it says; only the second of one day is filled from the first.
  lines.splice(at < 0 ? lines.length : at, 0, replaces ? line : filled(line, before));
  on.put('growth_card', { ...card, lines, last_on: lines.at(-1)?.on ?? '' });
}

function unweighed(on: Tables, said: Envelope): void {
  const id = text(said.body['weighing']);
  const card = on.all('growth_card').find((c) => c.lines.some((l) => l.id === id));
  if (!card) return;
  const lines = card.lines.filter((l) => l.id !== id);
  on.put('growth_card', { ...card, lines, last_on: lines.at(-1)?.on ?? '' });
}

const settled =
  (state: 'seen' | 'requested'): Act =>
  (on, said, self, at) => {
    const was = on.get('growth_concern', text(said.body['concern']));
    if (was?.state !== 'open') return;
    const seen = state === 'seen' ? { seen_on: text(said.body['on']), note: text(said.body['note']) } : {};
    on.put('growth_concern', { ...was, ...seen, state, ended_by_name: self.name, ended_at: at });
  };

/** Whose the guest's lines are: its card goes, the child's has them in their order. */
function linked(on: Tables, said: Envelope): void {
  const [guest, child] = [text(said.body['guest']), text(said.body['child'])];
  const name = on.get('person', child)?.name;
  const of = on.get('growth_card', guest);
  const to = on.get('growth_card', child);
  if (of && to) {
    const lines = [...to.lines, ...of.lines.filter((l) => !to.lines.some((own) => own.on === l.on))].sort(
      (a, b) => a.on.localeCompare(b.on),
    );
    on.put('growth_card', { ...to, lines, last_on: lines.at(-1)?.on ?? '' });
  }
  on.drop('growth_card', guest);
  for (const c of on.all('growth_concern').filter((c) => c.child === guest))
    on.put('growth_concern', { ...c, child, guest: false, ...(name ? { name } : {}) });
}

export const WEIGHING_ACTS: Record<string, Act> = {
  'health.weigh': weighed,
  'health.unweigh': unweighed,
  'health.link_guest': linked,
  'health.see_child': settled('seen'),
  'health.ask_visit': settled('requested'),
};
