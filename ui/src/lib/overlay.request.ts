import type { Colour, Envelope, NeedCase } from './contract';
import type { Act } from './overlay';
import type { Tables } from './tables';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const part = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};

/** A request as it was typed, before the server has heard: its number and its deadlines come with the answer. */
const asked: Act = (on, said, self, at) => {
  const b = said.body;
  if (on.get('need_case', text(b['case']))) return;
  const [patient, where, reporter] = [part(b['patient']), part(b['where']), part(b['reporter'])];
  const person = on.get('person', text(b['person']));
  const started = [text(b['heard_at']), text(b['written_at']), at].filter(Boolean).sort()[0] ?? at;
  on.put('need_case', {
    id: text(b['case']),
    number: '',
    kind: text(b['kind']),
    request: true,
    people: person ? [{ id: person.id, name: person.name }] : [],
    village: text(where['village']) || (person?.village ?? ''),
    owner: '',
    owner_name: '',
    door: text(b['door']) || 'desk',
    state: 'open',
    confidential: false,
    complaint: false,
    what: text(b['what']),
    patient_name: person?.name ?? text(patient['name']),
    patient_phone: text(patient['phone']) || (person?.phones?.[0] ?? ''),
    where: text(where['text']),
    ...(typeof where['lat'] === 'number' && typeof where['lon'] === 'number'
      ? { home: { lat: where['lat'], lon: where['lon'] } }
      : {}),
    reporter: { name: text(reporter['name']), phone: text(reporter['phone']) },
    sign: text(b['sign']),
    colour: text(b['colour']) as Colour | '',
    colour_by: text(b['colour']) ? 'operator' : '',
    call_sign: text(b['call_sign']),
    needs: Array.isArray(b['needs']) ? b['needs'].map(String) : [],
    started_at: started,
    reports: 1,
    opened_at: at,
    opened_by_name: self.name,
    due: '',
    promise: '',
    overdue: false,
    todo: [],
    timeline: [{ id: said.id, kind: 'opened', at: started, recorded_at: at, by_name: self.name }],
  });
};

function lined(
  on: Tables,
  said: Envelope,
  kind: string,
  code: string,
  by: string,
  at: string,
  more: Partial<NeedCase>,
): void {
  const was = on.get('need_case', text(said.body['case']));
  if (!was) return;
  const line = { id: said.id, kind, code, at, recorded_at: at, by_name: by };
  on.put('need_case', { ...was, ...more, timeline: [...was.timeline, line] });
}

export const REQUEST_ACTS: Record<string, Act> = {
  'need.request': asked,
  'need.triage': (on, said, self, at) => {
    const id = text(said.body['case']);
    const colour = text(said.body['colour']) as Colour | '';
    const sign = text(said.body['sign']);
    const called = said.body['call'] === true ? { called: true } : {};
    const change = { ...(colour ? { colour } : {}), ...(sign ? { sign } : {}) };
    // A sign's colour is the table's to give; until the server has heard, the one that stood stands.
    lined(on, said, 'triaged', colour || on.get('need_case', id)?.colour || '', self.name, at, {
      ...change,
      ...called,
    });
    const visit = on.get('home_visit', id);
    if (visit) on.put('home_visit', { ...visit, ...change });
  },
  'need.add_evidence': (on, said, self, at) =>
    lined(on, said, 'evidence', text(said.body['door']), self.name, at, {}),
  'visit.send': (on, said, _, at) => {
    const visit = on.get('home_visit', text(said.body['visit']));
    const team = on.get('team', text(said.body['team']));
    if (!visit) return;
    on.put('home_visit', {
      ...visit,
      state: 'sent',
      sent_at: at,
      team: team?.id ?? '',
      team_name: team?.name ?? '',
      call_sign: team?.call_sign ?? '',
      vehicle_name: team?.vehicle_name ?? '',
      workers: team?.members.map((m) => m.id) ?? [],
    });
  },
};
