import type { BlobStore, KeptBlob } from './blobs';

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

const name = (account: string) => 'sambang-blobs-' + account;

/**
 * Opens the pictures of one account on this phone. They lie in a database of their own, entries and bytes apart: what
 * is read at every start stays small, and a phone whose room is full loses no command over a photo.
 */
export async function openBlobs(account: string): Promise<BlobStore> {
  const opening = indexedDB.open(name(account), 1);
  opening.onupgradeneeded = () => {
    opening.result.createObjectStore('list', { keyPath: 'hash' });
    opening.result.createObjectStore('bytes');
  };
  return new IndexedBlobs(await wait(opening));
}

/** Removes every picture that one account kept here. */
export function forgetBlobs(account: string): Promise<unknown> {
  return wait(indexedDB.deleteDatabase(name(account)));
}

class IndexedBlobs implements BlobStore {
  constructor(private db: IDBDatabase) {
    // Another tab deletes the database at sign-out; holding it open would make that tab wait for ever.
    db.onversionchange = () => db.close();
  }
  private begin(mode: IDBTransactionMode): IDBTransaction {
    return this.db.transaction(['list', 'bytes'], mode, { durability: 'strict' });
  }
  list(): Promise<KeptBlob[]> {
    return wait(this.begin('readonly').objectStore('list').getAll());
  }
  bytes(hash: string): Promise<ArrayBuffer | undefined> {
    return wait(this.begin('readonly').objectStore('bytes').get(hash));
  }
  async put(entry: KeptBlob, bytes?: ArrayBuffer): Promise<void> {
    const tx = this.begin('readwrite');
    tx.objectStore('list').put(entry);
    if (bytes) tx.objectStore('bytes').put(bytes, entry.hash);
    await finished(tx);
  }
  async drop(hash: string): Promise<void> {
    const tx = this.begin('readwrite');
    tx.objectStore('list').delete(hash);
    tx.objectStore('bytes').delete(hash);
    await finished(tx);
  }
  close(): void {
    this.db.close();
  }
}

/** Keeps nothing beyond the page: private windows without storage, and tests. */
export class MemoryBlobs implements BlobStore {
  private entries = new Map<string, KeptBlob>();
  private bodies = new Map<string, ArrayBuffer>();

  async list(): Promise<KeptBlob[]> {
    return [...this.entries.values()];
  }
  async bytes(hash: string): Promise<ArrayBuffer | undefined> {
    return this.bodies.get(hash);
  }
  async put(entry: KeptBlob, bytes?: ArrayBuffer): Promise<void> {
    this.entries.set(entry.hash, { ...entry });
    if (bytes) this.bodies.set(entry.hash, bytes);
  }
  async drop(hash: string): Promise<void> {
    this.entries.delete(hash);
    this.bodies.delete(hash);
  }
  close(): void {}
}
