import type { Envelope } from './contract';
import type { Given, VisitRecord } from './contract.care';
import type { Act, Self } from './overlay';
import type { Tables } from './tables';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = <T>(value: unknown): T[] => (Array.isArray(value) ? (value as T[]) : []);

/** A record as this phone said it; what its signs opened and the licence of the signer come with the server's row. */
function written(on: Tables, said: Envelope, self: Self, at: string): void {
  const b = said.body;
  const person = on.get('person', text(b['person']));
  const visit = on.get('home_visit', text(b['visit']));
  const before = on.get('visit_record', text(b['corrects']));
  const earlier = on.where('visit_record', (record) => record.person === b['person'])[0];
  const part = <K extends 'vitals' | 'antenatal' | 'postnatal' | 'newborn' | 'elder'>(name: K) =>
    b[name] ? { [name]: b[name] as VisitRecord[K] } : {};
  const words = (
    name: 'complaint' | 'finding' | 'advice' | 'next_on' | 'visit' | 'round' | 'corrects' | 'reason',
  ) => (b[name] ? { [name]: text(b[name]) } : {});
  on.put('visit_record', {
    id: text(b['record']),
    person: text(b['person']),
    person_name: person?.name || before?.person_name || visit?.patient_name || earlier?.person_name || '',
    village: person?.village || visit?.village || before?.village || earlier?.village || '',
    kind: text(b['kind']) as VisitRecord['kind'],
    on: text(b['on']),
    place: text(b['place']) as 'home',
    ...part('vitals'),
    ...part('antenatal'),
    ...part('postnatal'),
    ...part('newborn'),
    ...part('elder'),
    ...words('complaint'),
    ...words('finding'),
    ...words('advice'),
    ...words('next_on'),
    ...words('visit'),
    ...words('round'),
    ...words('corrects'),
    ...words('reason'),
    given: list<Given>(b['given']),
    dangers: list(b['dangers']),
    new_cases: list(b['new_cases']),
    by: self.worker ?? '',
    by_name: self.name,
    version: (before?.version ?? 0) + 1,
    recorded_at: at,
  });
}

/** What a phone shows at once of the records it said. */
export const CARE_ACTS: Record<string, Act> = {
  'health.record': written,
  'health.correct': (on, said, self, at) => {
    const id = text(said.body['corrects']);
    written(on, said, self, at);
    const was = on.get('visit_record', id);
    if (was) on.put('visit_record', { ...was, replaced_by: text(said.body['record']) });
  },
  'health.mark_copied': (on, said, self, at) => {
    const was = on.get('visit_record', text(said.body['record']));
    if (was) on.put('visit_record', { ...was, copied_at: at, copied_by_name: self.name });
  },
};
