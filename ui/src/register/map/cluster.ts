/** One point of the map as the server sends it: id, latitude, longitude, flags. */
export type Dot = [id: string, lat: number, lon: number, flags: number];

/** Points that lie too near to each other to be told apart at a zoom. */
export interface Cluster {
  /** Of one point alone its id, of more the cell they lie in: stable while the map is moved. */
  key: string;
  lat: number;
  lon: number;
  /** How many points; `flags` are those that any of them has. */
  n: number;
  flags: number;
  dots: Dot[];
}

/** The earth is this many pixels wide at zoom 0 (web mercator, as tiles are cut). */
const TILE = 256;
/** Side of a cell in pixels: a marker with a number fits into it with air around. */
const CELL = 64;
/** From this zoom on houses are shown one by one: a village street fits the screen. */
export const SINGLE_FROM = 17;

function pixel(lat: number, lon: number, zoom: number): [number, number] {
  const scale = TILE * 2 ** zoom;
  const sin = Math.sin((lat * Math.PI) / 180);
  return [((lon + 180) / 360) * scale, (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * scale];
}

/**
 * Gathers points in a grid of screen cells. A grid and no library: of 6,000 points only the hundred that are drawn
 * become markers, it takes a few milliseconds on a phone, and it is forty lines that can be tested.
 */
export function clusters(dots: Dot[], zoom: number): Cluster[] {
  const cells = new Map<string, Dot[]>();
  for (const dot of dots) {
    const [x, y] = pixel(dot[1], dot[2], zoom);
    const cell = zoom >= SINGLE_FROM ? dot[0] : Math.floor(x / CELL) + ':' + Math.floor(y / CELL);
    const there = cells.get(cell);
    if (there) there.push(dot);
    else cells.set(cell, [dot]);
  }
  return [...cells].map(([cell, inside]) => ({
    key: inside.length === 1 ? inside[0]![0] : zoom + '/' + cell,
    lat: inside.reduce((sum, dot) => sum + dot[1], 0) / inside.length,
    lon: inside.reduce((sum, dot) => sum + dot[2], 0) / inside.length,
    n: inside.length,
    flags: inside.reduce((all, dot) => all | dot[3], 0),
    dots: inside,
  }));
}
