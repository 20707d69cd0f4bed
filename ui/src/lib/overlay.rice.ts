import type { Act } from './overlay';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** Handed over, as this phone has said; whether it settles the debt the server says. */
const give: Act = (on, said, self, at) => {
  const was = on.get('rice_debt', text(said.body['debt']));
  if (was?.state === 'owed')
    on.put('rice_debt', { ...was, state: 'given', given_at: at, given_by_name: self.name });
};

export const RICE_ACTS: Record<string, Act> = { 'rice.give': give };
