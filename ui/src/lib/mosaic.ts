/** The village mosaic: soft cells around reference points. They are not borders and are never drawn as such. */
export interface Spot {
  id: string;
  name: string;
  lat: number;
  lon: number;
}
export type XY = readonly [number, number];
export interface Cell extends Spot {
  x: number;
  y: number;
  /** The soft outline in drawing units. */
  outline: XY[];
}
export interface Mosaic {
  width: number;
  height: number;
  cells: Cell[];
  /** Where a point of the earth lies in the drawing. */
  place(point: { lat: number; lon: number }): XY;
}

const SIDES = 28;
/** Half the gap between two neighbours, in drawing units. */
const GAP = 2.5;

export function mosaicOf(spots: Spot[], width: number, height: number): Mosaic {
  const place = projection(spots, width, height);
  const points = spots.map((spot) => place(spot));
  const reach = reachOf(points, Math.min(width, height));
  const cells = spots.map((spot, i): Cell => {
    const [x, y] = points[i]!;
    let outline: XY[] = [];
    for (let k = 0; k < SIDES; k++) {
      const turn = (k / SIDES) * 2 * Math.PI;
      outline.push([x + reach * Math.cos(turn), y + reach * Math.sin(turn)]);
    }
    points.forEach((other, j) => {
      if (j !== i) outline = clip(outline, points[i]!, other);
    });
    return { ...spot, x, y, outline: soften(soften(outline)) };
  });
  return { width, height, cells, place };
}

/** Flat projection around the middle of the spots, with room for the outer cells. */
function projection(spots: Spot[], width: number, height: number): Mosaic['place'] {
  if (spots.length === 0) return () => [width / 2, height / 2];
  const lats = spots.map((spot) => spot.lat);
  const lons = spots.map((spot) => spot.lon);
  const midLat = (Math.min(...lats) + Math.max(...lats)) / 2;
  const midLon = (Math.min(...lons) + Math.max(...lons)) / 2;
  const squeeze = Math.cos((midLat * Math.PI) / 180);
  const spanX = Math.max(0.01, (Math.max(...lons) - Math.min(...lons)) * squeeze);
  const spanY = Math.max(0.01, Math.max(...lats) - Math.min(...lats));
  const scale = Math.min((width * 0.7) / spanX, (height * 0.7) / spanY);
  return ({ lat, lon }) => [width / 2 + (lon - midLon) * squeeze * scale, height / 2 - (lat - midLat) * scale];
}

/** How far an outer cell reaches: a little over the usual distance between neighbours. */
function reachOf(points: XY[], small: number): number {
  const nearest = points.map(([x, y], i) =>
    Math.min(small / 2, ...points.filter((_, j) => j !== i).map(([a, b]) => Math.hypot(a - x, b - y))),
  );
  const sum = nearest.reduce((total, d) => total + d, 0);
  return points.length ? (sum / points.length) * 0.82 : 0;
}

/** Keeps the part of an outline nearer to `own` than to `other`, less the gap (Sutherland-Hodgman on one line). */
function clip(outline: XY[], own: XY, other: XY): XY[] {
  const [dx, dy] = [other[0] - own[0], other[1] - own[1]];
  const length = Math.hypot(dx, dy) || 1;
  const far = ([x, y]: XY) => ((x - own[0]) * dx + (y - own[1]) * dy) / length - (length / 2 - GAP);
  const kept: XY[] = [];
  outline.forEach((point, i) => {
    const before = outline[(i + outline.length - 1) % outline.length]!;
    const [a, b] = [far(before), far(point)];
    if (a > 0 !== b > 0) {
      const t = a / (a - b);
      kept.push([before[0] + (point[0] - before[0]) * t, before[1] + (point[1] - before[1]) * t]);
    }
    if (b <= 0) kept.push(point);
  });
  return kept;
}

/** One round of Chaikin's corner cutting. */
function soften(outline: XY[]): XY[] {
  return outline.flatMap(([x, y], i): XY[] => {
    const [a, b] = outline[(i + 1) % outline.length]!;
    return [
      [x * 0.75 + a * 0.25, y * 0.75 + b * 0.25],
      [x * 0.25 + a * 0.75, y * 0.25 + b * 0.75],
    ];
  });
}

export function path(outline: XY[]): string {
  return outline.length ? 'M' + outline.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L') + 'Z' : '';
}

/** A gentle bend from one point to another, as a way is drawn where no street is known. */
export function bend([x, y]: XY, [a, b]: XY): string {
  const [mx, my] = [(x + a) / 2 - (b - y) * 0.15, (y + b) / 2 + (a - x) * 0.15];
  return `M${x.toFixed(1)} ${y.toFixed(1)}Q${mx.toFixed(1)} ${my.toFixed(1)} ${a.toFixed(1)} ${b.toFixed(1)}`;
}
