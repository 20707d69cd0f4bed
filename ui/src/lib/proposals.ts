import type { Proposal } from './contract';
import type { Tables } from './tables';

const SETTLED = new Set(['approved', 'rejected']);

/** What still waits for a second person, the oldest first. The row of what was settled stays, as the record of it. */
export function proposalsOf(rows: Tables): Proposal[] {
  return rows
    .where('proposal', (proposal) => !SETTLED.has(proposal.state))
    .sort((a, b) => a.at.localeCompare(b.at));
}

/** Those that whoever looks may decide: what a proposal says is told to nobody else. */
export function decidable(proposals: Proposal[]): Proposal[] {
  return proposals.filter((proposal) => Object.keys(proposal.body).length > 0);
}
