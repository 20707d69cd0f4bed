import type { Id } from '../../lib/contract';
import { instantOf } from '../../lib/format';

/** What stands in the intake when it is saved. */
export interface Typed {
  request: Id;
  kind: string;
  /** Chosen from the register. */
  person?: Id | undefined;
  name: string;
  phone: string;
  village?: Id | undefined;
  place: string;
  what: string;
  door: string;
  callSign: string;
  /** When the news came in: the opening of the dialog. */
  heard: string;
  danger: boolean;
  called: boolean;
  sign: string;
  colour: string;
  reporter: { name: string; phone: string };
  needs: string[];
  slip: string;
  written: { day: string; clock: string };
  want: { day: string; clock: string };
}

/** The body of need.request: only what was said; an unknown person or place stops nothing. */
export function bodyOf(
  typed: Typed,
): Record<string, unknown> & { case: Id; kind: string; what: string; door: string } {
  const patient = said({ name: typed.name, phone: typed.phone });
  const where = { ...said({ text: typed.place }), ...(typed.village ? { village: typed.village } : {}) };
  const reporter = said(typed.reporter);
  const slip = Number.parseInt(typed.slip, 10);
  const written = typed.written.day && typed.written.clock && Number.isInteger(slip);
  const wanted = typed.kind === 'transport_request' && typed.want.day && typed.want.clock;
  return {
    case: typed.request,
    kind: typed.kind,
    what: typed.what.trim(),
    door: typed.door,
    heard_at: typed.heard,
    ...(typed.person ? { person: typed.person } : {}),
    ...(filled(patient) ? { patient } : {}),
    ...(filled(where) ? { where } : {}),
    ...(filled(reporter) ? { reporter } : {}),
    ...(typed.door === 'radio' && typed.callSign.trim()
      ? { call_sign: typed.callSign.trim().toUpperCase() }
      : {}),
    ...(typed.sign ? { sign: typed.sign } : {}),
    ...(typed.danger ? { colour: 'red' } : typed.colour ? { colour: typed.colour } : {}),
    ...(typed.called ? { call: true } : {}),
    ...(typed.needs.length > 0 ? { needs: typed.needs } : {}),
    ...(Number.isInteger(slip) ? { slip } : {}),
    ...(written ? { written_at: instantOf(typed.written.day, typed.written.clock) } : {}),
    ...(wanted ? { want_at: instantOf(typed.want.day, typed.want.clock) } : {}),
  };
}
const filled = (of: object): boolean => Object.keys(of).length > 0;
function said<T extends Record<string, string>>(of: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(of).flatMap(([k, v]) => (v.trim() ? [[k, v.trim()]] : [])),
  ) as Partial<T>;
}
