// What the map asks the server; each rejects with a Problem, or with whatever a missing line throws.
import { json } from '../../lib/api';
import type { BodyOf } from '../../lib/verbs';
import type { Dot } from './cluster';
import type { ListLine } from '../lists/ask';

export interface Points {
  points: Dot[];
  flags: string[];
  total: number;
  more: boolean;
  pointless: number;
}
export interface HouseCard {
  house: string;
  code: string;
  village: string;
  ten_house_group?: string;
  hidden_address?: boolean;
  hamlet?: string;
  rt?: string;
  rw?: string;
  street?: string;
  landmark?: string;
  directions?: string;
  home?: { lat: number; lon: number };
  photos: string[];
  people: ListLine[];
  today: string;
}
export interface Outlines {
  features: { properties: { code: string; name: string }; geometry: { coordinates: number[][][][] } }[];
}

export interface Wanted {
  only: string[];
  village: string;
  bbox: string;
}

export function points(wanted: Wanted): Promise<Points> {
  const query = new URLSearchParams();
  if (wanted.only.length) query.set('only', wanted.only.join(','));
  if (wanted.village) query.set('village', wanted.village);
  if (wanted.bbox) query.set('bbox', wanted.bbox);
  return json<Points>('GET', 'register/map?' + query);
}
export const house = (id: string) => json<HouseCard>('GET', 'register/houses/' + id);
export const outlines = () => json<Outlines>('GET', 'map/villages.geojson');

/** registry.set_house with a new point: the verb takes a house whole, so all that is known goes back with it. */
export function placed(card: HouseCard, home: { lat: number; lon: number }): BodyOf<'registry.set_house'> {
  const {
    house: id,
    village,
    code,
    ten_house_group,
    hamlet,
    rt,
    rw,
    street,
    landmark,
    directions,
    photos,
  } = card;
  const told = Object.entries({ code, ten_house_group, hamlet, rt, rw, street, landmark, directions }).filter(
    ([, value]) => value,
  );
  return {
    house: id,
    village,
    ...Object.fromEntries(told),
    home,
    ...(photos.length ? { photos } : {}),
    ...(card.hidden_address ? { hidden_address: true } : {}),
  };
}
