// What the pages about handling milk ask the server; each rejects with a Problem, or with whatever a missing line throws.
import { json } from '../../lib/api';
import type { components } from '../../lib/api.gen';

type Schemas = components['schemas'];
export type Table = Schemas['milk.TableView'];
export type Row = NonNullable<Table['rows']>[number];
export type Figure = Row['shown'];

export const table = (): Promise<Table> => json<Table>('GET', 'milk/table');

/** Where labels are printed from: blank ones for a mother, or those of a delivery's bottles. */
export function labels(
  of: { place: string; count: number; baby: boolean } | { delivery: string },
  lang: string,
): string {
  const query = new URLSearchParams({ lang });
  if ('delivery' in of) query.set('delivery', of.delivery);
  else {
    query.set('place', of.place);
    query.set('count', String(of.count));
    if (of.baby) query.set('baby', '1');
  }
  return '/api/v1/milk/labels.pdf?' + query.toString();
}
