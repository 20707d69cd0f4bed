import { codeOf } from '../../lib/api';
import { day } from '../../lib/format';
import { newId } from '../../lib/ids';
import { world } from '../../lib/world.svelte';
import { ask, type Candidate } from '../ask';
import { openGrid, type GridKeep } from './keep';
import {
  blocks,
  bodyOf,
  emptyCells,
  FIELDS,
  isEmpty,
  problems,
  rowOf,
  SETTLED,
  type Field,
  type Page,
  type Row,
} from './model';
import { readPaste } from './parse';

/** Rows in one command: a lost line costs one of these and no more. The server takes 200. */
const CHUNK = 50;
/** The longest page that is pasted at once. */
const MOST_ROWS = 2000;

interface Answered {
  row: number;
  outcome: Row['state'];
  person?: string;
  code?: string;
  field?: string;
  like?: string;
}

/** A page of a notebook while it is typed: every key goes to the phone's store, and rows to the register when sent. */
export class Sheet {
  rows = $state<Row[]>([]);
  page = $state<Page>({ village: '', hamlet: '', posyandu: '', group: '' });
  ready = $state(false);
  trouble = $state('');

  today = $derived(day(world.now));
  filled = $derived(this.rows.filter((row) => !isEmpty(row)));
  open = $derived(this.filled.filter((row) => row.state === 'typed' || row.state === 'bad'));
  sendable = $derived(this.open.filter((row) => !blocks(problems(row, this.today))));
  settled = $derived(this.rows.filter((row) => SETTLED.includes(row.state)));

  private keep: GridKeep | null = null;
  /** Candidates that were asked about already, so that moving through the page does not ask again. */
  private asked = new Map<string, string>();
  /** Rows whose answer this window waits for. */
  private flying = new Set<string>();

  async start(account: string): Promise<void> {
    this.keep = await openGrid(account);
    const { rows, page } = await this.keep.load();
    if (page) this.page = page;
    const villages = world.rows.all('village');
    if (!this.page.village && villages.length === 1) this.page.village = villages[0]!.id;
    // What the register has taken has left the page when it is opened again.
    const gone = rows.filter((row) => SETTLED.includes(row.state));
    if (gone.length) void this.keep.drop(gone.map((row) => row.id));
    this.rows = rows.filter((row) => !SETTLED.includes(row.state));
    this.regain();
    this.tail();
    this.ready = true;
  }
  stop(): void {
    this.keep?.close();
  }

  /** Rows that were sent before the page was closed: still in the outbox, or answered while nobody looked. */
  private regain(): void {
    const kept = new Set(
      world.outbox
        .filter((item) => item.envelope.verb === 'registry.enter_rows')
        .flatMap((item) =>
          ((item.envelope.body['rows'] as unknown[]) ?? []).map((row) => JSON.stringify(row)),
        ),
    );
    for (const row of this.rows) {
      if (
        row.state !== 'sent' ||
        this.flying.has(row.id) ||
        kept.has(JSON.stringify(rowOf(row, this.page, this.today)))
      )
        continue;
      row.state = 'filed';
      this.save([row]);
    }
  }
  /** Called when the outbox has changed. */
  answered(): void {
    if (this.ready) this.regain();
  }

  /** There is always an empty row to type into. */
  private tail(): void {
    const last = this.rows.at(-1);
    if (!last || !isEmpty(last)) this.rows.push(this.blank((last?.at ?? 0) + 1));
  }
  private blank(at: number): Row {
    return { id: newId(), at, cells: emptyCells(), state: 'typed' };
  }
  private save(rows: Row[]): void {
    void this.keep?.put(rows).catch((error) => (this.trouble = codeOf(error)));
  }

  set(row: Row, field: Field, value: string): void {
    row.cells[field] = value;
    // What is typed anew is to be sent anew; whose record it is stays known.
    if (row.state !== 'sent') row.state = 'typed';
    delete row.code;
    delete row.field;
    this.save([row]);
    this.tail();
  }
  setPage(part: Partial<Page>): void {
    this.page = { ...this.page, ...part };
    void this.keep?.setPage(this.page);
  }
  /** The value of the row above, as the two strokes in a notebook. */
  ditto(at: number, field: Field): boolean {
    const above = this.rows[at - 1];
    if (!above || this.rows[at]!.state === 'sent') return false;
    this.set(this.rows[at]!, field, above.cells[field]);
    return true;
  }
  remove(row: Row): void {
    this.rows = this.rows.filter((other) => other.id !== row.id);
    void this.keep?.drop([row.id]);
    this.tail();
  }
  /** A new page: what the register has taken leaves the screen and the phone. */
  clear(): void {
    void this.keep?.drop(this.settled.map((row) => row.id));
    this.rows = this.rows.filter((row) => !SETTLED.includes(row.state));
    this.tail();
  }

  /** Spreads what was copied from a spreadsheet from one cell on; how many rows it was, 0: a single cell. */
  paste(at: number, field: Field, text: string): number {
    const copied = readPaste(text).slice(0, MOST_ROWS);
    if (copied.length === 0 || (copied.length === 1 && copied[0]!.length === 1)) return 0;
    const first = FIELDS.indexOf(field);
    const touched: Row[] = [];
    copied.forEach((cells, i) => {
      while (!this.rows[at + i]) this.rows.push(this.blank((this.rows.at(-1)?.at ?? 0) + 1));
      const row = this.rows[at + i]!;
      if (row.state === 'sent') return;
      cells.forEach((cell, k) => {
        const to = FIELDS[first + k];
        if (to) row.cells[to] = cell;
      });
      row.state = 'typed';
      touched.push(row);
    });
    this.save(touched);
    this.tail();
    return copied.length;
  }

  /** Asks whether somebody like this is known, when a row is left with enough in it to tell people apart. */
  async look(row: Row): Promise<void> {
    const { cells } = row;
    const enough =
      cells.name.trim().length > 2 &&
      [cells.born, cells.mother, cells.nik, cells.phone].some((c) => c.trim());
    if (!world.online || row.state !== 'typed' || row.person || !enough) return;
    const told = rowOf(row, this.page, this.today);
    const candidate: Candidate = { name: told.name };
    if (told.mother) candidate.mother_name = told.mother;
    if (told.born) candidate.born = told.born;
    if (told.born_guessed) candidate.born_guessed = true;
    if (told.sex) candidate.sex = told.sex;
    if (told.village) candidate.village = told.village;
    if (told.nik) candidate.nik = told.nik;
    if (told.phones) candidate.phones = told.phones;
    const text = JSON.stringify(candidate);
    if (this.asked.get(row.id) === text) return;
    this.asked.set(row.id, text);
    // Without an answer the row is filed all the same, and the register looks for doubles by number.
    const hits = await ask.alike(candidate).catch(() => []);
    const likely = hits.find((hit) => hit.likely && hit.state === 'active');
    if (row.state !== 'typed') return;
    if (likely) row.like = likely;
    else delete row.like;
    this.save([row]);
  }
  /** The typist knows whom the row means: the one who was found, or somebody else. */
  settle(row: Row, same: boolean): void {
    if (same && row.like) row.person = row.like.id;
    row.like = null;
    this.save([row]);
  }

  /** Sends what can be sent, in small parts; without signal they wait in the outbox. */
  send(): void {
    const all = this.sendable;
    for (let i = 0; i < all.length; i += CHUNK) void this.part(all.slice(i, i + CHUNK));
  }
  private async part(rows: Row[]): Promise<void> {
    const body = bodyOf(rows, this.page, this.today);
    for (const row of rows) {
      row.state = 'sent';
      this.flying.add(row.id);
    }
    this.save(rows);
    try {
      const answer = await world.ask('registry.enter_rows', body);
      if (answer.status === 'accepted')
        this.take(rows, (answer.result as unknown as Answered[] | undefined) ?? []);
      else {
        if (answer.status === 'refused') world.dismiss(answer.id);
        this.fail(rows, answer.code ?? '');
      }
    } catch (error) {
      this.fail(rows, codeOf(error));
    }
    for (const row of rows) this.flying.delete(row.id);
  }
  private take(rows: Row[], answers: Answered[]): void {
    for (const answer of answers) {
      const row = rows[answer.row];
      if (!row) continue;
      row.state = answer.outcome;
      if (answer.person) row.person = answer.person;
      if (answer.code) row.code = answer.code;
      if (answer.field) row.field = answer.field;
    }
    this.save(rows);
  }
  private fail(rows: Row[], code: string): void {
    for (const row of rows) {
      row.state = 'bad';
      row.code = code;
    }
    this.save(rows);
  }
}
