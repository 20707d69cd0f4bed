import type { Problem } from './contract';

export type BlobKind = 'photo' | 'signature';

/** A picture that has not reached the server, or has a short while ago; its bytes lie beside it. */
export interface KeptBlob {
  /** SHA-256 of the bytes, 64 hexadecimal digits: what a command names the picture by. */
  hash: string;
  kind: BlobKind;
  size: number;
  /** Epoch milliseconds, by the phone's clock: when it was taken, and once it is sent, when that was. */
  at: number;
  state: 'waiting' | 'refused' | 'sent';
  code?: string;
}

/** Where pictures wait. Two builders: IndexedDB in the browser, memory where there is none. */
export interface BlobStore {
  list(): Promise<KeptBlob[]>;
  bytes(hash: string): Promise<ArrayBuffer | undefined>;
  /** Keeps the entry, and the bytes where they are given; durable when it resolves. */
  put(entry: KeptBlob, bytes?: ArrayBuffer): Promise<void>;
  drop(hash: string): Promise<void>;
  close(): void;
}

/** The outside of the box, so that a story can be told without a browser. */
export interface BlobOutside {
  /** Sends one picture. Rejects with a Problem when the server refused it, with anything else when there is no line. */
  send(hash: string, kind: BlobKind, bytes: ArrayBuffer): Promise<unknown>;
  /** Runs alone among the tabs of this browser. */
  alone<T>(work: () => Promise<T>): Promise<T>;
  /** Makes a photo small enough to send. */
  reduce(file: Blob): Promise<Blob>;
  now(): number;
  /** What waits or was refused, oldest first. */
  changed(list: KeptBlob[]): void;
}

/** The longer side of a photo as it is sent, in pixels; about 150 kB at this quality. */
export const LONGEST_SIDE = 1280;
const QUALITY = 0.8;
/** What the server takes, in bytes. */
export const MOST_BYTES = 2 * 1024 * 1024;
/**
 * How long a picture stays after it was sent (milliseconds): a server that went back to a copy of last night, or of
 * before a long weekend, is offered it again. Longer would fill the phone and keep people's faces on it.
 */
export const KEPT_MS = 4 * 24 * 3600 * 1000;
/** A server that has not taken a picture in this time is treated as no signal (milliseconds). */
const PATIENCE_MS = 240_000;

export type BlobLine = 'ok' | 'signal' | 'session' | 'server';

/** Photos and signatures on their way: kept on the phone until the server has answered, sent when there is signal. */
export class BlobBox {
  private entries: KeptBlob[] = [];
  private running: Promise<BlobLine> | null = null;

  constructor(
    private store: BlobStore,
    private outside: BlobOutside,
  ) {}

  async start(): Promise<void> {
    await this.reload();
  }

  /** Another tab may have taken or sent one: look again. */
  async reload(): Promise<void> {
    this.entries = (await this.store.list()).sort((a, b) => a.at - b.at || (a.hash < b.hash ? -1 : 1));
    this.outside.changed(this.entries.filter((entry) => entry.state !== 'sent'));
  }

  /** How many still wait for signal. */
  get unsent(): number {
    return this.entries.filter((entry) => entry.state === 'waiting').length;
  }

  /** Keeps a picture and gives the hash by which the command names it. The command may go out before the bytes. */
  async take(file: Blob, kind: BlobKind): Promise<string> {
    const small = kind === 'photo' ? await this.outside.reduce(file) : file;
    if (small.size > MOST_BYTES) throw problem('body.too_large', 413);
    const bytes = await small.arrayBuffer();
    const hash = await hashOf(bytes);
    await this.store.put(
      { hash, kind, size: bytes.byteLength, at: this.outside.now(), state: 'waiting' },
      bytes,
    );
    await this.reload();
    return hash;
  }

  /** The bytes of a picture that waits here or was sent of late; undefined: ask the server. */
  async open(hash: string): Promise<Blob | undefined> {
    const bytes = await this.store.bytes(hash);
    return bytes && new Blob([bytes]);
  }

  /** The person has read why a picture was refused. */
  async dismiss(hash: string): Promise<void> {
    await this.store.drop(hash);
    await this.reload();
  }

  /** The server went back to a copy: what was sent of late is offered once more. Sent twice is the same there. */
  async offerAgain(): Promise<void> {
    await this.reload();
    for (const entry of this.entries.filter((sent) => sent.state === 'sent'))
      await this.store.put({ ...entry, state: 'waiting' });
    await this.reload();
  }

  /** Sends what waits, oldest first, one at a time. A call during a run joins it. */
  send(): Promise<BlobLine> {
    this.running ??= this.outside.alone(() => this.run()).finally(() => (this.running = null));
    return this.running;
  }

  private async run(): Promise<BlobLine> {
    await this.reload();
    const old = this.outside.now() - KEPT_MS;
    for (const entry of this.entries.filter((sent) => sent.state === 'sent' && sent.at < old))
      await this.store.drop(entry.hash);
    for (const entry of this.entries.filter((waiting) => waiting.state === 'waiting')) {
      try {
        const bytes = await this.store.bytes(entry.hash);
        if (bytes) {
          await this.outside.send(entry.hash, entry.kind, bytes);
          await this.store.put({ ...entry, state: 'sent', at: this.outside.now() });
        } else await this.store.drop(entry.hash);
      } catch (error) {
        const line = await this.failed(entry, error);
        if (line !== 'ok') return line;
      } finally {
        await this.reload();
      }
    }
    return 'ok';
  }

  /** What the server will never take is shown as refused and holds the others back no longer. */
  private async failed(entry: KeptBlob, error: unknown): Promise<BlobLine> {
    const said = isProblem(error) ? error : null;
    if (!said) return 'signal';
    if (said.status === 401) return 'session';
    if (said.status === 408 || said.status === 429 || said.status >= 500) return 'server';
    if (said.code === 'blob.erased') await this.store.drop(entry.hash);
    else await this.store.put({ ...entry, state: 'refused', code: said.code });
    return 'ok';
  }
}

/** Where a picture is read from: by the hash that this phone gave it, or by the id that a row names it by. */
export function blobAddress(name: string): string {
  return '/api/v1/blobs/' + encodeURIComponent(name);
}

/** SHA-256 as 64 hexadecimal digits. */
export async function hashOf(bytes: ArrayBuffer): Promise<string> {
  const sum = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...sum].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Width and height within the longest side, never larger than they are, never nothing. */
export function fit(width: number, height: number, longest = LONGEST_SIDE): [number, number] {
  const share = Math.min(1, longest / Math.max(width, height));
  return [Math.max(1, Math.round(width * share)), Math.max(1, Math.round(height * share))];
}

/** A photo as a JPEG of at most 1,280 pixels: drawn anew the right way up, so nothing but the picture is in it. */
export async function reduce(file: Blob): Promise<Blob> {
  const drawn = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => {
    throw problem('blob.not_an_image', 422);
  });
  const canvas = document.createElement('canvas');
  [canvas.width, canvas.height] = fit(drawn.width, drawn.height);
  const pen = canvas.getContext('2d');
  if (!pen) throw problem('blob.not_an_image', 422);
  pen.fillStyle = '#fff'; // JPEG has no see-through: a drawing without ground would turn black
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(drawn, 0, 0, canvas.width, canvas.height);
  drawn.close();
  return new Promise((done, fail) =>
    canvas.toBlob(
      (blob) => (blob ? done(blob) : fail(problem('blob.not_an_image', 422))),
      'image/jpeg',
      QUALITY,
    ),
  );
}

/** Sends the bytes of one picture. */
export async function sendBlob(hash: string, kind: BlobKind, bytes: ArrayBuffer): Promise<void> {
  const response = await fetch(blobAddress(hash) + '?kind=' + kind, {
    method: 'PUT',
    credentials: 'same-origin',
    headers: { 'Content-Type': 'application/octet-stream' },
    body: bytes,
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (response.ok) return;
  const said = (await response.json().catch(() => ({}))) as Partial<Problem>;
  throw problem(said.code ?? 'http.' + response.status, response.status);
}

function problem(code: string, status: number): Problem {
  return { code, status };
}
function isProblem(error: unknown): error is Problem {
  return typeof error === 'object' && error !== null && 'status' in error && 'code' in error;
}
