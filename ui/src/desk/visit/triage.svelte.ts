import { textOf } from '../../lib/text';
import { triage, type Triage } from './ask';

/** The table of signs, read once a page; nothing of it stands in the way of a request. */
class Table {
  now = $state.raw<Triage | null>(null);
  private asked = false;

  read(): void {
    if (this.asked) return;
    this.asked = true;
    void triage().then(
      (table) => (this.now = table),
      () => (this.asked = false),
    );
  }
  get live(): boolean {
    return this.now?.live ?? false;
  }
}
export const table = new Table();

/** The question of a sign, what the health centre does, what the family does until help comes. */
export const asked = (code: string): string => textOf(`triage.${code}.ask`);
export const acted = (code: string): string => textOf(`triage.${code}.act`);
export const until = (code: string): string => textOf(`triage.${code}.until`);
