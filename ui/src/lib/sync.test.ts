import { expect, test } from 'vitest';
import type { Answer, Envelope, SyncAnswer, SyncRequest, Witness } from './contract';
import { MemoryKeep, type Snapshot } from './keep';
import { Engine, type Line } from './sync';

/** A server small enough to read: it remembers answers by id and can be unplugged, restored, or made to refuse. */
class Server {
  got: Envelope[] = [];
  requests: SyncRequest[] = [];
  plugged = true;
  signedIn = true;
  refuse = new Map<string, string>();
  /** Verbs that leave no trace in the log: not theirs, not there, not readable. */
  traceless = '';
  /** Verbs whose presence makes the whole post unreadable. */
  unreadable = '';
  dropAnswer = false;
  busy = false;
  /** The ids that it was shown, round by round. */
  shown: string[][] = [];
  seq = 1;

  async post(request: SyncRequest): Promise<SyncAnswer> {
    this.requests.push(structuredClone(request));
    if (!this.plugged) throw new TypeError('failed to fetch');
    if (this.busy) throw { status: 503, code: 'server.busy' };
    if (!this.signedIn) throw { status: 401, code: 'session.none' };
    if (request.commands.some((c) => c.verb === this.unreadable))
      throw { status: 422, code: 'request.invalid' };
    const answers = request.commands.flatMap((command) =>
      this.waits(command) ? [] : [this.decide(command)],
    );
    if (this.dropAnswer) {
      this.dropAnswer = false;
      throw new TypeError('the line broke after the commit');
    }
    const plain = { head: `${this.seq}.00000000`, now: new Date(0).toISOString(), token: 't' + this.seq };
    return {
      ...plain,
      answers,
      reset: false,
      audiences: [],
      lost: [],
      changes: [],
      rows: [],
      cursors: {},
      more: false,
    };
  }
  /** It answers when nothing else does, as long as there is a line. */
  async witness(device: string, commands: Envelope[]): Promise<Witness[]> {
    if (!this.plugged) throw new TypeError('failed to fetch');
    this.shown.push(commands.map((command) => command.id));
    return commands.map((command) => ({ id: command.id, token: `w${device}.${command.id}` }));
  }
  private waits(command: Envelope): boolean {
    return (command.after ?? []).some((id) => !this.got.some((known) => known.id === id));
  }
  private decide(command: Envelope): Answer {
    if (command.verb === this.traceless) return { id: command.id, status: 'refused', code: 'not_found' };
    if (!this.got.some((known) => known.id === command.id)) {
      this.got.push(command);
      this.seq++;
    }
    const code = this.refuse.get(command.verb);
    return code ? { id: command.id, status: 'refused', code } : { id: command.id, status: 'accepted' };
  }
}

async function phone(server: Server, keep = new MemoryKeep('dev1')) {
  const seen: { snapshot?: Snapshot; line: Line } = { line: 'ok' };
  let busy: Promise<unknown> = Promise.resolve();
  const engine = new Engine(keep, {
    post: (request) => server.post(request),
    witness: (device, commands) => server.witness(device, commands),
    alone: <T>(work: () => Promise<T>) => {
      const turn = busy.then(work);
      busy = turn.catch(() => undefined);
      return turn;
    },
    now: () => Date.parse('2026-11-19T07:00:00Z'),
    tell: () => undefined,
    changed: (snapshot, line) => Object.assign(seen, { snapshot, line }),
  });
  await engine.start();
  return { engine, seen, keep };
}

test('a verb said without signal waits on the phone and goes out once there is a line', async () => {
  const server = new Server();
  server.plugged = false;
  const { engine, seen } = await phone(server);
  await engine.say('milk.pack', { delivery: 'd1' });
  await engine.sync();
  expect(seen.line).toBe('signal');
  expect(seen.snapshot?.outbox.length).toBe(1);
  server.plugged = true;
  await engine.sync();
  expect(seen.line).toBe('ok');
  expect(seen.snapshot?.outbox).toEqual([]);
  expect(server.got.map((c) => c.verb)).toEqual(['milk.pack']);
});

test('a reload of the page loses nothing that was said', async () => {
  const server = new Server();
  const keep = new MemoryKeep('dev1');
  const before = await phone(server, keep);
  await before.engine.say('milk.pack', { delivery: 'd1' });
  const after = await phone(server, keep);
  await after.engine.sync();
  expect(server.got.length).toBe(1);
});

test('an answer lost on the way back is asked for again with the same id', async () => {
  const server = new Server();
  server.dropAnswer = true;
  const { engine, seen } = await phone(server);
  const { id } = await engine.say('milk.pack', { delivery: 'd1' });
  await engine.sync();
  expect(seen.snapshot?.outbox.length).toBe(1);
  await engine.sync();
  expect(server.got.map((c) => c.id)).toEqual([id]);
  expect(seen.snapshot?.outbox).toEqual([]);
});

test('the device counts its commands and chains those of one delivery', async () => {
  const server = new Server();
  const { engine } = await phone(server);
  const first = await engine.say('milk.pack', { delivery: 'd1' }, 'd1');
  await engine.say('milk.pack', { delivery: 'd2' }, 'd2');
  await engine.say('milk.depart', { delivery: 'd1' }, 'd1');
  await engine.sync();
  expect(server.got.map((c) => c.n)).toEqual([1, 2, 3]);
  expect(server.got.map((c) => c.after)).toEqual([undefined, undefined, [first.id]]);
});

test('what follows a command that left no trace is decided all the same', async () => {
  const server = new Server();
  const { engine, seen } = await phone(server);
  server.traceless = 'dispatch.accept';
  server.plugged = false;
  await engine.say('dispatch.accept', { job: 'j1' }, 'j1');
  const { id } = await engine.say('dispatch.set_out', { job: 'j1' }, 'j1');
  await engine.sync();
  server.plugged = true;
  await engine.sync();
  expect(server.got.map((c) => c.id)).toEqual([id]);
  expect(seen.snapshot?.outbox.map((item) => item.state)).toEqual(['refused']);
});

test('the last server time goes with what is said later', async () => {
  const server = new Server();
  const { engine } = await phone(server);
  await engine.sync();
  await engine.say('milk.pack', { delivery: 'd1' });
  await engine.sync();
  expect(server.got[0]?.token).toBe('t1');
});

test('what the server cannot take it has at least seen, once', async () => {
  for (const trouble of ['session', 'busy'] as const) {
    const server = new Server();
    const { engine, seen, keep } = await phone(server);
    await engine.sync(); // the phone knows a time of the server
    if (trouble === 'session') server.signedIn = false;
    else server.busy = true;
    const item = await engine.say('visit.aboard', { visit: 'v1' });
    await engine.sync();
    await engine.sync();
    expect(server.shown).toEqual([[item.id]]);
    expect(seen.snapshot!.outbox[0]!.envelope.token).toBe(`t1,wdev1.${item.id}`);
    expect((await keep.load()).outbox[0]!.envelope.token).toContain(',w');
    server.signedIn = true;
    server.busy = false;
    await engine.sync();
    expect(server.got[0]).toMatchObject({ id: item.id, token: `t1,wdev1.${item.id}`, body: { visit: 'v1' } });
    expect(seen.snapshot!.outbox).toHaveLength(0);
  }
});

test('without a line nothing is witnessed and nothing is lost', async () => {
  const server = new Server();
  server.plugged = false;
  const { engine, seen } = await phone(server);
  await engine.say('visit.aboard', { visit: 'v1' });
  await engine.sync();
  expect(server.shown).toEqual([]);
  expect(seen.snapshot!.outbox[0]!.envelope.token).toBeUndefined();
  server.plugged = true;
  await engine.sync();
  expect(server.got).toHaveLength(1);
});

test('a refused command stays visible until it has been read', async () => {
  const server = new Server();
  server.refuse.set('dispatch.accept', 'dispatch.taken');
  const { engine, seen } = await phone(server);
  const { id } = await engine.say('dispatch.accept', { job: 'j1' });
  await engine.sync();
  await engine.sync();
  expect(seen.snapshot?.outbox).toMatchObject([{ state: 'refused', code: 'dispatch.taken' }]);
  expect(server.requests.at(-1)?.commands).toEqual([]);
  await engine.dismiss(id);
  expect(seen.snapshot?.outbox).toEqual([]);
});

test('one unreadable command does not hold the others back', async () => {
  const server = new Server();
  server.unreadable = 'milk.odd';
  const { engine, seen } = await phone(server);
  await engine.say('milk.pack', { delivery: 'd1' });
  await engine.say('milk.odd', { delivery: 'd1' });
  await engine.say('milk.depart', { delivery: 'd1' });
  await engine.sync();
  expect(server.got.map((c) => c.verb)).toEqual(['milk.pack', 'milk.depart']);
  expect(seen.snapshot?.outbox).toMatchObject([{ state: 'refused', code: 'request.invalid' }]);
});

test('a session that ended keeps what was said for after the next sign-in', async () => {
  const server = new Server();
  server.signedIn = false;
  const { engine, seen } = await phone(server);
  await engine.say('milk.pack', { delivery: 'd1' });
  await engine.sync();
  expect(seen.line).toBe('session');
  expect(seen.snapshot?.outbox.length).toBe(1);
});

test('what has not left the phone can be taken back, what has left cannot', async () => {
  const server = new Server();
  const { engine, seen } = await phone(server);
  const early = await engine.say('milk.arrive', { delivery: 'd1' });
  expect(await engine.takeBack(early.id)).toBe(true);
  const sent = await engine.say('milk.arrive', { delivery: 'd1' });
  await engine.sync();
  expect(await engine.takeBack(sent.id)).toBe(false);
  expect(server.got.map((c) => c.id)).toEqual([sent.id]);
  expect(seen.snapshot?.outbox).toEqual([]);
});

test('more than fifty go in several posts, in order', async () => {
  const server = new Server();
  const { engine } = await phone(server);
  for (let i = 0; i < 120; i++) await engine.say('milk.absent', { delivery: 'd' + i });
  await engine.sync();
  expect(server.requests.map((r) => r.commands.length)).toEqual([50, 50, 20]);
  expect(server.got.map((c) => c.n)).toEqual(Array.from({ length: 120 }, (_, i) => i + 1));
});

test('the wait grows with each failure and starts over after a success', async () => {
  const server = new Server();
  server.plugged = false;
  const { engine } = await phone(server);
  const waits: number[] = [];
  for (let i = 0; i < 7; i++) {
    await engine.sync();
    waits.push(engine.wait / 1000);
  }
  expect(waits).toEqual([2, 4, 8, 16, 32, 60, 60]);
  server.plugged = true;
  await engine.sync();
  server.plugged = false;
  await engine.sync();
  expect(engine.wait).toBe(2000);
});

test('what a page hands over with its reactive lists can be stored', async () => {
  const server = new Server();
  const { engine } = await phone(server);
  const bottles = new Proxy(['b1', 'b2'], {});
  await engine.say('milk.take', { delivery: 'd1', bottles });
  await engine.sync();
  expect(server.got[0]?.body).toEqual({ delivery: 'd1', bottles: ['b1', 'b2'] });
});
