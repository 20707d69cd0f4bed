import type { Answer, Envelope, Id } from './contract';

/** One server row as the phone keeps it; key is `tbl/id`. */
export interface KeptRow {
  key: string;
  tbl: string;
  id: Id;
  seq: number;
  row: Record<string, unknown>;
}
/** That an audience of ours holds a row; key is `audience|tbl/id`. */
export interface Member {
  key: string;
  audience: string;
  row: string;
}
/** A command of ours that the server has not settled, or has refused and the person has not yet seen off. */
export interface Item {
  id: Id;
  envelope: Envelope;
  state: 'waiting' | 'refused';
  code?: string;
  field?: string;
  /** Offered a second time after the server went back to a backup: known work, so it is not overlaid again. */
  again?: boolean;
}
/** A settled command, kept 30 days in case the server goes back to a backup. */
export interface Sent {
  id: Id;
  envelope: Envelope;
  at: number;
  answer: Answer;
}
/** What the phone remembers beside rows. */
export interface Meta {
  device: string;
  n: number;
  head: string;
  token: string;
  cursors: Record<string, number>;
  /** Server clock minus phone clock in milliseconds at the last answer. */
  skew: number;
  /** Epoch milliseconds of the last answer, by the phone's clock. 0 = never. */
  synced: number;
}
export const NEW_META: Meta = { device: '', n: 0, head: '', token: '', cursors: {}, skew: 0, synced: 0 };

export interface Snapshot {
  rows: Map<string, KeptRow>;
  members: Map<string, Member>;
  outbox: Item[];
  sent: Sent[];
  meta: Meta;
}

/** One atomic change. `clear` empties rows and members before the rest is written. */
export interface Patch {
  clear?: boolean;
  putRows: KeptRow[];
  dropRows: string[];
  putMembers: Member[];
  dropMembers: string[];
  putItems: Item[];
  dropItems: Id[];
  putSent: Sent[];
  dropSent: Id[];
  meta: Partial<Meta>;
}
export function emptyPatch(): Patch {
  return {
    putRows: [],
    dropRows: [],
    putMembers: [],
    dropMembers: [],
    putItems: [],
    dropItems: [],
    putSent: [],
    dropSent: [],
    meta: {},
  };
}

/** Where a phone keeps its things. Two builders: IndexedDB in the browser, memory where there is none. */
export interface Keep {
  load(): Promise<Snapshot>;
  apply(patch: Patch): Promise<void>;
  /** Counts n up and stores the item in one transaction, so that two tabs never share a number. */
  enqueue(build: (device: string, n: number) => Envelope): Promise<Item>;
  close(): void;
}

/** The same change on a snapshot in memory. */
export function applyPatch(to: Snapshot, patch: Patch): void {
  if (patch.clear) {
    to.rows.clear();
    to.members.clear();
  }
  for (const row of patch.putRows) to.rows.set(row.key, row);
  for (const key of patch.dropRows) to.rows.delete(key);
  for (const member of patch.putMembers) to.members.set(member.key, member);
  for (const key of patch.dropMembers) to.members.delete(key);
  const dropped = new Set([...patch.dropItems, ...patch.putItems.map((item) => item.id)]);
  to.outbox = [...to.outbox.filter((item) => !dropped.has(item.id)), ...patch.putItems];
  to.outbox.sort((a, b) => a.envelope.n - b.envelope.n);
  const gone = new Set([...patch.dropSent, ...patch.putSent.map((sent) => sent.id)]);
  to.sent = [...to.sent.filter((sent) => !gone.has(sent.id)), ...patch.putSent];
  to.meta = { ...to.meta, ...patch.meta };
}

/** Keeps nothing beyond the page: private windows without storage, and tests. */
export class MemoryKeep implements Keep {
  snapshot: Snapshot = { rows: new Map(), members: new Map(), outbox: [], sent: [], meta: { ...NEW_META } };

  constructor(device: string) {
    this.snapshot.meta.device = device;
  }
  async load(): Promise<Snapshot> {
    const s = this.snapshot;
    return {
      ...s,
      rows: new Map(s.rows),
      members: new Map(s.members),
      outbox: [...s.outbox],
      sent: [...s.sent],
    };
  }
  async apply(patch: Patch): Promise<void> {
    applyPatch(this.snapshot, patch);
  }
  async enqueue(build: (device: string, n: number) => Envelope): Promise<Item> {
    const n = this.snapshot.meta.n + 1;
    // A browser's store clones too, and refuses what cannot be cloned.
    const envelope = structuredClone(build(this.snapshot.meta.device, n));
    const item: Item = { id: envelope.id, envelope, state: 'waiting' };
    applyPatch(this.snapshot, { ...emptyPatch(), putItems: [item], meta: { n } });
    return item;
  }
  close(): void {}
}
