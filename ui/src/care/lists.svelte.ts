import { json } from '../lib/api';
import type { Range } from './limits';

/** A medicine the facility has; without a name of its own it has the one of the catalogue. */
export interface Medicine {
  code: string;
  name?: string;
  unit: string;
}
/** What may be newly found at a visit, named likewise. */
export interface NewCase {
  code: string;
  name?: string;
}
/** What the form of a record needs of the facility's settings. */
export interface Lists {
  ranges: Range[];
  medicines: Medicine[];
  new_cases: NewCase[];
}

const KEPT = 'sambang.record_form';
const NONE: Lists = { ranges: [], medicines: [], new_cases: [] };

/** The settings of the form as they were read last: a phone at a bed without signal works by those. */
class FormLists {
  now = $state.raw<Lists>(NONE);
  private asked = false;

  /** Reads them once a page; without a line those of last time hold, and the server judges again anyway. */
  read(): void {
    if (this.asked) return;
    this.asked = true;
    this.now = { ...NONE, ...kept() };
    void json<Lists>('GET', 'records/form').then(
      (lists) => {
        this.now = { ...NONE, ...lists };
        keep(lists);
      },
      () => (this.asked = false),
    );
  }
}
export const lists = new FormLists();

function kept(): Partial<Lists> {
  try {
    return JSON.parse(localStorage.getItem(KEPT) ?? '{}') as Partial<Lists>;
  } catch {
    return {};
  }
}
function keep(lists: Lists): void {
  try {
    localStorage.setItem(KEPT, JSON.stringify(lists));
  } catch {
    // Without room they are read again with signal; nothing of anybody is in them.
  }
}
