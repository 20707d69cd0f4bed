// How a changed setting is read out: its words where the catalogue has them, else as it is written.
import { number } from '../../lib/format';
import { has, t } from '../../lib/text';

const said = (kind: string, word: string): string =>
  has(`policy.${kind}_${word}`) ? t(`policy.${kind}_${word}`) : word;

export const sectionName = (section: string): string => said('s', section);

/** Where a setting stands: fields by their words, items of lists by what they are called. */
export const pathName = (path: string[]): string =>
  path.map((part) => said(has('policy.f_' + part) ? 'f' : 'v', part)).join(' › ');

/** A value in one line; what is not there is said to be none, and a year has no thousands. */
export function valueOf(value: unknown, field = ''): string {
  if (value === undefined || value === null || value === '') return t('policy.v_none');
  if (typeof value === 'number') return field.endsWith('year') ? String(value) : number(value, 4);
  if (Array.isArray(value)) return value.map((one) => valueOf(one, field)).join(', ') || t('policy.v_none');
  if (typeof value === 'object')
    return Object.entries(value)
      .map(([name, of]) => `${said('f', name)}: ${valueOf(of, name)}`)
      .join('; ');
  return said(field === 'figure' ? 'f' : 'v', String(value));
}
