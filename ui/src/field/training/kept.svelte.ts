// What the phone keeps of training beside the rows: whole courses once they were opened, and one's own certificates as they
// were told last. One place of the phone, of one account; signing out removes it.
import { codeOf, json } from '../../lib/api';
import type { Course, PersonTraining } from '../../lib/contract.training';
import { day } from '../../lib/format';
import { world } from '../../lib/world.svelte';

const PLACE = 'sambang.training';
interface Shelf {
  account: string;
  mine: PersonTraining | null;
  /** By "<code>.<language>". */
  courses: Record<string, Course>;
  /** Codes of sessions whose day is not over, with their pictures as data addresses. */
  codes?: SessionCode[];
}
export interface SessionCode {
  id: string;
  /** The civil day on which it counts. */
  on: string;
  code: string;
  qr: string;
}
const EMPTY: Shelf = { account: '', mine: null, courses: {} };

class Kept {
  shelf = $state.raw<Shelf>(EMPTY);
  /** Why the last reading failed; empty: it did not. */
  code = $state('');
  private fill: Promise<void> | null = null;

  /** Takes out what was kept for whoever is here. */
  open(): void {
    const account = world.me?.account ?? '';
    if (this.shelf.account === account) return;
    this.shelf = { ...EMPTY, account };
    try {
      const was = JSON.parse(localStorage.getItem(PLACE) ?? 'null') as Shelf | null;
      if (was?.account === account) this.shelf = was;
    } catch {
      // What cannot be read is fetched again.
    }
  }

  private put(shelf: Partial<Shelf>): void {
    this.shelf = { ...this.shelf, ...shelf };
    try {
      localStorage.setItem(PLACE, JSON.stringify(this.shelf));
    } catch {
      // A phone without room shows it while the page is open.
    }
  }

  async mine(): Promise<void> {
    this.open();
    try {
      this.put({ mine: await json<PersonTraining>('GET', 'training/mine?lang=' + world.language) });
      this.code = '';
    } catch (error) {
      this.code = codeOf(error);
    }
    // The courses of one's own work come with it, so that they are there where no signal is.
    this.fill ??= this.stock().finally(() => (this.fill = null));
  }
  private async stock(): Promise<void> {
    const version = this.shelf.mine?.version;
    for (const one of this.shelf.mine?.courses ?? []) {
      const had = this.shelf.courses[`${one.course}.${world.language}`];
      if (one.meant && had?.version !== version) await this.course(one.course, world.language);
    }
  }

  codeOf = (session: string): SessionCode | undefined => this.shelf.codes?.find((one) => one.id === session);
  /** Keeps the code of a session until its day is over. */
  keepCode(read: SessionCode): void {
    this.open();
    const others = (this.shelf.codes ?? []).filter((one) => one.id !== read.id && one.on >= day(world.now));
    this.put({ codes: read.code ? [...others, read] : others });
  }

  get(code: string, lang: string): Course | undefined {
    return this.shelf.courses[`${code}.${lang}`];
  }
  /** Fetches a course in a language; without signal what was kept stays. */
  async course(code: string, lang: string): Promise<void> {
    this.open();
    try {
      const read = await json<Course>('GET', `training/courses/${encodeURIComponent(code)}?lang=${lang}`);
      this.put({ courses: { ...this.shelf.courses, [`${code}.${lang}`]: read } });
      this.code = '';
    } catch (error) {
      this.code = codeOf(error);
    }
  }
}
export const kept = new Kept();
