// Every face at both sizes, by night, with big words, on the narrowest screen, in the other language; and its weight.
import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, statSync } from 'node:fs';
import path from 'node:path';
import { DESK, PHONE, ROOT, SCREENS, fits, look, noKeys, openLink, signIn, someone } from '../people.mjs';

const FACES = {
  kepala: ['queue', 'couriers', 'mothers', 'audit', 'messages', 'cash', 'approvals', 'me'],
  bendahara: ['cash', 'approvals'],
  bidan: ['queue', 'mothers'],
  joko: ['', 'earn', 'send', 'me'],
};

export async function faces(stage) {
  for (const [key, pages] of Object.entries(FACES)) {
    const page = await signIn(stage, key, DESK);
    for (const [size, viewport] of [
      ['1366', DESK],
      ['360', PHONE],
    ]) {
      await page.setViewportSize(viewport);
      for (const name of pages) await face(stage, page, key, name, size);
    }
    await squeezed(page, key, pages);
  }
}

async function face(stage, page, key, name, size) {
  await page.goto(`${stage.house.address}/#/${name}`);
  await page.locator('.say').first().waitFor();
  await look(stage, page, `${key}-${name || 'day'}-${size}`);
  await noKeys(page, `${key} ${name}`);
}

/** 320 pixels wide; words twice as big; nothing is cut off sideways. */
async function squeezed(page, key, pages) {
  await page.setViewportSize({ width: 320, height: 640 });
  for (const big of ['100%', '200%']) {
    await page.evaluate((size) => (document.documentElement.style.fontSize = size), big);
    for (const name of pages) {
      await page.evaluate((hash) => (location.hash = hash), '#/' + name);
      await page.locator('.say').first().waitFor();
      await fits(page, `${key} ${name} at 320 px, words ${big}`);
      await oneRow(page, `${key} ${name} at 320 px, words ${big}`);
    }
  }
}

/** The bar of pages is one row, so that big letters leave the page its room, and every word of it is seen. */
async function oneRow(page, name) {
  const { rows, cut } = await page.locator('.tabbar > *').evaluateAll((all) => ({
    rows: new Set(all.map((entry) => Math.round(entry.getBoundingClientRect().top))).size,
    cut: all
      .map((entry) => entry.querySelector('span').getBoundingClientRect())
      .filter((word) => word.left < -1 || word.right > innerWidth + 1).length,
  }));
  assert.deepEqual({ rows, cut }, { rows: 1, cut: 0 }, `${name}: the bar of pages`);
}

export async function night_and_english(stage) {
  for (const [key, viewport] of [
    ['kepala', DESK],
    ['joko', PHONE],
  ]) {
    const page = await signIn(stage, key, viewport);
    await page.evaluate(() => {
      localStorage.setItem('sambang.night', '"on"');
      localStorage.setItem('sambang.language', '"en"');
    });
    await page.reload();
    await page.locator('[data-theme=night]').waitFor();
    for (const name of FACES[key]) await face(stage, page, key, name, 'night-en');
    const tongue = await page.locator('html').getAttribute('lang');
    assert.equal(tongue, 'en');
  }
  const mother = await openLink(stage, stage.house.links.get('Ika Nurjanah'), PHONE, { colorScheme: 'dark' });
  await mother.goto(mother.url().split('?')[0] + '?lang=en');
  await look(stage, mother, 'mother-place-night-en');
  await noKeys(mother, 'her page in English');
}

/** What the app keeps for the day without signal is named in its worker, to the last file. */
export async function kept_files(stage) {
  const worker = await (await fetch(stage.house.address + '/sw.js')).text();
  const files = JSON.parse(/const FILES = (\[.*?\]);/.exec(worker)[1]);
  assert.ok(files.includes('/') && files.some((name) => name.endsWith('.js')), 'the app is kept');
  for (const name of files) assert.equal((await fetch(stage.house.address + name)).status, 200, name);
}

const LIMIT = 250_000;

/** What a courier's phone loads before the first page stands, as it travels. */
export async function first_load(stage) {
  const page = await someone(stage, PHONE, { serviceWorkers: 'block' });
  const wire = await page.context().newCDPSession(page);
  let bytes = 0;
  await wire.send('Network.enable');
  wire.on('Network.loadingFinished', (done) => (bytes += done.encodedDataLength));
  await page.goto(stage.house.address + '/', { waitUntil: 'networkidle' });
  assert.ok(bytes > 10_000 && bytes < LIMIT, `the first load is ${bytes} bytes`);
  console.log(`   the app's first load: ${(bytes / 1000).toFixed(0)} kB`);
}

/** The picture for whoever reads about the house before coming in. */
export async function picture(stage) {
  const page = await signIn(stage, 'pengatur', DESK);
  await page.locator('[data-case]').first().waitFor();
  await look(stage, page, 'desk');
  mkdirSync(path.join(ROOT, 'docs'), { recursive: true });
  const from = path.join(SCREENS, 'desk.png');
  assert.ok(statSync(from).size < 300_000);
  if (process.env.KEEP_PICTURE) copyFileSync(from, path.join(ROOT, 'docs/screenshot.png'));
}
