// What is being answered and ticked at a visit, kept on this phone at every tap: a phone may be put away in the middle.
import type { MassageBooking } from '../../lib/contract.massage';
import type { Step } from '../../lib/massage-figures';
import type { Answers } from '../../lib/screening';

export interface Draft {
  /** The booking. */
  key: string;
  /** When it was touched last, in milliseconds. */
  at: number;
  /** The civil day of the answers: those of another day are asked again. */
  on: string;
  answers: Answers;
  /** Whether a parent stays and agrees; whether another adult is there. */
  stays: '' | 'yes' | 'no';
  adult: '' | 'yes' | 'no';
  signs: Record<string, string>;
  did: Step[];
  taught: Step[];
  alone: boolean;
  note: string;
  /** What became of the price, where the visit has one. */
  fee?: '' | 'paid' | 'owed' | 'unable';
}
/** At the end of a visit that costs something it is asked whether it was paid. */
export const asksFee = (b: MassageBooking): boolean => b.state === 'started' && (b.fee ?? 0) > 0;
export const empty = (key: string, on: string): Draft => ({
  key,
  at: 0,
  on,
  answers: {},
  stays: '',
  adult: '',
  signs: {},
  did: [],
  taught: [],
  alone: false,
  note: '',
});

/** What nobody has touched for two days is forgotten. */
const FORGOTTEN_MS = 2 * 24 * 3_600_000;

function wait<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((done, fail) => {
    request.onsuccess = () => done(request.result);
    request.onerror = () => fail(request.error);
  });
}

/** The drafts of one account, in a database of their own; a phone without room keeps them while the page is open. */
class Kept {
  ready = $state(false);
  private all = $state.raw(new Map<string, Draft>());
  private db: IDBDatabase | null = null;
  private account = '';

  async enter(account: string): Promise<void> {
    if (!account || account === this.account) return;
    this.account = account;
    this.ready = false;
    this.db?.close();
    this.db = await this.open(account).catch(() => null);
    const drafts = this.db ? await wait<Draft[]>(this.store('readonly').getAll()).catch(() => []) : [];
    const young = drafts.filter((draft) => Date.now() - draft.at < FORGOTTEN_MS);
    for (const draft of drafts) if (!young.includes(draft)) this.forget(draft.key);
    this.all = new Map(young.map((draft) => [draft.key, draft]));
    this.ready = true;
  }
  private async open(account: string): Promise<IDBDatabase> {
    const opening = indexedDB.open('sambang-massage-' + account, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore('drafts', { keyPath: 'key' });
    const db = await wait(opening);
    db.onversionchange = () => db.close();
    return db;
  }
  private store(mode: IDBTransactionMode): IDBObjectStore {
    return this.db!.transaction('drafts', mode, { durability: 'strict' }).objectStore('drafts');
  }

  get(key: string): Draft | undefined {
    return this.all.get(key);
  }
  /** Keeps a copy, without waiting: the next tap comes soon. */
  put(draft: Draft): void {
    const copy = { ...(JSON.parse(JSON.stringify(draft)) as Draft), at: Date.now() };
    this.all = new Map(this.all).set(copy.key, copy);
    if (this.db) this.store('readwrite').put(copy);
  }
  forget(key: string): void {
    const rest = new Map(this.all);
    rest.delete(key);
    this.all = rest;
    if (this.db) this.store('readwrite').delete(key);
  }
}
export const kept = new Kept();
