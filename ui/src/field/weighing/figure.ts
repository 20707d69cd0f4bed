// Figures as they are typed and read: a comma or a point, kilograms and centimetres. Pure.
import { number } from '../../lib/format';

/** "7,4" with so many places behind the comma as a whole number; 0 is nothing, NaN is no figure. */
export function typed(text: string, places: number): number {
  const plain = text.trim().replace(',', '.');
  if (plain === '') return 0;
  if (!/^\d{1,6}(\.\d*)?$/.test(plain)) return NaN;
  return Math.round(Number(plain) * 10 ** places);
}
/** Grams of a weight in kg, tenths of a millimetre of a length in cm, millimetres of an arm in cm. */
export const grams = (text: string): number => typed(text, 3);
export const tenths = (text: string): number => typed(text, 2);
export const millimetres = (text: string): number => typed(text, 1);

/** 7400 g is "7,4", in English "7.4". */
export const kg = (g: number | undefined): string => (g ? number(g / 1000, 3) : '');
/** 5705 tenths of a millimetre are "57,05". */
export const cm = (t: number | undefined): string => (t ? number(t / 100, 2) : '');
export const armCm = (mm: number | undefined): string => (mm ? number(mm / 10, 1) : '');
/** "+550", "−150". */
export const gained = (g: number): string => (g < 0 ? '\u2212' : '+') + number(Math.abs(g));

/** One more key of the pad: at most three figures before the comma and three behind. */
export function pressed(text: string, key: string): string {
  if (key === 'back') return text.slice(0, -1);
  if (key === ',' || key === '.') return /[.,]/.test(text) ? text : (text || '0') + key;
  const next = (text === '0' ? '' : text) + key;
  return /^\d{0,4}([.,]\d{0,3})?$/.test(next) ? next : text;
}
/** What no scale shows of a child: it is not kept, whoever is sure. */
export const impossible = (g: number): boolean => g !== 0 && (Number.isNaN(g) || g < 500 || g > 45_000);
