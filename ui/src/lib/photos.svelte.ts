import {
  BlobBox,
  blobAddress,
  reduce,
  sendBlob,
  type BlobKind,
  type BlobLine,
  type BlobStore,
  type KeptBlob,
} from './blobs';
import { forgetBlobs, MemoryBlobs, openBlobs } from './blobs-keep';
import type { Problem } from './contract';

/** The pictures of whoever has signed in: what waits on this phone, and how to look at one. */
class Photos {
  /** Oldest first: waiting for signal, or refused and not yet seen off. */
  list = $state.raw<KeptBlob[]>([]);
  line = $state<BlobLine>('ok');
  waiting = $derived(this.list.filter((entry) => entry.state === 'waiting'));
  refused = $derived(this.list.filter((entry) => entry.state === 'refused'));

  private store: BlobStore | null = null;
  private box: BlobBox | null = null;
  private tabs: BroadcastChannel | null = null;

  /** Begins for an account; pictures that waited from before are there at once. */
  async enter(account: string): Promise<void> {
    this.leave();
    const name = 'sambang-blobs-' + account;
    const store = await openBlobs(account).catch(() => new MemoryBlobs());
    const tabs = new BroadcastChannel(name);
    const box = new BlobBox(store, {
      send: sendBlob,
      alone: async (work) =>
        'locks' in navigator ? await navigator.locks.request(name, work) : await work(),
      reduce,
      now: () => Date.now(),
      changed: (list) => (this.list = list),
    });
    [this.store, this.tabs, this.box] = [store, tabs, box];
    tabs.onmessage = () => void box.reload();
    await box.start();
  }

  leave(): void {
    this.tabs?.close();
    this.store?.close();
    this.store = this.box = this.tabs = null;
    this.list = [];
  }

  /** Keeps a picture and gives the hash that the command names it by; it is sent now or when there is signal. */
  async take(file: Blob, kind: BlobKind): Promise<string> {
    if (!this.box) throw new Error('nobody is signed in');
    const hash = await this.box.take(file, kind);
    void this.send();
    return hash;
  }

  /** Sends what waits. To be called whenever the commands are sent. */
  async send(): Promise<void> {
    if (!this.box) return;
    this.line = await this.box.send();
    this.tabs?.postMessage('changed');
  }

  /** To be called when the server's history is another one: it went back to a copy. */
  async offerAgain(): Promise<void> {
    await this.box?.offerAgain();
    await this.send();
  }

  async dismiss(hash: string): Promise<void> {
    await this.box?.dismiss(hash);
    this.tabs?.postMessage('changed');
  }

  /** The picture of a hash or an id: from this phone while it waits here, else from the server. Rejects with a Problem. */
  async look(name: string, signal?: AbortSignal): Promise<Blob> {
    const own = await this.box?.open(name);
    if (own) return own;
    const response = await fetch(blobAddress(name), { credentials: 'same-origin', signal: signal ?? null });
    if (response.ok) return response.blob();
    const said = (await response.json().catch(() => ({}))) as Partial<Problem>;
    throw { code: said.code ?? 'http.' + response.status, status: response.status } satisfies Problem;
  }

  /** At sign-out: what was not sent stays until this person signs in again. */
  async forget(account: string): Promise<void> {
    const empty = this.waiting.length === 0;
    this.leave();
    if (empty) await forgetBlobs(account).catch(() => undefined);
  }
}

export const photos = new Photos();
