// What the map of care asks the server; each rejects with a Problem, or with whatever a missing line throws.
import { json } from '../../lib/api';
import type { Id } from '../../lib/contract';

/** How long nobody came: within one rhythm, within two, longer, or never. From the best to the worst. */
export const BANDS = ['fresh', 'due', 'long', 'never'] as const;
export type Band = (typeof BANDS)[number];
export interface CareHouse {
  /** None of somebody who is in no household yet. */
  house?: Id;
  code?: string;
  lat: number;
  lon: number;
  /** Of the one there who waits longest; -1: nobody ever came. */
  days: number;
  band: Band;
  people: Id[];
  groups: string[];
}
export interface Unplaced {
  person: Id;
  days: number;
  band: Band;
  groups: string[];
}
export const AGES = ['month', 'quarter', 'older'] as const;
export type Age = (typeof AGES)[number];
interface At {
  lat: number;
  lon: number;
}
export interface CareFinding {
  finding: Id;
  number?: string;
  kind: string;
  state: string;
  code?: string;
  days: number;
  age: Age;
  overdue?: boolean;
  at?: At;
}
export interface CarePost {
  post: Id;
  code?: string;
  responders: number;
  want: string[];
  at?: At;
}
export interface CareTotal {
  village: Id;
  watched: number;
  fresh: number;
  due: number;
  long: number;
  never: number;
  findings: number;
  findings_month: number;
  findings_quarter: number;
  findings_older: number;
  overdue: number;
  oldest_days: number;
  posts: number;
  posts_wanting: number;
}
export interface CareVillage {
  today: string;
  rhythm_days: number;
  total: CareTotal;
  houses: CareHouse[];
  unplaced: Unplaced[];
  findings: CareFinding[];
  posts: CarePost[];
}
export interface CareOverview {
  today: string;
  rhythm_days: number;
  villages: CareTotal[];
}

export const overview = () => json<CareOverview>('GET', 'care/map');
export const village = (id: Id) => json<CareVillage>('GET', 'care/map/' + encodeURIComponent(id));
