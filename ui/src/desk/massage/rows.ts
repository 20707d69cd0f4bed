// The rows of the calendar: a cadre with her days, as the server reckons them.
import type { Id } from '../../lib/contract';
import { world } from '../../lib/world.svelte';
import type { Rota } from './ask';
import type { Block } from './grid';

export interface RowOf {
  id: Id;
  name: string;
  villages: string;
  /** Why she does not come on a day; empty: nothing stands against it. */
  off: (day: string) => string;
  works: (day: string) => boolean;
  /** Her hours of a day, in milliseconds. */
  spans: (day: string) => { from: number; to: number }[];
  /** Villages in which she stands in on a day. */
  helps: (day: string) => string[];
}
const villageName = (id: Id) => world.rows.get('village', id)?.name ?? '';

/** The cadres of the rota, and whoever else has a visit in these days. */
export function rowsOf(rota: Rota | null, blocks: Block[]): RowOf[] {
  const rows = (rota?.cadres ?? []).map((c): RowOf => {
    const on = (day: string) => c.days.find((d) => d.day === day);
    return {
      id: c.id,
      name: c.name,
      villages: c.villages.map(villageName).filter(Boolean).join(', '),
      off: (day) => on(day)?.off ?? '',
      works: (day) => (on(day)?.spans.length ?? 0) > 0,
      spans: (day) =>
        (on(day)?.spans ?? []).map((s) => ({ from: Date.parse(s.from ?? ''), to: Date.parse(s.to ?? '') })),
      helps: (day) => (on(day)?.villages ?? []).map(villageName).filter(Boolean),
    };
  });
  const names = new Map(
    blocks.map((b) => [b.cadre, (b.offered ? b.booking.offer_name : b.booking.cadre_name) ?? '']),
  );
  for (const [id, name] of names)
    if (!rows.some((row) => row.id === id))
      rows.push({
        id,
        name,
        villages: '',
        off: () => '',
        works: () => false,
        spans: () => [],
        helps: () => [],
      });
  return rows.sort((a, b) => a.name.localeCompare(b.name));
}
