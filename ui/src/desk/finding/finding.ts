import type { FindingKind, FindingRow } from '../../lib/contract';
import { day } from '../../lib/format';
import type { IconName } from '../../lib/icons';
import { t } from '../../lib/text';

export const KINDS: FindingKind[] = [
  'house',
  'latrine',
  'water',
  'food',
  'waste',
  'forest',
  'river_bank',
  'railway',
  'other',
];
export const KIND_ICON: Record<FindingKind, IconName> = {
  house: 'home',
  latrine: 'lock',
  water: 'water',
  food: 'bottle',
  waste: 'trash',
  forest: 'map',
  river_bank: 'water',
  railway: 'go',
  other: 'info',
};
/** Why a finding is closed; the first two want evidence. */
export const REASONS = ['mended', 'helped', 'moved_away', 'declined', 'unfounded', 'duplicate'];
export const AID_KINDS = [
  'rice',
  'food',
  'cash',
  'housing',
  'latrine',
  'water',
  'tools',
  'insurance',
  'other',
];

/** How long ago it was found, in civil days. */
export function ageOf(found: string, now: number): number {
  const days = (at: string | number) => Date.parse(day(at) + 'T00:00:00Z') / 86_400_000;
  return Math.max(0, Math.round(days(now) - days(found)));
}

/** What has to be seen to first: late ones, then the oldest; what is closed last, the newest first. */
export function byNeed(a: FindingRow, b: FindingRow): number {
  const [x, y] = [a.state === 'closed', b.state === 'closed'];
  if (x !== y) return x ? 1 : -1;
  if (x) return (b.closed_at ?? '').localeCompare(a.closed_at ?? '');
  if (a.overdue !== b.overdue) return a.overdue ? -1 : 1;
  return a.found_at.localeCompare(b.found_at);
}

/** The age in words. */
export function ageWords(found: string, now: number): string {
  const n = ageOf(found, now);
  return n === 0 ? t('finding.today') : t('finding.days', { n });
}

export type Which = 'open' | 'late' | 'mine' | 'closed';
export function shown(all: FindingRow[], which: Which, worker: string): FindingRow[] {
  const keep = (f: FindingRow): boolean => {
    if (which === 'closed') return f.state === 'closed';
    if (f.state === 'closed') return false;
    if (which === 'late') return f.overdue;
    return which !== 'mine' || f.owner === worker;
  };
  return all.filter(keep).sort(byNeed);
}

export function stateWords(f: FindingRow): string {
  if (!f.number) return t('finding.state_kept');
  if (f.overdue) return t('finding.state_overdue');
  return t('finding.state_' + f.state);
}
export function toneOf(f: FindingRow): string | undefined {
  if (f.state === 'closed') return 'green';
  return f.overdue ? 'red' : f.state === 'coordinated' ? undefined : 'amber';
}
