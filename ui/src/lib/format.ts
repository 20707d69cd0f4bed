import { t, type Language } from './text';

const ZONES: Record<string, string> = { WIB: 'Asia/Jakarta', WITA: 'Asia/Makassar', WIT: 'Asia/Jayapura' };

let zone = 'Asia/Jakarta';
let locale = 'id-ID';

/** Sets the facility's zone (a name of the tz database, or WIB, WITA, WIT) and the language of dates. */
export function reckon(name: string, language: Language): void {
  zone = ZONES[name] ?? (name || 'Asia/Jakarta');
  locale = language === 'id' ? 'id-ID' : 'en-GB';
}

type When = string | number | Date | null | undefined;
function part(when: When, options: Intl.DateTimeFormatOptions, tag = locale): string {
  if (when === null || when === undefined || when === '') return '';
  const date = new Date(when);
  return Number.isNaN(date.getTime())
    ? ''
    : new Intl.DateTimeFormat(tag, { timeZone: zone, ...options }).format(date);
}

/** 14.30, in both languages: it is what the clock on the wall of the health centre says. */
export function hour(when: When): string {
  return part(when, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, 'en-GB').replace(':', '.');
}
/** 14.30.05, for an audit. */
export function second(when: When): string {
  const options = { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' } as const;
  return part(when, options, 'en-GB').replaceAll(':', '.');
}
/** 21 Nov 2026 */
export function date(when: When): string {
  return part(when, { day: 'numeric', month: 'short', year: 'numeric' });
}
/** Kamis 19 Nov */
export function weekday(when: When): string {
  return part(when, { weekday: 'long', day: 'numeric', month: 'short' }).replace(',', '');
}
/** November 2026 */
export function month(when: When): string {
  return part(when, { month: 'long', year: 'numeric' });
}
/** 2026-11-21, the civil day in the facility's zone. */
export function day(when: When): string {
  return part(when, { year: 'numeric', month: '2-digit', day: '2-digit' }, 'en-CA');
}
/** Hour, with the day in front when it is not today: "besok 12.10", "22 Nov 12.10". */
export function moment(when: When, now: number): string {
  if (!when) return '';
  if (day(when) === day(now)) return hour(when);
  if (day(when) === day(now + 86_400_000)) return t('time.tomorrow', { hour: hour(when) });
  return `${part(when, { day: 'numeric', month: 'short' })} ${hour(when)}`;
}
/** Minutes as words: "1 jam 53 menit", "3 hari". */
export function duration(minutes: number): string {
  const whole = Math.max(0, Math.floor(minutes));
  if (whole >= 2 * 24 * 60) return t('time.days', { n: Math.floor(whole / 1440) });
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  if (hours === 0) return t('time.minutes', { n: rest });
  return rest === 0 ? t('time.hours', { n: hours }) : t('time.hours_minutes', { h: hours, m: rest });
}
/** The same where room is short: "1 j 53 mnt". */
export function short(minutes: number): string {
  const whole = Math.max(0, Math.floor(minutes));
  if (whole >= 2 * 24 * 60) return t('time.days', { n: Math.floor(whole / 1440) });
  const [hours, rest] = [Math.floor(whole / 60), whole % 60];
  return hours === 0 ? t('time.short_minutes', { n: rest }) : t('time.short_hours', { h: hours, m: rest });
}
/** Rp 25.000; in English Rp 25,000. */
export function rupiah(amount: number): string {
  return `${amount < 0 ? '-' : ''}Rp ${number(Math.abs(Math.round(amount)))}`;
}
/** 1.234,5; in English 1,234.5: at most so many digits of a fraction. Go writes it alike (core/text). */
export function number(amount: number, digits = 0): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits }).format(amount);
}
/** The number as somebody types it into a field: nothing between thousands. */
export function asTyped(amount: number, digits = 0): string {
  return new Intl.NumberFormat(locale, { maximumFractionDigits: digits, useGrouping: false }).format(amount);
}
/** What stands before a fraction: a comma, in English a point. */
export function mark(): string {
  return locale === 'id-ID' ? ',' : '.';
}
/**
 * A whole number as it was typed, with "Rp" before it or not: "1500000", "1.500.000", "1,500,000", "1 500 000". NaN
 * for everything else, also for "1.50", which is no amount that anybody means.
 */
export function wholeOf(words: string): number {
  const plain = words.trim().replace(/^rp\.?\s*/i, '');
  return /^\d+$|^\d{1,3}(?:([., ])\d{3})(?:\1\d{3})*$/.test(plain)
    ? Number(plain.replace(/\D/g, ''))
    : Number.NaN;
}

/** The instant of a civil day and clock time ("14:30") in the facility's zone. */
export function instantOf(civil: string, clock: string): string {
  const asUtc = Date.parse(`${civil}T${clock}:00Z`);
  // The zone's distance from UTC at about that time, read off its own clock; Indonesia has no summer time.
  const shown = part(asUtc, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, 'en-GB');
  const [h = 0, m = 0] = shown.split(':').map(Number);
  const [ch = 0, cm = 0] = clock.split(':').map(Number);
  let ahead = h * 60 + m - (ch * 60 + cm);
  if (day(asUtc) > civil) ahead += 1440;
  if (day(asUtc) < civil) ahead -= 1440;
  return new Date(asUtc - ahead * 60_000).toISOString();
}
