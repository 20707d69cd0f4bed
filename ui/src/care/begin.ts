// A new record, with everything in it that is known before anybody has typed. Pure.
import type { RecordKind, VisitRecord } from '../lib/contract.care';
import { day } from '../lib/format';
import type { About } from './about';
import { newDraft, type Draft } from './draft';
import { guessKind, weeksOn, type Patient } from './who';

/** Which of the fixed visits belong to a kind. */
const CODE_OF: Partial<Record<RecordKind, RegExp>> = {
  antenatal: /^K\d$/,
  postnatal: /^KF\d$/,
  newborn: /^KN\d$/,
};
/** Under this age in months a child is measured lying (WHO growth standards). */
const LYING_MONTHS = 24;

/** The draft of a record that begins now (epoch milliseconds): the kind, the visit that is due, the week. */
export function begin(
  key: string,
  about: About,
  patient: Patient,
  kinds: RecordKind[],
  last: VisitRecord | undefined,
  due: { code?: string } | undefined,
  now: number,
): Draft {
  const today = day(now);
  const draft = newDraft(key, about, about.kind ?? guessKind(patient, kinds, last), today, now);
  if (due?.code && CODE_OF[draft.kind]?.test(due.code)) draft.typed[draft.kind + '.code'] = due.code;
  const weeks = weeksOn(patient.due, today);
  if (draft.kind === 'antenatal' && weeks) draft.typed['antenatal.weeks'] = String(weeks);
  if (draft.kind === 'child' && patient.months >= 0)
    draft.typed['vitals.lying'] = patient.months < LYING_MONTHS ? 'yes' : 'no';
  return draft;
}
