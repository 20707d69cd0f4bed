import { expect, test } from 'vitest';
import type { NeedCase } from '../../lib/contract';
import { Tables } from '../../lib/tables';
import { strayOf } from './slips';

const request = (id: string, slip: number): NeedCase =>
  ({
    id,
    number: id,
    kind: 'visit_request',
    state: 'open',
    request: true,
    slip,
    people: [],
  }) as unknown as NeedCase;

test('a slip that was never printed, or came twice, is shown; the others are not', () => {
  const rows = Tables.of([]);
  const used = [{ number: 3, case: 'a' }];
  rows.put('slip_book', { id: 'b1', from: 1, to: 20, printed_at: '', used, void: [], missing: [1, 2] });
  for (const c of [request('a', 3), request('b', 3), request('c', 40), request('d', 0)])
    rows.put('need_case', c);
  expect(strayOf(rows).map((c) => c.id)).toEqual(['b', 'c']);
});
