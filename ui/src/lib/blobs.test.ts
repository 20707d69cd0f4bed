import { expect, test } from 'vitest';
import { BlobBox, fit, hashOf, KEPT_MS, MOST_BYTES, type BlobKind, type KeptBlob } from './blobs';
import { MemoryBlobs } from './blobs-keep';

/** A server small enough to read: it keeps pictures by hash and can be unplugged, or made to refuse. */
class Server {
  got = new Map<string, { kind: BlobKind; bytes: string }>();
  posts = 0;
  plugged = true;
  says: { status: number; code: string } | null = null;
  /** Refused by what the picture shows. */
  refuses = '';

  async send(hash: string, kind: BlobKind, bytes: ArrayBuffer): Promise<void> {
    this.posts++;
    if (!this.plugged) throw new TypeError('failed to fetch');
    if (this.says) throw this.says;
    const shows = new TextDecoder().decode(bytes);
    if (this.refuses && shows.includes(this.refuses)) throw { status: 422, code: 'blob.not_an_image' };
    expect(await hashOf(bytes)).toBe(hash);
    this.got.set(hash, { kind, bytes: shows });
  }
}

async function phone(server: Server, store = new MemoryBlobs()) {
  const seen: { list: KeptBlob[] } = { list: [] };
  const clock = { now: 1000 };
  let busy: Promise<unknown> = Promise.resolve();
  const box = new BlobBox(store, {
    send: (hash, kind, bytes) => server.send(hash, kind, bytes),
    alone: <T>(work: () => Promise<T>) => {
      const turn = busy.then(work);
      busy = turn.catch(() => undefined);
      return turn;
    },
    reduce: async (file) => new Blob(['small ', await file.text()]),
    now: () => clock.now++,
    changed: (list) => (seen.list = list),
  });
  await box.start();
  return { box, seen, store, clock };
}

const picture = (shows: string) => new Blob([shows]);

test('a photo taken without signal waits on the phone and goes out once there is a line', async () => {
  const server = new Server();
  server.plugged = false;
  const { box, seen, store } = await phone(server);
  const hash = await box.take(picture('house'), 'photo');
  expect(hash).toMatch(/^[0-9a-f]{64}$/);
  expect(await box.send()).toBe('signal');
  expect(box.unsent).toBe(1);
  expect(await (await box.open(hash))?.text()).toBe('small house');

  const again = await phone(server, store); // the app was closed meanwhile
  expect(again.box.unsent).toBe(1);
  server.plugged = true;
  expect(await again.box.send()).toBe('ok');
  expect(server.got.get(hash)).toEqual({ kind: 'photo', bytes: 'small house' });
  expect(again.box.unsent).toBe(0);
  expect(again.seen.list).toEqual([]);
  expect(await (await again.box.open(hash))?.text()).toBe('small house'); // for a while, also without signal
  expect(seen.list).toHaveLength(1); // the first page has not looked again
});

test('a server that went back to a copy is offered what it had lost, and nothing for ever', async () => {
  const server = new Server();
  const { box, seen, clock } = await phone(server);
  const hash = await box.take(picture('house'), 'photo');
  await box.send();
  server.got.clear();
  await box.send();
  expect(server.got.size).toBe(0); // nobody has said that it lost anything
  await box.offerAgain();
  expect(box.unsent).toBe(1);
  await box.send();
  expect(server.got.has(hash)).toBe(true);
  expect(seen.list).toEqual([]);
  clock.now += KEPT_MS + 10;
  await box.send();
  expect(await box.open(hash)).toBeUndefined();
  await box.offerAgain();
  expect(box.unsent).toBe(0);
});

test('a signature is sent as it was drawn', async () => {
  const server = new Server();
  const { box } = await phone(server);
  const hash = await box.take(picture('Sri'), 'signature');
  await box.send();
  expect(server.got.get(hash)).toEqual({ kind: 'signature', bytes: 'Sri' });
});

test('the same photo taken twice is one', async () => {
  const { box } = await phone(new Server());
  expect(await box.take(picture('a'), 'photo')).toBe(await box.take(picture('a'), 'photo'));
  expect(box.unsent).toBe(1);
});

test('what the server will never take is shown and does not hold the others back', async () => {
  const server = new Server();
  server.refuses = 'torn';
  const { box, seen } = await phone(server);
  const torn = await box.take(picture('torn'), 'photo');
  const whole = await box.take(picture('whole'), 'photo');
  expect(await box.send()).toBe('ok');
  expect([...server.got.keys()]).toEqual([whole]);
  expect(seen.list.map(({ hash, state, code }) => [hash, state, code])).toEqual([
    [torn, 'refused', 'blob.not_an_image'],
  ]);
  expect(box.unsent).toBe(0);
  const posts = server.posts;
  await box.send();
  expect(server.posts).toBe(posts);
  await box.dismiss(torn);
  expect(seen.list).toEqual([]);
});

test('a photo that was erased meanwhile leaves the phone', async () => {
  const server = new Server();
  server.says = { status: 409, code: 'blob.erased' };
  const { box, seen } = await phone(server);
  await box.take(picture('a'), 'photo');
  expect(await box.send()).toBe('ok');
  expect(seen.list).toEqual([]);
});

test.each([
  [401, 'session.none', 'session'],
  [429, 'blob.too_many', 'server'],
  [408, 'http.408', 'server'],
  [503, 'busy', 'server'],
  [500, 'fault', 'server'],
])('an answer of %i keeps every photo for later', async (status, code, line) => {
  const server = new Server();
  server.says = { status, code };
  const { box } = await phone(server);
  await box.take(picture('a'), 'photo');
  await box.take(picture('b'), 'photo');
  expect(await box.send()).toBe(line);
  expect(server.posts).toBe(1);
  expect(box.unsent).toBe(2);
  server.says = null;
  expect(await box.send()).toBe('ok');
  expect(server.got.size).toBe(2);
});

test('photos go out in the order in which they were taken, each once, however often one asks', async () => {
  const server = new Server();
  const { box } = await phone(server);
  for (const shows of ['1', '2', '3']) await box.take(picture(shows), 'photo');
  await Promise.all([box.send(), box.send(), box.send()]);
  expect([...server.got.values()].map((got) => got.bytes)).toEqual(['small 1', 'small 2', 'small 3']);
  expect(server.posts).toBe(3);
});

test('a photo taken while others are sent follows in the next run', async () => {
  const server = new Server();
  const { box } = await phone(server);
  await box.take(picture('1'), 'photo');
  const run = box.send();
  const late = await box.take(picture('2'), 'photo');
  await run;
  await box.send();
  expect(server.got.has(late)).toBe(true);
});

test('a drawing larger than the server takes is refused before it is kept', async () => {
  const { box } = await phone(new Server());
  await expect(box.take(new Blob([new Uint8Array(MOST_BYTES + 1)]), 'signature')).rejects.toEqual({
    code: 'body.too_large',
    status: 413,
  });
  expect(box.unsent).toBe(0);
});

test('an entry whose bytes the browser has thrown away does not stay for ever', async () => {
  const store = new MemoryBlobs();
  await store.put({ hash: 'a'.repeat(64), kind: 'photo', size: 1, at: 1, state: 'waiting' });
  const server = new Server();
  const { box } = await phone(server, store);
  expect(box.unsent).toBe(1);
  expect(await box.send()).toBe('ok');
  expect(server.posts).toBe(0);
  expect(box.unsent).toBe(0);
});

test('a photo is made no larger than it is and keeps its shape', () => {
  expect(fit(4000, 3000)).toEqual([1280, 960]);
  expect(fit(3000, 4000)).toEqual([960, 1280]);
  expect(fit(800, 600)).toEqual([800, 600]);
  expect(fit(10_000, 1)).toEqual([1280, 1]);
});

test('the hash is the one the server makes', async () => {
  expect(await hashOf(new TextEncoder().encode('abc').buffer)).toBe(
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
  );
});
