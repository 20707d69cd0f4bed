import { expect, test } from 'vitest';
import type { Envelope } from '../../lib/contract';
import type { Self } from '../../lib/overlay';
import { REGISTER_ACTS } from '../../lib/overlay.register';
import { Tables } from '../../lib/tables';

test('what is set up without signal stands at once, and a closed one is closed', () => {
  const rows = new Tables();
  const say = (verb: string, body: Record<string, unknown>) =>
    REGISTER_ACTS[verb]?.(rows, { verb, body } as unknown as Envelope, {} as Self, '');
  say('registry.set_posyandu', { posyandu: 'p', village: 'v', name: 'Mawar', open_day: 5, cadres: ['w'] });
  expect(rows.get('posyandu', 'p')).toMatchObject({
    name: 'Mawar',
    open_day: 5,
    cadres: ['w'],
    closed: false,
  });
  say('registry.set_group', { ten_house_group: 'g', village: 'v', name: 'Melati', closed: true });
  expect(rows.get('ten_house_group', 'g')).toMatchObject({ name: 'Melati', cadre: '', closed: true });
});
