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
  const flat = projection(spots);
  const points = spots.map((spot) => flat(spot));
  const fit = fitting(points, reachOf(points), width, height);
  const place = (point: { lat: number; lon: number }) => fit(flat(point));
  return { width, height, cells: cellsOf(spots, points.map(fit)), place };
}

function cellsOf(spots: Spot[], points: XY[]): Cell[] {
  const reach = reachOf(points);
  return spots.map((spot, i): Cell => {
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
}

/** Flat projection around the middle of the spots: east and south positive, in degrees of latitude. */
function projection(spots: Spot[]): Mosaic['place'] {
  const lats = spots.map((spot) => spot.lat);
  const middle = spots.length ? (Math.min(...lats) + Math.max(...lats)) / 2 : 0;
  const squeeze = Math.cos((middle * Math.PI) / 180);
  return ({ lat, lon }) => [lon * squeeze, -lat];
}

/** Where there is one village only it reaches this far, in degrees of latitude (about 2 km). */
const ALONE = 0.018;
/** How far an outer cell reaches: a little less than the usual distance between neighbours. */
function reachOf(points: XY[]): number {
  if (points.length < 2) return points.length ? ALONE : 0;
  const nearest = points.map(([x, y], i) =>
    Math.min(...points.filter((_, j) => j !== i).map(([a, b]) => Math.hypot(a - x, b - y))),
  );
  return (nearest.reduce((total, d) => total + d, 0) / points.length) * 0.82;
}

/** Scales and moves so that every cell fits, with a little air. */
function fitting(points: XY[], reach: number, width: number, height: number): (point: XY) => XY {
  const AIR = 6;
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const span = (values: number[]) =>
    (values.length ? Math.max(...values) - Math.min(...values) : 0) + 2 * reach;
  const middle = (values: number[]) => (values.length ? (Math.max(...values) + Math.min(...values)) / 2 : 0);
  const scale = Math.min((width - 2 * AIR) / (span(xs) || 1), (height - 2 * AIR) / (span(ys) || 1));
  const [mx, my] = [middle(xs), middle(ys)];
  return ([x, y]) => [width / 2 + (x - mx) * scale, height / 2 + (y - my) * scale];
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
  return outline.length
    ? 'M' + outline.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L') + 'Z'
    : '';
}

/** A gentle bend from one point to another, as a way is drawn where no street is known. */
export function bend([x, y]: XY, [a, b]: XY): string {
  const [mx, my] = [(x + a) / 2 - (b - y) * 0.15, (y + b) / 2 + (a - x) * 0.15];
  return `M${x.toFixed(1)} ${y.toFixed(1)}Q${mx.toFixed(1)} ${my.toFixed(1)} ${a.toFixed(1)} ${b.toFixed(1)}`;
}
