import * as L from 'leaflet';
import { number } from '../../lib/format';
import { mosaicOf } from '../../lib/mosaic';
import { t } from '../../lib/text';
import type { Outlines } from './ask';
import type { Cluster } from './cluster';
import type { Face } from './face';

/** A village as far as the map needs it. */
export interface Middle {
  id: string;
  name: string;
  lat: number;
  lon: number;
}

/** The pane of what lies beneath everything else. */
export const BENEATH = 'beneath';

/** The villages' outlines with their names; where nobody has given any, soft shapes. */
export function villages(on: L.LayerGroup, outlines: Outlines | null, middles: Middle[]): void {
  for (const { properties, geometry } of outlines?.features ?? []) {
    const rings = geometry.coordinates.map((polygon) =>
      polygon.map((ring) => ring.map(([lon, lat]): [number, number] => [lat ?? 0, lon ?? 0])),
    );
    L.polygon(rings, { className: 'outline', interactive: false, weight: 2, fill: true }).addTo(on);
    label(on, properties.name, L.polygon(rings).getBounds().getCenter());
  }
  if (outlines?.features.length) return;
  mosaic(on, middles);
  for (const v of middles) label(on, v.name, L.latLng(v.lat, v.lon));
}

/** Soft shapes around the villages' middles: they are no borders. */
function mosaic(on: L.LayerGroup, middles: Middle[]): void {
  const soft = mosaicOf(middles, 1000, 1000);
  const origin = soft.place({ lat: 0, lon: 0 });
  const unit = soft.place({ lat: 1, lon: 1 });
  const earth = ([x, y]: readonly [number, number]): [number, number] => [
    (y - origin[1]) / (unit[1] - origin[1]),
    (x - origin[0]) / (unit[0] - origin[0]),
  ];
  for (const cell of soft.cells)
    L.polygon(cell.outline.map(earth), {
      pane: BENEATH,
      className: 'soft',
      interactive: false,
      weight: 0,
    }).addTo(on);
}

function label(on: L.LayerGroup, name: string, at: L.LatLng): void {
  const words = Object.assign(document.createElement('span'), { textContent: name });
  const icon = L.divIcon({ className: 'village', html: words, iconSize: [0, 0] });
  L.marker(at, { icon, interactive: false, keyboard: false }).addTo(on);
}

/** A dot or a gathering of them as an icon, with what it says to whoever does not see it. */
export function spot(c: Cluster, own: Face | undefined, danger: number): { icon: L.DivIcon; title: string } {
  const { node, size, title } = drawn(c, own, danger);
  return { icon: L.divIcon({ html: node, className: 'spot', iconSize: [size, size] }), title };
}

function drawn(
  c: Cluster,
  own: Face | undefined,
  danger: number,
): { node: HTMLElement; size: number; title: string } {
  const node = document.createElement('span');
  const many = Math.min(56, 30 + 6 * Math.log10(c.n) * 2);
  node.className = c.n === 1 ? 'dot' : 'many';
  if (own) {
    node.textContent = own.words;
    node.dataset['look'] = own.look;
    if (own.small) node.append(Object.assign(document.createElement('small'), { textContent: own.small }));
    return { node, size: c.n === 1 ? (own.size ?? 22) : Math.max(many, 40), title: own.title };
  }
  if (c.flags & danger) node.dataset['warm'] = '';
  node.textContent = c.n === 1 ? '' : number(c.n);
  const title = c.n === 1 ? t('regmap.house') : t('regmap.houses', { n: number(c.n) });
  return { node, size: c.n === 1 ? 22 : many, title };
}
