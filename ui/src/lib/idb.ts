import type { Envelope } from './contract';
import { newId } from './ids';
import {
  NEW_META,
  type Item,
  type Keep,
  type KeptRow,
  type Member,
  type Meta,
  type Patch,
  type Sent,
  type Snapshot,
} from './keep';

const STORES = ['rows', 'members', 'outbox', 'sent', 'meta'] as const;
type Store = (typeof STORES)[number];

function wait<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}
function finished(tx: IDBTransaction): Promise<void> {
  return new Promise((done, fail) => {
    tx.oncomplete = () => done();
    tx.onabort = tx.onerror = () => fail(tx.error);
  });
}

/** Opens (and makes, the first time) the database of one account on this phone. */
export async function openKeep(account: string): Promise<Keep> {
  const opening = indexedDB.open('sambang-' + account, 1);
  opening.onupgradeneeded = () => {
    const db = opening.result;
    db.createObjectStore('rows', { keyPath: 'key' });
    db.createObjectStore('members', { keyPath: 'key' });
    db.createObjectStore('outbox', { keyPath: 'id' });
    db.createObjectStore('sent', { keyPath: 'id' });
    db.createObjectStore('meta');
  };
  const keep = new IndexedKeep(await wait(opening));
  await keep.prepare();
  return keep;
}

/** Removes everything one account kept here. */
export function forget(account: string): Promise<unknown> {
  return wait(indexedDB.deleteDatabase('sambang-' + account));
}

class IndexedKeep implements Keep {
  constructor(private db: IDBDatabase) {
    // Another tab deletes the database at sign-out; holding it open would make that tab wait for ever.
    db.onversionchange = () => db.close();
  }

  private begin(mode: IDBTransactionMode, names: readonly Store[] = STORES): IDBTransaction {
    return this.db.transaction(names, mode, { durability: 'strict' });
  }

  async prepare(): Promise<void> {
    const tx = this.begin('readwrite', ['meta']);
    const store = tx.objectStore('meta');
    if (!(await wait(store.get('all')))) store.put({ ...NEW_META, device: newId() }, 'all');
    await finished(tx);
  }

  async load(): Promise<Snapshot> {
    const tx = this.begin('readonly');
    const [rows, members, outbox, sent, meta] = await Promise.all([
      wait<KeptRow[]>(tx.objectStore('rows').getAll()),
      wait<Member[]>(tx.objectStore('members').getAll()),
      wait<Item[]>(tx.objectStore('outbox').getAll()),
      wait<Sent[]>(tx.objectStore('sent').getAll()),
      wait<Meta>(tx.objectStore('meta').get('all')),
    ]);
    outbox.sort((a, b) => a.envelope.n - b.envelope.n);
    return {
      rows: new Map(rows.map((row) => [row.key, row])),
      members: new Map(members.map((member) => [member.key, member])),
      outbox,
      sent,
      meta: { ...NEW_META, ...meta },
    };
  }

  async apply(patch: Patch): Promise<void> {
    const tx = this.begin('readwrite');
    const store = (name: Store) => tx.objectStore(name);
    if (patch.clear) {
      store('rows').clear();
      store('members').clear();
    }
    for (const row of patch.putRows) store('rows').put(row);
    for (const key of patch.dropRows) store('rows').delete(key);
    for (const member of patch.putMembers) store('members').put(member);
    for (const key of patch.dropMembers) store('members').delete(key);
    for (const item of patch.putItems) store('outbox').put(item);
    for (const id of patch.dropItems) store('outbox').delete(id);
    for (const sent of patch.putSent) store('sent').put(sent);
    for (const id of patch.dropSent) store('sent').delete(id);
    if (Object.keys(patch.meta).length) {
      const reading = store('meta').get('all');
      reading.onsuccess = () => store('meta').put({ ...(reading.result as Meta), ...patch.meta }, 'all');
    }
    await finished(tx);
  }

  async enqueue(build: (device: string, n: number) => Envelope): Promise<Item> {
    const tx = this.begin('readwrite', ['outbox', 'meta']);
    const meta = await wait<Meta>(tx.objectStore('meta').get('all'));
    const n = meta.n + 1;
    const envelope = build(meta.device, n);
    const item: Item = { id: envelope.id, envelope, state: 'waiting' };
    tx.objectStore('meta').put({ ...meta, n }, 'all');
    tx.objectStore('outbox').put(item);
    await finished(tx);
    return item;
  }

  close(): void {
    this.db.close();
  }
}
