import type { NeedCase } from '../../lib/contract';
import type { Tables } from '../../lib/tables';

/** Requests on a slip whose number was never printed here, was void, or was used by another request before. */
export function strayOf(rows: Tables): NeedCase[] {
  const books = rows.all('slip_book');
  const fine = (c: NeedCase): boolean => {
    const n = c.slip ?? 0;
    const book = books.find((b) => b.from <= n && n <= b.to);
    const used = book?.used.find((u) => u.number === n);
    return !!book && (!used?.case || used.case === c.id);
  };
  return rows.where('need_case', (c) => (c.slip ?? 0) > 0 && c.state === 'open' && !fine(c));
}
