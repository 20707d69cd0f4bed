import type { Id } from '../../lib/contract';

/** The form that floats over the page, and what it is about. */
export type Open =
  | { what: '' }
  | { what: 'add' }
  | { what: 'edit' | 'service' | 'retire'; id: Id }
  | { what: 'lend'; id: Id; day: string }
  | { what: 'back'; loan: Id }
  | { what: 'partner'; id?: Id }
  | { what: 'trip'; id: Id; day: string; trip?: Id };
