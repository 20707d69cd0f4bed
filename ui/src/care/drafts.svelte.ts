import type { Id } from '../lib/contract';
import { world } from '../lib/world.svelte';
import { touched, type Draft } from './draft';
import { MemoryDrafts, openDrafts, type DraftStore } from './drafts-keep';

/** A record nobody has touched for so long is forgotten (milliseconds): thirty days, as long as sent commands. */
const FORGOTTEN_MS = 30 * 24 * 3_600_000;

/** Before the record in the key of what has been said: its place in the list is free for the next one. */
export const SENT = 'sent:';

/** The records of whoever has signed in that are not finished, or not yet taken by the server. */
class Drafts {
  list = $state.raw<Draft[]>([]);
  /** What has been read from this phone: only then a form may begin with an empty page. */
  ready = $state(false);
  private store: DraftStore | null = null;
  private account = '';

  /** Reads what lies on this phone for an account; again only for another one. */
  async enter(account: string): Promise<void> {
    if (!account || account === this.account) return;
    this.store?.close();
    this.account = account;
    this.ready = false;
    const store = await openDrafts(account).catch(() => new MemoryDrafts());
    const kept = await store.list().catch(() => []);
    if (this.account !== account) return store.close();
    this.store = store;
    const old = kept.filter((draft) => Date.now() - draft.at > FORGOTTEN_MS);
    for (const draft of old) await store.drop(draft.key);
    this.list = kept.filter((draft) => !old.includes(draft)).sort((a, b) => b.at - a.at);
    this.ready = true;
  }

  get(key: string): Draft | undefined {
    return this.list.find((draft) => draft.key === key);
  }

  /** Keeps what was typed so far, at every word: a phone may be put away in the middle of one. */
  async put(draft: Draft): Promise<void> {
    if (!touched(draft)) return;
    const kept = { ...$state.snapshot(draft), at: Date.now() } as Draft;
    this.list = [kept, ...this.list.filter((one) => one.key !== draft.key)];
    await this.store?.put(kept);
  }

  /** It was said: it stays until the server has taken it, for a refusal must not cost what was written. */
  async sent(draft: Draft, record: Id, item: Id): Promise<void> {
    await this.put({ ...draft, key: SENT + record, item });
    await this.drop(draft.key);
  }

  async drop(key: string): Promise<void> {
    this.list = this.list.filter((draft) => draft.key !== key);
    await this.store?.drop(key);
  }

  /** What the server has taken is no draft any more; what it refused is one again. */
  settle(): void {
    const there = new Set(world.outbox.map((item) => item.id));
    for (const draft of this.list) if (draft.item && !there.has(draft.item)) void this.drop(draft.key);
  }

  /** Those still to be finished: begun, or refused by the server. */
  get open(): Draft[] {
    const refused = new Set(world.refused.map((item) => item.id));
    return this.list.filter((draft) => !draft.item || refused.has(draft.item));
  }
}
export const drafts = new Drafts();
