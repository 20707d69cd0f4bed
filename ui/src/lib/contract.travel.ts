/** The rows of how long ways take: the weather of a village and day, the pauses somebody keeps. */
import type { Id, Stamp } from './contract';

/** The kinds of weather, the worst last; dry takes back what was said. */
export const WEATHERS = ['dry', 'rain', 'flood'] as const;
export type Sky = (typeof WEATHERS)[number];

/** What was said of a village on a day. */
export interface TravelWeather {
  id: Id;
  /** Empty: all villages of which nothing of their own is said. */
  village: Id;
  /** YYYY-MM-DD. */
  day: string;
  kind: Sky;
  by_name?: string;
  at?: Stamp;
  /** How much longer a way takes, in hundredths. */
  factor: number;
}
/** What a worker keeps; its id is the worker's. Who has no row keeps what is usual and does not work by night. */
export interface TravelHabit {
  id: Id;
  keeps: string[];
  night: boolean;
  night_said?: 'self' | 'told' | '';
  night_at?: Stamp | null;
}
/** How the health centre measures ways and pauses: GET travel. */
export interface Measured {
  windows: { word: string; from: string; until: string; minutes: number; weekday: number; when: string }[];
  usual: string[];
  night_from: string;
  night_to: string;
  trips: number;
  classes: unknown[];
  until?: string;
}
export interface TravelRows {
  travel_weather: TravelWeather;
  travel_habit: TravelHabit;
}
