import type { Proposal } from './contract';
import type { Tables } from './tables';

const SETTLED = new Set(['approved', 'rejected']);

/** What still waits for a second person, the oldest first. The row of what was settled stays, as the record of it. */
export function proposalsOf(rows: Tables): Proposal[] {
  return rows
    .where('proposal', (proposal) => !SETTLED.has(proposal.state))
    .sort((a, b) => a.at.localeCompare(b.at));
}
