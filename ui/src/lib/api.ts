import type { Envelope, Me, Problem, SyncAnswer, SyncRequest, Witness } from './contract';

/** A server that does not answer in this time is treated as no signal (milliseconds). */
const PATIENCE_MS = 30_000;

async function call(method: string, path: string, body?: unknown): Promise<Response> {
  const response = await fetch('/api/v1/' + path, {
    method,
    credentials: 'same-origin',
    headers: body === undefined ? {} : { 'Content-Type': 'application/json' },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  if (response.ok) return response;
  const said = (await response.json().catch(() => ({}))) as Partial<Problem>;
  const problem: Problem = { code: said.code ?? 'http.' + response.status, status: response.status };
  if (said.field) problem.field = said.field;
  throw problem;
}
/** One question to the server; rejects with a Problem, or with whatever a missing line throws. */
export async function json<T>(method: string, path: string, body?: unknown): Promise<T> {
  return (await (await call(method, path, body)).json()) as T;
}

export const api = {
  me: () => json<Me>('GET', 'me'),
  signIn: (phone: string, password: string) => json<Me>('POST', 'session', { phone, password }),
  signOut: () => call('DELETE', 'session'),
  /** Who has signed in on this browser before and may come back with a PIN. */
  desk: () =>
    json<{ people: { account: string; name: string; roles: string[] }[]; demo: boolean }>(
      'GET',
      'session/desk',
    ),
  pin: (account: string, pin: string) => json<Me>('POST', 'session/pin', { account, pin }),
  setPin: (pin: string) => call('POST', 'me/pin', { pin }),
  sync: async (request: SyncRequest) => whole(await json<Partial<SyncAnswer>>('POST', 'sync', request)),
  witness: async (facility: string, device: string, commands: Envelope[]) =>
    (await json<{ witnesses: Witness[] }>('POST', 'witness', { facility, device, commands })).witnesses,
  positions: (fixes: unknown[]) => call('POST', 'positions', { fixes }),
};

/** An empty list may come as nothing at all. */
function whole(said: Partial<SyncAnswer>): SyncAnswer {
  const { head = '', now = new Date().toISOString(), token = '', reset = false, more = false } = said;
  const lists = { audiences: said.audiences ?? [], lost: said.lost ?? [], changes: said.changes ?? [] };
  const rest = { answers: said.answers ?? [], rows: said.rows ?? [], cursors: said.cursors ?? {} };
  return { head, now, token, reset, more, ...lists, ...rest };
}

/** The code of whatever was thrown: a problem's own, or that there is no line. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : 'app.no_signal';
}
