// The real server on a free port with a fresh data folder: the invented health centre in which nobody moves, so that
// the walks play every part themselves.
import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';

const CROCKFORD = '0123456789abcdefghjkmnpqrstvwxyz';

/** A new id as senders make it: UUIDv7, 26 characters of lower-case base32. */
export function newId() {
  const random = crypto.getRandomValues(new Uint8Array(10));
  let bits = BigInt(Date.now());
  for (const byte of random) bits = (bits << 8n) | BigInt(byte);
  bits = (bits & ~(0xfn << 76n)) | (7n << 76n);
  bits = (bits & ~(3n << 62n)) | (2n << 62n);
  let text = '';
  for (let shift = 125n; shift >= 0n; shift -= 5n) text += CROCKFORD[Number((bits >> shift) & 31n)];
  return text;
}

/** Somebody of the staff through the API alone. */
export class Caller {
  constructor(address) {
    this.address = address;
    this.device = newId();
    this.n = 0;
    this.cookie = '';
  }

  async post(where, body) {
    const response = await fetch(this.address + '/api/v1/' + where, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Cookie: this.cookie },
      body: JSON.stringify(body),
    });
    const cookies = response.headers.getSetCookie().map((cookie) => cookie.split(';')[0]);
    if (where === 'session') this.cookie = cookies.join('; ');
    const said = await response.json().catch(() => ({}));
    return { status: response.status, ...(response.ok ? { said } : { code: said.code }) };
  }

  async signIn(phone, password) {
    const { status } = await this.post('session', { phone, password });
    if (status !== 200) throw new Error(`${phone} cannot sign in: ${status}`);
    return this;
  }

  async do(verb, body) {
    this.n += 1;
    const envelope = { id: newId(), verb, v: 1, device: this.device, n: this.n, body };
    envelope.occurred_at = new Date().toISOString();
    const { status, code, said } = await this.post('do/' + verb, envelope);
    return said ?? { status: 'http', code: `${status} ${code}` };
  }

  /** Says something that must be accepted. */
  async must(verb, body) {
    const answer = await this.do(verb, body);
    if (answer.status !== 'accepted') throw new Error(`${verb}: ${answer.status} ${answer.code}`);
    return answer;
  }

  /** All rows that this person sees, by table. */
  async rows() {
    const tables = {};
    for (let cursors = {}, head = '', more = true; more;) {
      const ask = { device: this.device, app: '1', head, cursors, commands: [] };
      const { said, status, code } = await this.post('sync', ask);
      if (!said) throw new Error(`sync: ${status} ${code}`);
      for (const { tbl, id, row } of said.rows ?? []) (tables[tbl] ??= new Map()).set(id, row);
      ({ head, more } = said);
      cursors = { ...(said.reset ? {} : cursors), ...said.cursors };
    }
    const all = (tbl) => [...(tables[tbl]?.values() ?? [])];
    return { all, find: (tbl, test) => all(tbl).find(test) };
  }
}

/**
 * How long a founded house serves as the model of others, in milliseconds: what is promised in it runs on, and a walk
 * wants a house as fresh as one it has founded itself.
 */
const MODEL_AGE = 90_000;
const models = [];

/** The folder of a house that was founded a moment ago and closed again: founding one is half of what a part costs. */
async function modelFolder(binary) {
  const last = models.at(-1);
  if (last && Date.now() - last.since < MODEL_AGE) return await last.folder;
  const model = { since: Date.now(), folder: foundedHouse(binary) };
  models.push(model);
  model.folder.catch(() => models.splice(models.indexOf(model), 1)); // the next part tries for itself
  return await model.folder;
}

async function foundedHouse(binary) {
  const folder = await mkdtemp(path.join(tmpdir(), 'sambang-model-'));
  const house = await openAt(binary, folder);
  await house.leave();
  return folder;
}

/** Throws the models away, when no house is opened any more. */
export async function forgetModels() {
  const folders = await Promise.allSettled(models.map((model) => model.folder));
  for (const { value } of folders) if (value) await rm(value, { recursive: true, force: true });
}

/** Opens a house; `close` ends exactly the process that was started and removes its folder. */
export async function openHouse(binary, ...more) {
  const folder = await mkdtemp(path.join(tmpdir(), 'sambang-walk-'));
  await cp(await modelFolder(binary), folder, { recursive: true });
  const house = await openAt(binary, folder, ...more);
  house.close = async () => {
    await house.leave();
    await rm(folder, { recursive: true, force: true });
  };
  return house;
}

/** Walks in a house of its own, whose clock the walk sets: then it is the day that it needs, whatever day it is walked. */
export async function inOwnHouse(stage, walk) {
  const house = await openHouse(process.env.SAMBANG_BIN ?? 'bin/sambang', '--test-clock');
  try {
    await walk({ ...stage, house });
  } finally {
    await house.close();
  }
}

/** Opens the house in a folder, with what else the demo is told. */
async function openAt(binary, folder, ...more) {
  const child = spawn(binary, ['demo', '--still', '--listen', '127.0.0.1:0', '--data', folder, ...more], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = [];
  child.stderr.on('data', (chunk) => log.push(String(chunk)));
  const house = { log, logins: new Map(), address: '' };
  const gone = new Promise((resolve) => child.once('exit', resolve));
  house.leave = async () => {
    child.kill('SIGTERM');
    await gone;
  };
  await new Promise((ready, fail) => {
    child.once('error', fail);
    child.once('exit', (code) => fail(new Error(`the server ended with ${code}: ${log.join('')}`)));
    createInterface({ input: child.stdout }).on('line', (line) => {
      house.address ||= /answers at (\S+)/.exec(line)?.[1] ?? '';
      const login = /^\s+(\w+)\s+(0899\d+)\s+(\S+)\s+(.+)$/.exec(line);
      if (!login) return;
      house.logins.set(login[3].replace('contoh-', ''), {
        phone: login[2],
        password: login[3],
        name: login[4],
      });
      if (login[3] === 'contoh-hasan') ready();
    });
  });
  await answers(house.address + '/readyz');
  house.as = async (key) => {
    const { phone, password } = house.logins.get(key);
    return await new Caller(house.address).signIn(phone, password);
  };
  house.keyOf = (name) => [...house.logins].find(([, login]) => login.name === name)[0];
  house.links = await mothersOf(house.address);
  return house;
}

/** Asks until the address answers: the logins are printed just before the door opens. */
async function answers(address) {
  for (let tries = 0; ; tries++) {
    const response = await fetch(address).catch((error) => error);
    if (response.ok) return;
    if (tries > 200) throw new Error(`${address} does not answer`);
    await new Promise((again) => setImmediate(again));
  }
}

/** The addresses of the mothers' own pages, by name, from the front door of the demo. */
async function mothersOf(address) {
  const html = await (await fetch(address + '/demo')).text();
  return new Map(
    [...html.matchAll(/href="([^"]+\/t\/[^"]+)">([^<]+)</g)].map(([, url, name]) => [name, url]),
  );
}
