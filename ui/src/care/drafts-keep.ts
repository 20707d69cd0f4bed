import type { Draft } from './draft';

/** Where the records that are not finished lie. Two builders: IndexedDB in the browser, memory where there is none. */
export interface DraftStore {
  list(): Promise<Draft[]>;
  put(draft: Draft): Promise<void>;
  drop(key: string): Promise<void>;
  close(): void;
}

function wait<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

/** Opens the drafts of one account on this phone, in a database of their own beside the commands and the pictures. */
export async function openDrafts(account: string): Promise<DraftStore> {
  const opening = indexedDB.open('sambang-drafts-' + account, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore('drafts', { keyPath: 'key' });
  return new IndexedDrafts(await wait(opening));
}

class IndexedDrafts implements DraftStore {
  constructor(private db: IDBDatabase) {
    db.onversionchange = () => db.close();
  }
  private store(mode: IDBTransactionMode): IDBObjectStore {
    return this.db.transaction('drafts', mode, { durability: 'strict' }).objectStore('drafts');
  }
  list(): Promise<Draft[]> {
    return wait(this.store('readonly').getAll());
  }
  async put(draft: Draft): Promise<void> {
    await wait(this.store('readwrite').put(draft));
  }
  async drop(key: string): Promise<void> {
    await wait(this.store('readwrite').delete(key));
  }
  close(): void {
    this.db.close();
  }
}

/** Keeps nothing beyond the page: private windows without storage, and tests. */
export class MemoryDrafts implements DraftStore {
  private kept = new Map<string, Draft>();

  async list(): Promise<Draft[]> {
    return [...this.kept.values()];
  }
  async put(draft: Draft): Promise<void> {
    this.kept.set(draft.key, structuredClone(draft));
  }
  async drop(key: string): Promise<void> {
    this.kept.delete(key);
  }
  close(): void {}
}
