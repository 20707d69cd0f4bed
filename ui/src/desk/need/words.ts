import type { CaseLine, NeedCase } from '../../lib/contract';
import { hour, moment } from '../../lib/format';
import { has, t } from '../../lib/text';

const worded = (key: string, other: string): string => (has(key) ? t(key) : other);

/** The words of a kind of case; the part of one family is worded as its whole. */
export function kindOf(kind: string): string {
  return worded('need.kind_' + kind, kind);
}
export function stepOf(code: string): string {
  return worded('need.step_' + code, code);
}

/** How long until the first answer is due: what the list sorts and colours by. */
export function leftOf(
  c: NeedCase,
  now: number,
): { minutes: number; late: boolean; tone: '' | 'amber' | 'red'; state: 'ok' | 'warn' | 'urgent' | 'late' } {
  const whole = Date.parse(c.due) - Date.parse(c.opened_at);
  const left = Date.parse(c.due) - now;
  const minutes = Math.floor(Math.abs(left) / 60_000);
  if (c.state === 'closed' || Number.isNaN(left)) return { minutes, late: false, tone: '', state: 'ok' };
  if (left < 0) return { minutes, late: true, tone: 'red', state: 'late' };
  const used = 1 - left / whole;
  if (used >= 0.9) return { minutes, late: false, tone: 'red', state: 'urgent' };
  return used >= 0.75
    ? { minutes, late: false, tone: 'amber', state: 'warn' }
    : { minutes, late: false, tone: '', state: 'ok' };
}

/** A line of the timeline as words, with who and the note below. */
export function entryOf(l: CaseLine, last: boolean, now: number) {
  const code = l.code ?? '';
  const words =
    l.kind === 'step'
      ? stepOf(code)
      : t('need.line_' + l.kind, {
          to: l.to_name ?? '',
          what: worded('need.told_' + code, ''),
          outcome: worded('need.outcome_' + code, ''),
          why: worded('need.why_' + code, ''),
        });
  const by = l.approver_name
    ? t('need.by_two', { one: l.by_name ?? '', two: l.approver_name })
    : (l.by_name ?? '');
  const small = [moment(l.at, now) === hour(l.at) ? '' : moment(l.at, now), by, l.note ?? '']
    .filter(Boolean)
    .join(' · ');
  return {
    time: hour(l.at),
    words,
    when: last ? ('next' as const) : ('done' as const),
    ...(small ? { small } : {}),
  };
}
