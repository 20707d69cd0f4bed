import { absorb } from './absorb';
import type { Answer, Envelope, Problem, SyncAnswer, SyncRequest, Witness } from './contract';
import { newId } from './ids';
import { applyPatch, emptyPatch, type Item, type Keep, type Patch, type Snapshot } from './keep';

const BATCH = 50;
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
/** Rows a round while everything comes for the first time: the most that the server sends. */
const FIRST_LIMIT = 1000;
/** Rounds in one run; a server that says `more` for ever must not hold the phone. */
const MOST_ROUNDS = 400;

/** Between the last server time in a command's token and the witness of the command. */
const WITNESS = ',';

/** How a round ended. `signal` = no line to the server; `session` = signed out there; `server` = it failed. */
export type Line = 'ok' | 'signal' | 'session' | 'server';

/** The outside of the engine, so that a story can be told without a browser. */
export interface Outside {
  /** Posts one round. Rejects with a Problem when the server refused the post, with anything else when no line. */
  post(request: SyncRequest): Promise<SyncAnswer>;
  /** Shows commands that could not be taken; the server says that it has seen them now. Rejects like post. */
  witness(device: string, commands: Envelope[]): Promise<Witness[]>;
  /** Runs alone among the tabs of this browser. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  now(): number;
  /** Tells the other tabs that the kept things changed. */
  tell(): void;
  changed(snapshot: Snapshot, line: Line): void;
}

export class Engine {
  line: Line = 'ok';
  private snapshot!: Snapshot;
  private running: Promise<void> | null = null;
  private wanted = false;
  private stale = false;
  private batch = BATCH;
  private failures = 0;
  private answers = new Map<string, (answer: Answer) => void>();

  constructor(
    private keep: Keep,
    private outside: Outside,
  ) {}

  async start(): Promise<void> {
    this.snapshot = await this.keep.load();
    this.report();
  }

  /** Another tab wrote: look again. */
  async reload(): Promise<void> {
    this.stale = true;
    this.snapshot = await this.keep.load();
    this.report();
  }

  /** Keeps a command on the phone, shows it at once and sends it when there is a line. */
  async say(verb: string, body: Record<string, unknown>, subject?: string): Promise<Item> {
    // As it will go over the wire: a page's reactive lists cannot be stored as they are.
    const plain = JSON.parse(JSON.stringify(body)) as Record<string, unknown>;
    const after = this.waitingFor(subject);
    const at = new Date(this.outside.now()).toISOString();
    const token = this.snapshot.meta.token;
    const item = await this.keep.enqueue((device, n): Envelope => {
      const envelope: Envelope = {
        id: newId(this.outside.now()),
        verb,
        v: 1,
        occurred_at: at,
        device,
        n,
        body: plain,
      };
      if (after.length) envelope.after = after;
      if (token) envelope.token = token;
      return envelope;
    });
    applyPatch(this.snapshot, { ...emptyPatch(), putItems: [item], meta: { n: item.envelope.n } });
    this.report();
    this.outside.tell();
    return item;
  }

  /** Resolves with the server's answer to a command said here; waits as long as there is no line. */
  answerTo(id: string): Promise<Answer> {
    return new Promise((done) => this.answers.set(id, done));
  }

  private waitingFor(subject: string | undefined): string[] {
    if (!subject) return [];
    const before = this.snapshot.outbox.filter(
      (item) => item.state === 'waiting' && Object.values(item.envelope.body).includes(subject),
    );
    return before.slice(-1).map((item) => item.id);
  }

  /** Takes back a command that has not left the phone. False when it may already be on its way. */
  async takeBack(id: string): Promise<boolean> {
    return this.outside.alone(async () => {
      await this.reload();
      const item = this.snapshot.outbox.find((waiting) => waiting.id === id);
      if (!item || item.again) return false;
      await this.write({ ...emptyPatch(), dropItems: [id] });
      return true;
    });
  }

  /** The person has read why a command was refused. */
  async dismiss(id: string): Promise<void> {
    const refused = this.snapshot.outbox.find((item) => item.id === id && item.state === 'refused');
    if (refused) await this.write({ ...emptyPatch(), dropItems: [id] });
  }

  /** Milliseconds to wait before the next try of its own accord. */
  get wait(): number {
    return this.failures === 0
      ? LONGEST_WAIT_MS
      : Math.min(FIRST_WAIT_MS * 2 ** (this.failures - 1), LONGEST_WAIT_MS);
  }

  /** One run of rounds; a call during a run makes one more run follow it. */
  sync(): Promise<void> {
    if (this.running) {
      this.wanted = true;
      return this.running;
    }
    this.running = this.outside
      .alone(() => this.rounds())
      .finally(() => (this.running = null))
      .then(() => (this.wanted ? ((this.wanted = false), this.sync()) : undefined));
    return this.running;
  }

  private async rounds(): Promise<void> {
    if (this.stale) this.snapshot = await this.keep.load();
    this.stale = false;
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const commands = this.snapshot.outbox.filter((item) => item.state === 'waiting').slice(0, this.batch);
      try {
        const said = await this.outside.post(this.request(commands));
        await this.take(said);
        this.failures = 0;
        if (!said.more && said.lost.length === 0 && !this.hasWaiting()) break;
        if (!said.more && commands.length > 0 && said.answers.length === 0) break;
      } catch (error) {
        if (!(await this.failed(error, commands))) return this.attest();
      }
    }
    this.batch = BATCH;
    this.setLine('ok');
  }

  private hasWaiting(): boolean {
    return this.snapshot.outbox.some((item) => item.state === 'waiting');
  }

  private request(commands: Item[]): SyncRequest {
    const { device, head, cursors, synced } = this.snapshot.meta;
    const waiting = new Set(
      this.snapshot.outbox.filter((item) => item.state === 'waiting').map((item) => item.id),
    );
    // What has had its answer is waited for no longer: of a refusal that left no trace the server knows nothing.
    const send = ({ envelope }: Item): Envelope =>
      envelope.after ? { ...envelope, after: envelope.after.filter((id) => waiting.has(id)) } : envelope;
    const ask: SyncRequest = { device, app: '1', head, cursors, commands: commands.map(send) };
    return synced === 0 ? { ...ask, limit: FIRST_LIMIT } : ask;
  }

  private async take(said: SyncAnswer): Promise<void> {
    await this.write(absorb(this.snapshot, said, this.outside.now()));
    for (const answer of said.answers) {
      this.answers.get(answer.id)?.(answer);
      this.answers.delete(answer.id);
    }
  }

  /**
   * True = try again at once. A post that the server calls malformed is halved to single commands, and a single one
   * it still refuses to read is shown as refused: one bad command must not hold the others back.
   */
  private async failed(error: unknown, commands: Item[]): Promise<boolean> {
    const problem = isProblem(error) ? error : null;
    if (problem?.status === 401) {
      this.setLine('session');
      return false;
    }
    const theirs = problem && problem.status >= 400 && problem.status < 500 && problem.status !== 429;
    if (theirs && commands.length > 1) {
      this.batch = 1;
      return true;
    }
    if (theirs && commands.length === 1) {
      await this.write({
        ...emptyPatch(),
        putItems: [{ ...commands[0]!, state: 'refused', code: problem.code }],
      });
      return true;
    }
    this.failures++;
    this.setLine(problem ? 'server' : 'signal');
    return false;
  }

  /**
   * What the server could not take (the session has run out, it is busy, its disk is full) it can still have seen: that
   * proves later that a command is not younger, whatever the phone's clock says. Without a line nothing is proven.
   */
  private async attest(): Promise<void> {
    const bare = this.snapshot.outbox.filter(
      (item) => item.state === 'waiting' && !item.envelope.token?.includes(WITNESS),
    );
    if (bare.length === 0) return;
    const shown = bare.slice(0, BATCH);
    const commands = shown.map((item) => item.envelope);
    const seen = await this.outside.witness(this.snapshot.meta.device, commands).catch(() => []);
    const tokens = new Map(seen.map((one) => [one.id, one.token]));
    const putItems = shown.flatMap((item): Item[] => {
      const token = tokens.get(item.id);
      if (!token) return [];
      return [
        { ...item, envelope: { ...item.envelope, token: (item.envelope.token ?? '') + WITNESS + token } },
      ];
    });
    if (putItems.length > 0) await this.write({ ...emptyPatch(), putItems });
  }

  private async write(patch: Patch): Promise<void> {
    await this.keep.apply(patch);
    applyPatch(this.snapshot, patch);
    this.report();
    this.outside.tell();
  }

  private setLine(line: Line): void {
    this.line = line;
    this.report();
  }

  private report(): void {
    this.outside.changed(this.snapshot, this.line);
  }
}

function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'status' in error && 'code' in error;
}
