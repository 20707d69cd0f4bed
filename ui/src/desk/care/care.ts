// What the map of care shows of what the server told: pure, so that map, list and paper say the same.
import type { Id } from '../../lib/contract';
import { matches } from '../../lib/queue';
import type { Tables } from '../../lib/tables';
import { AGES, type Age, type Band, BANDS, type CareTotal, type CareVillage } from './ask';

export const LAYERS = ['houses', 'findings', 'posts'] as const;
export type Layer = (typeof LAYERS)[number];
export const GROUPS = ['pregnant', 'postpartum', 'newborn', 'child', 'elder'] as const;

/** What is shown: every set holds what is left out, so that nothing chosen shows all. */
export interface Narrowed {
  layers: Layer[];
  bands: Band[];
  ages: Age[];
  group: string;
  /** Only kenthongan that something is missing of. */
  wanting: boolean;
  word: string;
}
export const all = (): Narrowed => ({
  layers: [...LAYERS],
  bands: [...BANDS],
  ages: [...AGES],
  group: '',
  wanting: false,
  word: '',
});

/** A line of the list, and where there is a point a mark on the map. */
export interface Mark {
  id: string;
  layer: Layer;
  /** The house's code; none where it may not be shown. */
  code: string;
  names: string[];
  people: Id[];
  groups: string[];
  at?: { lat: number; lon: number };
  /** What stands in the mark: days, or how many would come. */
  figure: string;
  /** Of a house its band, of a finding its age, of a post ready or wanting. */
  look: Band | Age | 'ready' | 'wanting';
  days: number;
  kind: string;
  overdue: boolean;
  want: string[];
}

/** Somebody's name, as the rows of this reader hold it. */
export function nameOf(rows: Tables, id: Id, rounds: Map<Id, string>): string {
  return rows.get('person', id)?.name ?? rounds.get(id) ?? '';
}
export const namesIn = (rows: Tables): Map<Id, string> =>
  new Map(rows.all('round').map((round) => [round.person || round.id, round.name]));

/** The marks of a village, those who wait longest first, then findings by age, then kenthongan that want something. */
export function marksOf(rows: Tables, shown: CareVillage, by: Narrowed): Mark[] {
  const names = namesIn(rows);
  const marks = [...housesOf(rows, names, shown), ...findingsOf(shown), ...postsOf(shown)];
  return marks.filter((mark) => wanted(mark, by));
}

const blank = { code: '', names: [], people: [], groups: [], kind: '', overdue: false, want: [] };

function housesOf(rows: Tables, names: Map<Id, string>, shown: CareVillage): Mark[] {
  const worded = (people: Id[]) => people.map((id) => nameOf(rows, id, names)).filter(Boolean);
  const figure = (days: number) => (days < 0 ? '–' : String(days));
  const placed = shown.houses.map((h): Mark => ({
    ...blank,
    id: h.house ?? h.people[0] ?? '',
    layer: 'houses',
    code: h.code ?? '',
    names: worded(h.people),
    people: h.people,
    groups: h.groups,
    at: { lat: h.lat, lon: h.lon },
    figure: figure(h.days),
    look: h.band,
    days: h.days,
  }));
  const rest = shown.unplaced.map((u): Mark => ({
    ...blank,
    id: u.person,
    layer: 'houses',
    names: worded([u.person]),
    people: [u.person],
    groups: u.groups,
    figure: figure(u.days),
    look: u.band,
    days: u.days,
  }));
  const waits = (mark: Mark) => (mark.days < 0 ? Infinity : mark.days);
  return [...placed, ...rest].sort((a, b) => {
    const [x, y] = [waits(a), waits(b)];
    return x === y ? a.id.localeCompare(b.id) : y > x ? 1 : -1;
  });
}

function findingsOf(shown: CareVillage): Mark[] {
  return shown.findings.map((f): Mark => ({
    ...blank,
    id: f.finding,
    layer: 'findings',
    code: f.code ?? '',
    ...(f.at ? { at: f.at } : {}),
    figure: String(f.days),
    look: f.age,
    days: f.days,
    kind: f.kind,
    overdue: f.overdue === true,
  }));
}

function postsOf(shown: CareVillage): Mark[] {
  return shown.posts.map((p): Mark => ({
    ...blank,
    id: p.post,
    layer: 'posts',
    code: p.code ?? '',
    ...(p.at ? { at: p.at } : {}),
    figure: String(p.responders),
    look: p.want.length > 0 ? 'wanting' : 'ready',
    days: 0,
    want: p.want,
  }));
}

function wanted(mark: Mark, by: Narrowed): boolean {
  if (!by.layers.includes(mark.layer)) return false;
  if (mark.layer === 'houses' && !by.bands.includes(mark.look as Band)) return false;
  if (mark.layer === 'findings' && !by.ages.includes(mark.look as Age)) return false;
  if (mark.layer === 'posts' && by.wanting && mark.want.length === 0) return false;
  if (by.group && mark.layer === 'houses' && !mark.groups.includes(by.group)) return false;
  return matches(by.word, mark.code, ...mark.names);
}

/** The flag of a look, for what is drawn together: of several the gravest speaks. */
export const flagOf = (mark: Mark): number => 1 << Math.max(0, BANDS.indexOf(mark.look as Band));
export function gravest(flags: number): Band {
  return [...BANDS].reverse().find((_, i) => flags & (1 << (BANDS.length - 1 - i))) ?? 'fresh';
}

/** The people of a village who wait: past their rhythm, or never visited. */
export const waiting = (total: CareTotal): number => total.due + total.long + total.never;

/** What tells one mark from every other: its layer and its row. */
export const keyOf = (m: Mark): string => m.layer + ' ' + m.id;
