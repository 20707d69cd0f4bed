// Where the words of villages stand on a map of soft shapes: in the middle of what is left of each shape, and aside
// where two would lie on each other. Pure, so that it can be tried on any map.
import type { Cell, XY } from './mosaic';

/** The middle of a shape's area; of one without an area the mean of its corners. */
export function middleOf(outline: XY[]): XY {
  let [area, x, y] = [0, 0, 0];
  outline.forEach(([ax, ay], i) => {
    const [bx, by] = outline[(i + 1) % outline.length]!;
    const cross = ax * by - bx * ay;
    area += cross / 2;
    x += ((ax + bx) * cross) / 6;
    y += ((ay + by) * cross) / 6;
  });
  if (Math.abs(area) > 1e-6) return [x / area, y / area];
  const mean = (of: number[]) => of.reduce((sum, n) => sum + n, 0) / (of.length || 1);
  return [mean(outline.map(([a]) => a)), mean(outline.map(([, b]) => b))];
}

/** How wide a letter is beside its height, in our typeface: measured over the names of villages, rounded up. */
const LETTER = 0.6;
/** How many times words are moved: more than any map of a health centre needed. */
const ROUNDS = 60;

/** The middle of each village's words: its figure above its name, both `size` high, without two lying on each other. */
export function lettered(cells: Cell[], size: number, width: number, height: number): Map<string, XY> {
  const boxes = cells.map((cell) => {
    const [x, y] = cell.outline.length > 2 ? middleOf(cell.outline) : [cell.x, cell.y];
    return { x, y, w: (Math.max(4, cell.name.length) * LETTER * size) / 2, h: 1.3 * size };
  });
  for (let round = 0, moved = true; moved && round < ROUNDS; round++) {
    moved = false;
    boxes.forEach((a, i) =>
      boxes.slice(i + 1).forEach((b) => {
        const [over, deep] = [a.w + b.w - Math.abs(a.x - b.x), a.h + b.h - Math.abs(a.y - b.y)];
        if (over <= 0 || deep <= 0) return;
        moved = true;
        // The shorter way apart, half of it each.
        if (deep <= over) {
          const by = (deep / 2 + 0.01) * (a.y <= b.y ? 1 : -1);
          [a.y, b.y] = [a.y - by, b.y + by];
        } else {
          const by = (over / 2 + 0.01) * (a.x <= b.x ? 1 : -1);
          [a.x, b.x] = [a.x - by, b.x + by];
        }
      }),
    );
    for (const box of boxes) {
      box.x = Math.min(Math.max(box.x, box.w), width - box.w);
      box.y = Math.min(Math.max(box.y, box.h), height - box.h);
    }
  }
  return new Map(cells.map((cell, i) => [cell.id, [boxes[i]!.x, boxes[i]!.y] as const]));
}
