import type { VisitRecord } from '../lib/contract.care';
import { go } from '../lib/router.svelte';
import { world } from '../lib/world.svelte';

/** Where somebody goes on after a record: back to the visit, to the list of rounds, to the person, or to the day. */
export function leave(record: VisitRecord): void {
  const visit = world.rows.get('home_visit', record.visit);
  if (visit && visit.state !== 'done') go('journey', visit.id);
  else if (record.round && world.has('midwife', 'cadre')) go('rounds');
  else if (!record.visit && !record.round && world.rows.get('person', record.person))
    go('register', 'person', false, record.person);
  else go('day');
}
