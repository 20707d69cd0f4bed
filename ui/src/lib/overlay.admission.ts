import type { Application } from './contract';
import { day } from './format';
import type { Act } from './overlay';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What an application looks like before the server has heard of it. */
const applied: Act = (on, said, _self, at) => {
  const b = said.body as unknown as Application & {
    application: string;
    mother: { id?: string; name: string; phone?: string };
  };
  on.put('milk_application', {
    id: b.application,
    number: 0,
    mother: b.mother.id ?? '',
    mother_name: b.mother.name,
    mother_phone: b.mother.phone ?? '',
    babies: b.babies,
    village: b.village,
    state: 'waiting',
    channel: 'cadre',
    applied_on: day(new Date(at)),
    days: b.days,
    from: b.from,
    to: b.to,
    metres: -1,
    pickup: b.pickup,
    finish: b.finish,
    hidden_address: b.hidden_address,
    recipients: b.recipients,
    passed: [],
  });
};

function change(
  to: (was: Application, body: Record<string, unknown>, by: string, at: string) => Partial<Application>,
): Act {
  return (on, said, self, at) => {
    const was = on.get('milk_application', text(said.body['application']));
    if (was) on.put('milk_application', { ...was, ...to(was, said.body, self.name, at) });
  };
}

export const ADMISSION_ACTS: Record<string, Act> = {
  'milk.apply': applied,
  'milk.confirm_posyandu': change((_was, body, by, at) => ({
    posyandu: text(body['answer']) as 'yes' | 'not_yet',
    posyandu_on: day(new Date(at)),
    posyandu_by: by,
  })),
};
