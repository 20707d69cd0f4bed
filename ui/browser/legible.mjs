// What eyes without glasses need of a page, as far as a machine can see it: no word is cut or broken inside, nothing lies
// upon another, and letters stand out from what is behind them.
import assert from 'node:assert/strict';
import { fits } from './people.mjs';

/** WCAG 2.2, 1.4.3: how much letters stand out at least, as a ratio of luminances. */
const CONTRAST = 4.5;

/** The letters that this browser was told to draw: `percent` of what it draws otherwise, as in the settings of a phone. */
export async function letters(page, percent) {
  const wire = await page.context().newCDPSession(page);
  const of = (px) => Math.round((px * percent) / 100);
  await wire.send('Page.setFontSizes', { fontSizes: { standard: of(16), fixed: of(13) } });
}

/** Every text of the page can be read, with all that folds out folded out. */
export async function legible(page, name) {
  await page.evaluate(() => document.querySelectorAll('details').forEach((fold) => (fold.open = true)));
  assert.deepEqual(await page.evaluate(seen, CONTRAST), [], name);
  await fits(page, name);
}

/** Runs in the page: says what cannot be read there. */
function seen(least) {
  const texts = all();
  return [...texts.flatMap(broken), ...texts.flatMap(cut), ...texts.flatMap(faint), ...piled(texts)];

  /** Each text that is on the page, with the boxes of its lines. */
  function all() {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node; (node = walker.nextNode());) {
      const of = node.parentElement;
      if (!node.data.trim() || of.closest('script, style, title, option') || away(of)) continue;
      found.push({
        node,
        of,
        text: node.data.trim().slice(0, 40),
        boxes: boxesOf(node, 0, node.data.length),
      });
    }
    return found;
  }

  function boxesOf(node, from, to) {
    const range = document.createRange();
    range.setStart(node, from);
    range.setEnd(node, to);
    return [...range.getClientRects()].filter((box) => box.width > 0.5 && box.height > 0.5);
  }

  /** Only for who listens, or not there at all. */
  function away(of) {
    if (!of.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return true;
    for (let one = of; one; one = one.parentElement) {
      const box = one.getBoundingClientRect();
      if (box.right <= 0 || box.bottom + scrollY <= 0 || (box.width <= 1.5 && box.height <= 1.5)) return true;
    }
    return false;
  }

  /** Words that stand on two lines. What has a sign inside at which it may part is none. */
  function broken({ node, of }) {
    if (of.closest('svg')) return [];
    return [...node.data.matchAll(/[\p{L}\p{N}]+/gu)]
      .filter(
        (word) =>
          new Set(boxesOf(node, word.index, word.index + word[0].length).map((box) => Math.round(box.top)))
            .size > 1,
      )
      .map((word) => `broken inside: ${word[0]}`);
  }

  /** Words of which a box that hides what does not fit hides a part, or that begin or end outside of the screen. */
  function cut({ of, text, boxes }) {
    const [left, right] = [Math.min(...boxes.map((b) => b.left)), Math.max(...boxes.map((b) => b.right))];
    let [from, to] = [0, document.documentElement.clientWidth];
    for (let one = of; one; one = one.parentElement)
      if (/hidden|clip|auto|scroll/.test(getComputedStyle(one).overflowX)) {
        const box = one.getBoundingClientRect();
        [from, to] = [Math.max(from, box.left), Math.min(to, box.right)];
      }
    return left < from - 1 || right > to + 1 ? [`cut: ${text}`] : [];
  }

  function faint({ of, text }) {
    const style = getComputedStyle(of);
    const drawn = of instanceof SVGElement;
    const outlined = drawn && style.paintOrder.startsWith('stroke') && style.stroke !== 'none';
    const behind = outlined ? [rgba(style.stroke)] : grounds(of);
    const ink = rgba(drawn ? style.fill : style.color);
    const ratios = behind.map((ground) => ratio(over(ink, ground), ground));
    const worst = Math.min(...ratios);
    return worst < least ? [`faint, ${worst.toFixed(1)}: ${text}`] : [];
  }

  /** The colours behind an element: one, or those of the streak of a marker. */
  function grounds(of) {
    const layers = [];
    for (let one = of; one; one = one.parentElement) {
      const style = getComputedStyle(one);
      const streak = (style.backgroundImage.match(/rgba?\([^)]*\)/g) ?? []).map(rgba).filter((c) => c[3] > 0);
      const flat = rgba(style.backgroundColor);
      if (streak.length > 0) layers.push([...streak, flat]);
      else if (flat[3] > 0) layers.push([flat]);
      if (flat[3] === 1) break;
    }
    let under = [[255, 255, 255, 1]];
    for (const layer of layers.reverse())
      under = layer.flatMap((c) => under.map((ground) => over(c, ground)));
    return under;
  }

  function rgba(text) {
    const [r = 0, g = 0, b = 0, a = 1] = (text.match(/[\d.]+/g) ?? [0, 0, 0, 0]).map(Number);
    return [r, g, b, a];
  }

  function over([r, g, b, a], [R, G, B]) {
    return [r * a + R * (1 - a), g * a + G * (1 - a), b * a + B * (1 - a), 1];
  }

  function ratio(a, b) {
    const light = (c) => {
      const [r, g, b] = c.map((x) =>
        x / 255 <= 0.04045 ? x / 255 / 12.92 : ((x / 255 + 0.055) / 1.055) ** 2.4,
      );
      return 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    };
    return Math.max(light(a), light(b)) / Math.min(light(a), light(b));
  }

  /** Texts that lie upon each other. What sticks to the edge of the screen, and what lies on a map, is meant to. */
  function piled(texts) {
    const lines = texts
      .filter(({ of }) => !of.closest('.thumb, .where, svg'))
      .flatMap((one) => one.boxes.map((box) => ({ ...one, box })));
    const meet = (a, b) =>
      Math.min(a.right, b.right) - Math.max(a.left, b.left) > 2 &&
      Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 0.3 * Math.min(a.height, b.height);
    return lines.flatMap((a, i) =>
      lines
        .slice(i + 1)
        .filter((b) => a.node !== b.node && meet(a.box, b.box))
        .map((b) => `upon each other: ${a.text} | ${b.text}`),
    );
  }
}
