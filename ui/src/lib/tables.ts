import type { Id, Rows, Table } from './contract';
import type { KeptRow } from './keep';
import { shaped } from './shape';

const IN_HAND = new Set(['accepted', 'on_the_way', 'arrived']);

/** All rows of the phone by table and id. Treated as unchangeable: an overlay copies what it writes. */
export class Tables {
  private tables = new Map<string, Map<Id, unknown>>();

  static of(rows: Iterable<KeptRow>): Tables {
    const made = new Tables();
    for (const { tbl, id, row } of rows) made.open(tbl).set(id, shaped(tbl, row));
    made.setToWork();
    return made;
  }

  /** Who has a job in hand; a worker's own row does not follow every ride. */
  private setToWork(): void {
    const busy = new Set(this.where('job', (job) => IN_HAND.has(job.state)).map((job) => job.worker));
    for (const worker of this.all('worker')) this.put('worker', { ...worker, on_job: busy.has(worker.id) });
  }

  private open(tbl: string): Map<Id, unknown> {
    let table = this.tables.get(tbl);
    if (!table) this.tables.set(tbl, (table = new Map()));
    return table;
  }

  get<T extends Table>(tbl: T, id: Id | undefined | null): Rows[T] | undefined {
    return id ? (this.tables.get(tbl)?.get(id) as Rows[T] | undefined) : undefined;
  }

  all<T extends Table>(tbl: T): Rows[T][] {
    return [...(this.tables.get(tbl)?.values() ?? [])] as Rows[T][];
  }

  where<T extends Table>(tbl: T, test: (row: Rows[T]) => boolean): Rows[T][] {
    return this.all(tbl).filter(test);
  }

  put<T extends Table>(tbl: T, row: Rows[T] & { id: Id }): void {
    this.open(tbl).set(row.id, row);
  }

  drop(tbl: Table, id: Id): void {
    this.tables.get(tbl)?.delete(id);
  }

  /** A copy that may be written: the maps are new, the rows shared until they are put. */
  copy(): Tables {
    const made = new Tables();
    for (const [tbl, rows] of this.tables) made.tables.set(tbl, new Map(rows));
    return made;
  }
}
