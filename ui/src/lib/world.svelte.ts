import type { BodyOf, Verb } from './verbs';
import { api } from './api';
import type { Answer, Fix, Me, Role, Silence, SyncAnswer, SyncRequest } from './contract';
import { reckon } from './format';
import { health } from './health.svelte';
import { forget, openKeep } from './idb';
import { MemoryKeep, type Item, type Keep, type Meta, type Snapshot, NEW_META } from './keep';
import { newId } from './ids';
import { listen } from './live';
import { overlay } from './overlay';
import { photos } from './photos.svelte';
import { Engine, type Line } from './sync';
import { Tables } from './tables';
import { speak, speakInside, t, type Language } from './text';

const TICK_MS = 5_000;
const OWN_TRY_MS = 30_000;

export interface Toasted {
  words: string;
  undo?: () => void;
}

function remembered<T>(key: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as T | null;
  } catch {
    return null;
  }
}
function remember(key: string, value: unknown): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(value));
  } catch {
    // A phone without room forgets a switch; nothing that was said is kept here.
  }
}

/** Everything the pages read: who is here, the rows with what was just said over them, the line, the clock. */
class World {
  phase = $state<'loading' | 'out' | 'in'>('loading');
  me = $state.raw<Me | null>(null);
  base = $state.raw(new Tables());
  outbox = $state.raw<Item[]>([]);
  meta = $state.raw<Meta>(NEW_META);
  line = $state<Line>('ok');
  online = $state(navigator.onLine);
  now = $state(Date.now());
  fixes = $state.raw(new Map<string, Fix>());
  /** Couriers on the way of whom the desk is told, as the event stream says; never kept. */
  silences = $state.raw(new Map<string, Silence>());
  toast = $state.raw<Toasted | null>(null);
  language = $state<Language>(remembered<Language>('sambang.language') ?? 'id');
  night = $state<'auto' | 'on' | 'off'>(remembered<'auto'>('sambang.night') ?? 'auto');

  self = $derived({ name: this.me?.name ?? '', worker: this.me?.worker ?? '', skew: this.meta.skew });
  rows = $derived(overlay(this.base, this.outbox, this.self));
  waiting = $derived(this.outbox.filter((item) => item.state === 'waiting'));
  refused = $derived(this.outbox.filter((item) => item.state === 'refused'));
  /** Everything that has not left this phone: commands and pictures. */
  unsent = $derived(this.waiting.length + photos.waiting.length);
  /** True until everything has come for the first time: skeletons instead of lists that are not whole. */
  fresh = $derived(this.meta.synced === 0);

  private engine: Engine | null = null;
  private keep: Keep | null = null;
  private tabs: BroadcastChannel | null = null;
  private stops: (() => void)[] = [];

  has(...roles: Role[]): boolean {
    return roles.some((role) => this.me?.roles.includes(role));
  }

  async start(): Promise<void> {
    await this.setLanguage(this.language);
    this.dim();
    setInterval(() => ((this.now = Date.now() + this.meta.skew), this.dim()), TICK_MS);
    addEventListener('online', () => ((this.online = true), void this.sync()));
    addEventListener('offline', () => (this.online = false));
    document.addEventListener('visibilitychange', () => !document.hidden && void this.sync());
    try {
      await this.enter(await api.me());
    } catch (error) {
      const me = remembered<Me>('sambang.me');
      const turnedAway =
        typeof error === 'object' && error !== null && 'status' in error && error.status === 401;
      if (me && !turnedAway) await this.enter(me);
      else this.phase = 'out';
    }
  }

  async enter(me: Me): Promise<void> {
    this.leave();
    this.me = me;
    remember('sambang.me', me);
    reckon(me.facility.zone, this.language);
    this.keep = await openKeep(me.account).catch(() => new MemoryKeep(newId()));
    this.tabs = new BroadcastChannel('sambang-' + me.account);
    const tabs = this.tabs;
    this.engine = new Engine(this.keep, {
      post: (request) => this.post(request),
      witness: (device, commands) => api.witness(me.facility.id, device, commands),
      alone: async (work) => {
        if (!('locks' in navigator)) return work();
        return await navigator.locks.request('sambang-' + me.account, work);
      },
      now: () => Date.now(),
      tell: () => tabs.postMessage('changed'),
      changed: (snapshot, line) => this.show(snapshot, line),
    });
    tabs.onmessage = () => void this.engine?.reload();
    await this.engine.start();
    await photos.enter(me.account).catch(() => undefined);
    await speakInside().catch(() => undefined); // work without words beats no work
    this.phase = 'in';
    this.stops.push(
      listen({
        sync: () => void this.sync(),
        fix: (f) => this.seen(f),
        gone: (w) => this.unseen(w),
        silence: (s) => (this.silences = new Map(this.silences).set(s.worker, s)),
        heard: (w) => this.heard(w),
      }),
    );
    this.arm();
    void this.sync();
  }

  /** One round; a server with another history than ours is offered the pictures of the last days again. */
  private async post(request: SyncRequest): Promise<SyncAnswer> {
    const phone = health.word(
      this.waiting,
      this.refused.length + photos.refused.length,
      photos.waiting.length,
    );
    const said = await api.sync({ ...request, phone });
    if (said.reset && request.head) void photos.offerAgain();
    return said;
  }

  private show(snapshot: Snapshot, line: Line): void {
    this.base = Tables.of(snapshot.rows.values());
    this.outbox = snapshot.outbox;
    this.meta = snapshot.meta;
    this.line = line;
    this.now = Date.now() + snapshot.meta.skew;
  }

  /** Tries again of its own accord: soon after a failure, later and later, and now and then without one. */
  private arm(): void {
    const engine = this.engine;
    let timer = 0;
    const next = () => {
      timer = window.setTimeout(
        () => void this.sync().finally(next),
        Math.min(engine?.wait ?? OWN_TRY_MS, OWN_TRY_MS),
      );
    };
    next();
    this.stops.push(() => clearTimeout(timer));
  }

  private leave(): void {
    for (const stop of this.stops.splice(0)) stop();
    this.tabs?.close();
    this.keep?.close();
    photos.leave();
    this.engine = null;
    this.fixes = new Map();
    this.silences = new Map();
  }

  private seen(fix: Fix): void {
    this.fixes = new Map(this.fixes).set(fix.worker, fix);
  }
  private heard(worker: string): void {
    const silences = new Map(this.silences);
    silences.delete(worker);
    this.silences = silences;
  }
  private unseen(worker: string): void {
    const fixes = new Map(this.fixes);
    fixes.delete(worker);
    this.fixes = fixes;
  }

  async sync(): Promise<void> {
    await this.engine?.sync();
    if (this.line === 'ok') void photos.send();
  }

  /** Says something to the server, now or when there is signal. `subject` chains it to what was said before of the same. */
  async say<V extends Verb>(verb: V, body: BodyOf<V>, subject?: string): Promise<Item> {
    if (!this.engine) throw new Error('nobody is signed in');
    const item = await this.engine.say(verb, body, subject);
    void this.sync();
    return item;
  }

  /** Says something whose answer the page needs (a link, a QR); waits for the line. */
  async ask<V extends Verb>(verb: V, body: BodyOf<V>, subject?: string): Promise<Answer> {
    if (!this.engine) throw new Error('nobody is signed in');
    const engine = this.engine;
    const item = await engine.say(verb, body, subject);
    const answer = engine.answerTo(item.id);
    void this.sync();
    return answer;
  }

  takeBack(id: string): Promise<boolean> {
    return this.engine?.takeBack(id) ?? Promise.resolve(false);
  }
  dismiss(id: string): void {
    void this.engine?.dismiss(id);
  }

  /** A short word at the bottom. What is kept but not sent is said as such. */
  tell(words: string, undo?: () => void): void {
    this.toast = undo ? { words, undo } : { words };
  }
  /**
   * The same with a way back: while it is still on the phone it is taken back, later by `counter`, where there is one.
   * No way back is offered that would not work.
   */
  done(words: string, id: string, counter?: () => Promise<unknown>): void {
    const onPhone = !this.online || this.line === 'signal';
    if (!counter && !onPhone) return this.tell(words);
    this.tell(words, () => void this.back(id, counter));
  }
  private async back(id: string, counter?: () => Promise<unknown>): Promise<void> {
    if (await this.takeBack(id)) return;
    if (counter) await counter();
    else this.tell(t('toast.too_late'));
  }
  kept(): string {
    return t(this.online && this.line !== 'signal' ? 'toast.sent' : 'toast.kept');
  }

  async signOut(): Promise<void> {
    const account = this.me?.account;
    const empty = this.waiting.length === 0;
    await api.signOut().catch(() => undefined);
    if (account) await photos.forget(account);
    this.leave();
    // What was not sent stays on the phone until this person signs in again.
    if (account && empty) await forget(account).catch(() => undefined);
    remember('sambang.me', null);
    remember('sambang.training', null);
    this.me = null;
    this.phase = 'out';
  }

  /** Another person at the same desk: nobody is signed out, the PIN page comes. */
  switchUser(): void {
    this.leave();
    this.phase = 'out';
  }

  async setLanguage(language: Language): Promise<void> {
    await speak(language);
    reckon(this.me?.facility.zone ?? '', language);
    document.documentElement.lang = language;
    remember('sambang.language', language);
    this.language = language;
  }

  setNight(night: 'auto' | 'on' | 'off'): void {
    this.night = night;
    remember('sambang.night', night);
    this.dim();
  }

  /** Night is for drivers after dark: by choice, or from 18.00 to 05.30 by the clock of the phone. */
  private dim(): void {
    const clock = new Date();
    const minutes = clock.getHours() * 60 + clock.getMinutes();
    const dark =
      this.night === 'on' || (this.night === 'auto' && (minutes >= 18 * 60 || minutes < 5 * 60 + 30));
    const field = this.has('courier', 'driver', 'nurse');
    const on = dark && (field || this.night === 'on');
    if (on) document.documentElement.dataset['theme'] = 'night';
    else delete document.documentElement.dataset['theme'];
  }
}

export const world = new World();
