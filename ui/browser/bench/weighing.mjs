// How long a posyandu's day takes at the scales: a cadre without signal enters children one after the other on a slow
// phone, and what she taps and what the app takes is counted. A measurement, not a test: nothing here fails by its
// figures. SAMBANG_BIN is the server, CHROMIUM the browser, CHILDREN, SLOWER (times) and MONTH (ordinary, great) the day;
// OUT keeps every child's figures as JSON. docs/weighing.md tells what came out.
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import path from 'node:path';
import { chromium } from 'playwright-core';
import { openHouse } from '../house.mjs';
import { PHONE, ROOT, signIn, words } from '../people.mjs';
import { watchTaps } from './clock.mjs';
import { cohort, settle, weighedOn } from './cohort.mjs';
import { operator, READY, SOURCE, STROKE_CODES, STROKE_WORST } from './model.mjs';

const CHILDREN = Number(process.env.CHILDREN ?? 60);
const SLOWER = Number(process.env.SLOWER ?? 6);
const GREAT = process.env.MONTH === 'great';
const CADRE = 'kader-bojong';
const LIMIT_S = 20;

const exact = (page, key, params) => page.getByRole('button', { name: words(key, params), exact: true });
const sheet = (page) => page.getByRole('dialog');

/** Her thumb: each tap and each key is counted for the child who stands on the scales. */
class Thumb {
  constructor(page) {
    this.page = page;
    this.taps = 0;
    this.keys = 0;
  }
  async tap(what) {
    this.taps += 1;
    await what.tap();
  }
  /** Taps and waits until the app has something new to show. */
  async onward(what) {
    await this.page.evaluate(() => window.clockOfTaps.arm());
    await this.tap(what);
    return await this.page.evaluate(() => window.clockOfTaps.arrival());
  }
  async figure(text) {
    const pad = this.page.getByRole('group', { name: words('weighing.keys'), exact: true });
    for (const key of text) await this.tap(pad.getByRole('button', { name: key, exact: true }));
  }
  /** A field with the phone's own keyboard. */
  async write(label, text) {
    await this.tap(this.page.getByLabel(words(label), { exact: true }));
    await this.page.keyboard.type(text);
    this.keys += text.length;
  }
}

/** The other measures of a great month: the length with how it was taken, and the capsule. */
async function measure(thumb, { length, lying, capsule }) {
  const choose = (key) => thumb.tap(thumb.page.getByRole('radio', { name: words(key), exact: true }));
  await thumb.write('weighing.length', length);
  await choose(lying ? 'weighing.lying' : 'weighing.standing');
  if (capsule) await choose('weighing.capsule_' + capsule);
}

/** One child from when its name stands there to when the next one's does. */
async function weigh(page, child) {
  const thumb = new Thumb(page);
  const waits = [];
  const save = () => thumb.onward(page.locator('.thumb .btn-main'));
  const close = () => thumb.onward(sheet(page).locator('[data-first]'));
  await thumb.figure(child.slip ?? child.kg);
  const fed = (await page.locator('.asi').count()) > 0;
  if (fed) await thumb.tap(page.getByRole('radio', { name: words('weighing.yes'), exact: true }));
  if (GREAT) await measure(thumb, child);
  waits.push(await save());
  let asked = 0;
  while (await sheet(page).count()) {
    const doubt = (await exact(sheet(page), 'weighing.mend').count()) > 0;
    asked += 1;
    if (doubt && child.slip && asked === 1) {
      await close();
      await thumb.figure(child.kg);
      waits.push(await save());
    } else if (doubt) waits.push(await thumb.onward(exact(sheet(page), 'weighing.sure')));
    else waits.push(await close());
  }
  const chunks = { figures: GREAT ? 2 : 1, choices: (fed ? 1 : 0) + (GREAT ? 1 : 0), asked };
  return { taps: thumb.taps, keys: thumb.keys, ms: waits.reduce((a, b) => a + b, 0), ...chunks };
}

/** The day: her page is loaded, the line is gone, the phone is slow. */
async function day(stage, children) {
  const post = await settle(stage.house, children, GREAT);
  const page = await signIn(stage, CADRE, PHONE);
  await page.goto(`${stage.house.address}/#/weighing/${post.posyandu}/${weighedOn(GREAT)}`);
  await exact(page, 'weighing.start', { name: children[0].name.split(' ')[0] }).waitFor();
  await page.context().setOffline(true);
  const cdp = await page.context().newCDPSession(page);
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
  page.setDefaultTimeout(60_000);
  await page.evaluate(watchTaps);
  await exact(page, 'weighing.start', { name: children[0].name.split(' ')[0] }).tap();
  const done = [];
  for (const child of children) {
    await page.getByRole('heading', { name: child.name, exact: true }).waitFor();
    done.push({ months: child.months, ...(await weigh(page, child)) });
  }
  const keys = await page.evaluate(() => window.clockOfTaps.keys());
  const kept = (store) => page.evaluate((name) => window.clockOfTaps.kept(name), store);
  return { done, keys, unsent: await kept('outbox'), rows: await kept('rows') };
}

const sorted = (list) => [...list].sort((a, b) => a - b);
const at = (list, part) => sorted(list)[Math.min(list.length - 1, Math.ceil(part * list.length) - 1)];
const spread = (list, digits = 0) =>
  ['p50', 'p95', 'max'].map((name, i) => `${name} ${at(list, [0.5, 0.95, 1][i]).toFixed(digits)}`).join(', ');

function report({ done, keys, unsent, rows }) {
  const total = done.map((c) => operator(c));
  const fast = total.map((s) => s.codes + 0);
  const slow = total.map((s) => s.worst + 0);
  console.log(
    `${done.length} children, ${GREAT ? 'a month of measuring' : 'an ordinary month'}, processor ${SLOWER} times slower, no signal`,
  );
  console.log(
    `${rows} rows on the phone, ${unsent} commands waiting at the end, ${cpus().length} cores, load ${loadavg()[0].toFixed(1)}`,
  );
  console.log(
    `taps a child: ${spread(done.map((c) => c.taps))}; keys of the phone's keyboard: ${spread(done.map((c) => c.keys))}`,
  );
  console.log(`app, from the last tap to the next child, ms: ${spread(done.map((c) => c.ms))}`);
  console.log(
    `app, first ten and last ten, p50 ms: ${at(
      done.slice(0, 10).map((c) => c.ms),
      0.5,
    ).toFixed(0)}, ${at(
      done.slice(-10).map((c) => c.ms),
      0.5,
    ).toFixed(0)}`,
  );
  console.log(`app, from a tap on the pad to what it shows, ms: ${spread(keys)}`);
  console.log(
    `${SOURCE}: a stroke of complex codes ${STROKE_CODES} s, of the worst typist ${STROKE_WORST} s, getting ready ${READY} s`,
  );
  console.log(`a child with a practised hand, s: ${spread(fast, 1)}`);
  console.log(
    `a child with the slowest hand, s: ${spread(slow, 1)}; ${slow.filter((s) => s >= LIMIT_S).length} at ${LIMIT_S} s or more`,
  );
  if (process.env.OUT) writeFileSync(process.env.OUT, JSON.stringify({ done, keys }, null, 1));
}

const stage = { contexts: [], trouble: [], said: [] };
stage.browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
  ],
});
try {
  stage.house = await openHouse(process.env.SAMBANG_BIN ?? path.join(ROOT, 'bin/sambang'), '--crowd');
  report(await day(stage, cohort(CHILDREN, GREAT)));
  if (stage.trouble.length > 0) throw new Error(stage.trouble.join('\n'));
} finally {
  for (const context of stage.contexts) await context.close().catch(() => undefined);
  await stage.browser.close();
  await stage.house?.close();
}
