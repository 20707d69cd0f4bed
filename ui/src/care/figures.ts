// The figures of a visit record: what is asked with which kind, how it is typed and kept. Pure.
import type { RecordKind, VisitRecord } from '../lib/contract.care';
import { asTyped } from '../lib/format';

/** Where a figure stands in the body of a record: its part, a dot, its field. */
export type Path = `${'vitals' | 'antenatal' | 'elder'}.${string}`;

export interface Figure {
  path: Path;
  /** The unit people write beside it: as it stands, or a word of the catalogue (record.unit_<unit>). */
  unit: string;
  /** What is kept for one of the unit: 10 keeps tenths, 1000 keeps grams of kilograms. */
  scale: number;
  /** Digits after the comma that are worth typing. */
  digits: number;
}
const figure = (path: Path, unit: string, scale = 1, digits = 0): Figure => ({ path, unit, scale, digits });

export const FIGURES: Figure[] = [
  figure('vitals.systolic_mmhg', 'mmHg'),
  figure('vitals.diastolic_mmhg', 'mmHg'),
  figure('vitals.pulse_per_min', 'minute'),
  figure('vitals.breaths_per_min', 'minute'),
  figure('vitals.temperature_tenths', '°C', 10, 1),
  figure('vitals.saturation_percent', '%'),
  figure('vitals.glucose_mg_dl', 'mg/dL'),
  figure('vitals.weight_g', 'kg', 1000, 2),
  figure('vitals.length_mm', 'cm', 10, 1),
  figure('vitals.muac_mm', 'cm', 10, 1),
  figure('antenatal.weeks', 'week'),
  figure('antenatal.fundal_mm', 'cm', 10, 1),
  figure('antenatal.heartbeat_per_min', 'minute'),
  figure('antenatal.haemoglobin_tenths', 'g/dL', 10, 1),
  figure('elder.falls', 'times'),
  figure('elder.meals_per_day', 'times'),
];
const BY_PATH = new Map(FIGURES.map((one) => [one.path, one]));
export const figureOf = (path: Path): Figure => BY_PATH.get(path)!;

const PRESSURE: Path[] = ['vitals.systolic_mmhg', 'vitals.diastolic_mmhg'];
const BREATH: Path[] = ['vitals.temperature_tenths', 'vitals.breaths_per_min', 'vitals.pulse_per_min'];
const GROWTH: Path[] = ['vitals.weight_g', 'vitals.length_mm', 'vitals.muac_mm'];

/** What is measured at a visit of a kind, in the order of the hands: cuff, watch, scale. */
const ASKED: Record<RecordKind, Path[]> = {
  general: [...PRESSURE, ...BREATH, 'vitals.saturation_percent', 'vitals.glucose_mg_dl', 'vitals.weight_g'],
  antenatal: [
    ...PRESSURE,
    'antenatal.weeks',
    'vitals.weight_g',
    'vitals.muac_mm',
    'antenatal.fundal_mm',
    'antenatal.heartbeat_per_min',
    'antenatal.haemoglobin_tenths',
    'vitals.temperature_tenths',
  ],
  postnatal: [...PRESSURE, ...BREATH],
  newborn: ['vitals.weight_g', 'vitals.length_mm', ...BREATH],
  child: [...GROWTH, 'vitals.temperature_tenths', 'vitals.breaths_per_min'],
  elder: [
    'elder.falls',
    'elder.meals_per_day',
    ...PRESSURE,
    ...BREATH,
    'vitals.saturation_percent',
    'vitals.glucose_mg_dl',
    'vitals.weight_g',
  ],
};

/** A cadre weighs and measures small children, and asks elders; the rest is a health worker's. */
export function asksOf(kind: RecordKind, cadre: boolean): Path[] {
  if (!cadre) return ASKED[kind];
  return kind === 'child' ? GROWTH : ASKED[kind].filter((path) => path.startsWith('elder.'));
}

/** The kinds somebody may write. */
export function kindsOf(health: boolean): RecordKind[] {
  return health ? ['general', 'antenatal', 'postnatal', 'newborn', 'child', 'elder'] : ['child', 'elder'];
}

/**
 * What was typed as it is kept: "36,5" is 365 tenths. Comma and point both stand before the fraction, for people write
 * both; undefined where it is no figure.
 */
export function keptOf(path: Path, typed: string): number | undefined {
  const plain = typed.trim().replace(',', '.');
  if (!/^\d{1,4}(\.\d{1,3})?$/.test(plain)) return undefined;
  return Math.round(Number(plain) * figureOf(path).scale);
}

/** What is kept, as people write it: 365 tenths is "36,5", in English "36.5". */
export function typedOf(path: Path, kept: number): string {
  const { scale, digits } = figureOf(path);
  return asTyped(kept / scale, digits);
}

/** The figure of a record at a place. */
export function valueIn(record: VisitRecord | undefined, path: Path): number | undefined {
  const [part, field] = path.split('.') as ['vitals' | 'antenatal' | 'elder', string];
  const value = (record?.[part] as Record<string, unknown> | undefined)?.[field];
  return typeof value === 'number' ? value : undefined;
}
