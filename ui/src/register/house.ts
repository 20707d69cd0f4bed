import type { BodyOf } from '../lib/verbs';
import type { Page } from './people';

/** What a form about a house holds while it is filled in. */
export interface Site {
  village: string;
  code: string;
  group: string;
  hamlet: string;
  rt: string;
  rw: string;
  street: string;
  landmark: string;
  directions: string;
  home: { lat: number; lon: number } | null;
  photos: string[];
  hidden_address: boolean;
}

export function emptyHouse(village = ''): Site {
  return {
    village,
    code: '',
    group: '',
    hamlet: '',
    rt: '',
    rw: '',
    street: '',
    landmark: '',
    directions: '',
    home: null,
    photos: [],
    hidden_address: false,
  };
}

export function siteOf(house: NonNullable<Page['house']>): Site {
  return {
    ...emptyHouse(house.village),
    code: house.code ?? '',
    group: house.ten_house_group ?? '',
    hamlet: house.hamlet ?? '',
    rt: house.rt ?? '',
    rw: house.rw ?? '',
    street: house.street ?? '',
    landmark: house.landmark ?? '',
    directions: house.directions ?? '',
    home: house.home ?? null,
    photos: house.photos ?? [],
    hidden_address: !!house.hidden_address,
  };
}

/** The body of registry.set_house: how the house stands from now on, whole. */
export function houseBody(site: Site, house: string): BodyOf<'registry.set_house'> {
  const text = {
    code: site.code,
    ten_house_group: site.group,
    hamlet: site.hamlet,
    rt: site.rt,
    rw: site.rw,
  };
  const way = { street: site.street, landmark: site.landmark, directions: site.directions };
  const said = Object.entries({ ...text, ...way })
    .map(([key, value]) => [key, value.trim()])
    .filter(([, value]) => value !== '');
  return {
    house,
    village: site.village,
    ...Object.fromEntries(said),
    ...(site.home ? { home: site.home } : {}),
    ...(site.photos.length ? { photos: site.photos } : {}),
    ...(site.hidden_address ? { hidden_address: true } : {}),
  };
}
