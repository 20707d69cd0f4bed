import type { VisitRecord } from '../lib/contract.care';
import { t } from '../lib/text';
import { tell, toast } from '../register/tell';

/** The page of a record on one sheet of A4. */
export const paperOf = (record: VisitRecord): string =>
  '/api/v1/records/' + encodeURIComponent(record.id) + '.pdf';

/** Says that a record stands in the record system in use now; gives the code of a refusal. */
export async function copied(record: VisitRecord): Promise<string | undefined> {
  const told = await tell('health.mark_copied', { record: record.id }, record.id);
  if (told.status === 'refused') return told.code;
  toast(told, t('record.marked'));
  return undefined;
}
