// Whom a record is about, as far as this phone knows. Pure.
import { monthsOld } from '../lib/age';
import type { Id } from '../lib/contract';
import type { RecordKind, VisitRecord } from '../lib/contract.care';
import type { Tables } from '../lib/tables';
import type { About } from './about';

export interface Patient {
  person: Id;
  name: string;
  born: string;
  /** Whole months of age on the day; -1 when the day of birth is not known. */
  months: number;
  /** The day a birth is expected on, where one is. */
  due: string;
  village: string;
  phone: string;
}

/** The records of a person that stand, the newest first; what was corrected stands behind its correction. */
export function recordsOf(rows: Tables, person: Id): VisitRecord[] {
  return rows
    .where('visit_record', (record) => record.person === person && !record.replaced_by)
    .sort((a, b) => b.on.localeCompare(a.on) || b.recorded_at.localeCompare(a.recorded_at));
}

/** All versions of what one record says, the newest first; the record itself is among them. */
export function versionsOf(rows: Tables, id: Id): VisitRecord[] {
  const versions: VisitRecord[] = [];
  let newest = rows.get('visit_record', id);
  for (let next = newest; next; next = rows.get('visit_record', next.replaced_by)) {
    newest = next;
    if (versions.push(next) > 50) break;
  }
  const chain: VisitRecord[] = [];
  for (let one = newest; one && chain.length <= 50; one = rows.get('visit_record', one.corrects))
    chain.push(one);
  return chain;
}

/** What stands at a person and is not in the record system in use yet, the oldest first. */
export function notCopied(rows: Tables): VisitRecord[] {
  return rows
    .where('visit_record', (record) => !record.replaced_by && !record.copied_at)
    .sort((a, b) => a.on.localeCompare(b.on) || a.recorded_at.localeCompare(b.recorded_at));
}

/** The record of a figure that was taken last, for every place that asks for one. */
export function lastWith(
  records: VisitRecord[],
  has: (record: VisitRecord) => boolean,
): VisitRecord | undefined {
  return records.find(has);
}

/** Who lies in the bed: of the register, the visit, or an earlier record, whatever of these the phone holds. */
export function patientOf(rows: Tables, about: About, today: string): Patient {
  const visit = rows.get('home_visit', about.visit);
  const id = about.person || visit?.person || rows.get('need_case', about.visit)?.people[0]?.id || '';
  const person = rows.get('person', id);
  const last = id ? recordsOf(rows, id)[0] : undefined;
  const round = rows.get('round', id);
  const born = person?.born ?? '';
  return {
    person: id,
    name: person?.name || visit?.patient_name || round?.name || last?.person_name || '',
    born,
    months: monthsOld(born, today),
    due: person?.due ?? '',
    village: person?.village || visit?.village || round?.village || last?.village || '',
    phone: person?.phones?.[0] || visit?.patient_phone || '',
  };
}

/** Newborn until the second month: KN3 ends on day 28. Elders are of sixty and more. */
const NEWBORN_MONTHS = 1;
const CHILD_MONTHS = 60;
const ELDER_MONTHS = 60 * 12;

/** The kind that a visit to somebody most likely is; it can be changed. */
export function guessKind(patient: Patient, may: RecordKind[], last: VisitRecord | undefined): RecordKind {
  const kind = guess(patient, last);
  return may.includes(kind) ? kind : (may[0] ?? 'general');
}
function guess({ months, due }: Patient, last: VisitRecord | undefined): RecordKind {
  if (months >= 0 && months < NEWBORN_MONTHS) return 'newborn';
  if (months >= 0 && months < CHILD_MONTHS) return 'child';
  if (due) return 'antenatal';
  if (months >= ELDER_MONTHS) return 'elder';
  return months < 0 && last ? last.kind : 'general';
}

/** Whole weeks of pregnancy on a day: a birth is expected 40 weeks after the last bleeding. */
export function weeksOn(due: string, on: string): number | undefined {
  const left = (Date.parse(due) - Date.parse(on)) / 86_400_000;
  const weeks = Math.floor((280 - left) / 7);
  return Number.isNaN(weeks) || weeks < 1 || weeks > 45 ? undefined : weeks;
}

/**
 * The number of the request that a record's danger signs opened or joined, once this phone knows of it. A correction
 * that saw nothing new opens nothing: the version before it says which.
 */
export function requestOf(rows: Tables, record: VisitRecord): string | undefined {
  const from = versionsOf(rows, record.id).filter((one) => (one.version ?? 1) <= (record.version ?? 1));
  for (const one of from) {
    const id = one.request;
    const known = rows.get('need_case', id)?.number || rows.get('home_visit', id)?.number;
    if (one.request_number || known) return one.request_number || known;
  }
  return undefined;
}
