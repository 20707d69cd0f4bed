// The villages' shapes under a map of streets: what is seen where a picture is missing, and without signal.
import * as L from 'leaflet';
import { mosaicOf } from '../lib/mosaic';
import type { Village } from '../lib/contract';

/** Draws them into a pane of their own under the tiles; the class of each is `mosaic`. */
export function drawBeneath(map: L.Map, villages: Village[]): void {
  const size = 1000;
  const mosaic = mosaicOf(villages, size, size);
  // The outlines back on the earth: two reference points give the flat projection's scale.
  const origin = mosaic.place({ lat: 0, lon: 0 });
  const unit = mosaic.place({ lat: 1, lon: 1 });
  const earth = ([x, y]: readonly [number, number]): [number, number] => [
    (y - origin[1]) / (unit[1] - origin[1]),
    (x - origin[0]) / (unit[0] - origin[0]),
  ];
  map.createPane('beneath').style.zIndex = '100';
  for (const cell of mosaic.cells)
    L.polygon(cell.outline.map(earth), {
      pane: 'beneath',
      className: 'mosaic',
      interactive: false,
      weight: 0,
    }).addTo(map);
}
