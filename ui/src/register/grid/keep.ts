import type { Page, Row } from './model';

// What is typed and not settled lies on the phone, beside the outbox and in a store of its own: a page may be typed
// over days. What the register has taken goes out of it with the page.

export interface GridKeep {
  load(): Promise<{ rows: Row[]; page: Page | null }>;
  put(rows: Row[]): Promise<void>;
  drop(ids: string[]): Promise<void>;
  setPage(page: Page): Promise<void>;
  close(): void;
}

function wait<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

/** Opens the page of one account; in a window without storage what is typed lives as long as the window. */
export async function openGrid(account: string): Promise<GridKeep> {
  try {
    const opening = indexedDB.open('sambang-grid-' + account, 1);
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('rows', { keyPath: 'id' });
      opening.result.createObjectStore('page');
    };
    return new Kept(await wait(opening));
  } catch {
    return new Lost();
  }
}

class Kept implements GridKeep {
  constructor(private db: IDBDatabase) {
    db.onversionchange = () => db.close();
  }
  private write(store: 'rows' | 'page', act: (to: IDBObjectStore) => void): Promise<void> {
    const tx = this.db.transaction(store, 'readwrite', { durability: 'strict' });
    act(tx.objectStore(store));
    return new Promise((done, fail) => {
      tx.oncomplete = () => done();
      tx.onabort = tx.onerror = () => fail(tx.error);
    });
  }
  async load(): Promise<{ rows: Row[]; page: Page | null }> {
    const tx = this.db.transaction(['rows', 'page'], 'readonly');
    const [rows, page] = await Promise.all([
      wait<Row[]>(tx.objectStore('rows').getAll()),
      wait<Page | undefined>(tx.objectStore('page').get('page')),
    ]);
    return { rows: rows.sort((a, b) => a.at - b.at), page: page ?? null };
  }
  put(rows: Row[]): Promise<void> {
    // A page's reactive rows cannot be stored as they are.
    return this.write('rows', (to) => rows.forEach((row) => to.put(JSON.parse(JSON.stringify(row)))));
  }
  drop(ids: string[]): Promise<void> {
    return this.write('rows', (to) => ids.forEach((id) => to.delete(id)));
  }
  setPage(page: Page): Promise<void> {
    return this.write('page', (to) => to.put({ ...page }, 'page'));
  }
  close(): void {
    this.db.close();
  }
}

class Lost implements GridKeep {
  load = async () => ({ rows: [], page: null });
  put = async () => {};
  drop = async () => {};
  setPage = async () => {};
  close(): void {}
}
