// Pages without a login, as eyes without glasses read them on a cheap phone at night: 360 pixels wide, letters twice as
// big, by day and by night, in both languages.
import path from 'node:path';
import { legible, letters } from '../legible.mjs';
import { PHONE, SCREENS, someone } from '../people.mjs';

/** Looks at the page that stands there, by day and by night, with letters twice as big. */
async function eyes(page, name) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await letters(page, 200);
    await legible(page, `${name}, ${colorScheme}`);
  }
  await page.screenshot({ path: path.join(SCREENS, `link-${name}-200-night.png`) });
  await letters(page, 100);
}

/** The same in both languages, where the address alone draws the page. */
async function bothTongues(page, name) {
  const here = page.url().split('?')[0];
  for (const lang of ['en', 'id']) {
    await page.goto(`${here}?lang=${lang}`);
    await eyes(page, `${name}-${lang}`);
  }
}

/** What anybody may open. */
const OPEN = {
  report: 'kebakkramat1/lapor',
  find: 'kebakkramat1/lapor/cari',
  heard: 'kebakkramat1/kenthongan',
  board: 'kebakkramat1/janji',
  apply: 'kebakkramat1/asi/daftar',
  complain: 'kebakkramat1/asi/aduan',
  booking: 'bojongnangka/pijat',
  leaflet: 'b/bojongnangka',
  nothing: 't/kebakkramat1-0000000000000000000000000-0000000000000000000000000',
};

export async function open_pages_with_big_letters_by_night(stage) {
  const page = await someone(stage, PHONE);
  for (const [name, where] of Object.entries(OPEN)) {
    await page.goto(`${stage.house.address}/${where}`);
    await bothTongues(page, name);
  }
}
