// People at their screens: a browser each, watched for everything that must never happen on a page.
import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const HERE = path.dirname(fileURLToPath(import.meta.url));
export const ROOT = path.resolve(HERE, '../..');
export const SCREENS = path.join(ROOT, 'out/screens');
mkdirSync(SCREENS, { recursive: true });

const catalogue = (name) =>
  JSON.parse(readFileSync(path.join(ROOT, 'internal/core/text', name + '.json'), 'utf8'));
/** A part of the app has its words in a file of its own. */
const parts = readdirSync(path.join(ROOT, 'internal/core/text'))
  .filter((name) => /^app_.*\.id\.json$/.test(name))
  .map((name) => catalogue(name.slice(0, -5)));
const WORDS = Object.assign(
  {
    ...catalogue('app.id'),
    ...catalogue('page.id'),
    ...catalogue('public.id'),
    ...catalogue('codes.id'),
    ...catalogue('triage.id'),
    ...catalogue('report.id'),
    ...catalogue('board.id'),
    ...catalogue('member.id'),
    ...catalogue('leaflet.id'),
    ...catalogue('seller.id'),
    ...catalogue('training.id'),
    ...catalogue('booking.id'),
  },
  ...parts,
);

/** The Indonesian words of a key, as people read them on the screen. */
export function words(key, params = {}) {
  const text = WORDS['app.' + key] ?? WORDS[key];
  assert.ok(text, `the catalogue has no ${key}`);
  return text.replace(/\{(\w+)\}/g, (_, name) => params[name] ?? '').replaceAll('*', '');
}

export const PHONE = { width: 360, height: 640 };
export const DESK = { width: 1366, height: 768 };
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/**
 * The walks of a file in which somebody loses the signal: there the app on a phone keeps its files for that time. On
 * other screens and in other walks that is left out unless they ask for it: keeping all of them, for each person anew,
 * costs twice what the rest of coming in costs.
 */
const WITHOUT_SIGNAL = new Set(
  readdirSync(path.join(HERE, 'walks'))
    .map((name) => readFileSync(path.join(HERE, 'walks', name), 'utf8'))
    .filter((text) => /\b(setOffline|serviceWorker)\b/.test(text))
    .flatMap((text) => [...text.matchAll(/^export async function (\w+)/gm)].map(([, name]) => name)),
);

/** Somebody with a browser of their own. `watch` collects what went wrong on any of their pages. */
export async function someone(stage, viewport, options = {}) {
  const phone = viewport.width < 700;
  const context = await stage.browser.newContext({
    viewport,
    hasTouch: phone,
    isMobile: phone,
    locale: 'id-ID',
    timezoneId: 'Asia/Jakarta',
    reducedMotion: 'reduce',
    serviceWorkers: stage.name && !(phone && WITHOUT_SIGNAL.has(stage.name)) ? 'block' : 'allow',
    ...options,
  });
  context.setDefaultTimeout(12_000);
  stage.contexts.push(context);
  const page = await context.newPage();
  page.on('dialog', (dialog) => {
    stage.trouble.push(`a dialog opened: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('pageerror', (error) => stage.trouble.push(`a script broke: ${error.message}`));
  page.on('response', (response) => void heard(stage, response));
  page.on('console', (message) => {
    const text = message.text();
    if (/Content Security Policy|Refused to/i.test(text)) stage.trouble.push(text);
  });
  return page;
}

/** What the server refused, for the report of a walk that fails: a page may not show it. */
async function heard(stage, response) {
  const where = new URL(response.url()).pathname;
  if (!where.startsWith('/api/')) return;
  const note = (what) => stage.said.push(`${new Date().toISOString()} ${where}: ${what}`);
  const said = where.startsWith('/api/v1/live') ? {} : await response.json().catch(() => ({}));
  if (response.status() >= 400) note(`${response.status()} ${said.code ?? ''}`);
  const refused = (said.answers ?? []).filter((answer) => answer.status !== 'accepted');
  for (const answer of refused) note(`${answer.status} ${answer.code} ${answer.field ?? ''}`);
}

/** Signs in at the app and waits for the first page with rows. */
export async function signIn(stage, key, viewport, options) {
  const page = await someone(stage, viewport, options);
  const { phone, password } = stage.house.logins.get(key);
  await page.goto(stage.house.address + '/');
  await page.getByLabel(words('sign.phone'), { exact: true }).fill(phone);
  await page.getByLabel(words('sign.password'), { exact: true }).fill(password);
  await page.keyboard.press('Enter');
  await page.locator('nav:visible').first().waitFor();
  await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
  return page;
}

/** Opens a link page the way a person does: look, press the button. */
export async function openLink(stage, url, viewport = PHONE, options) {
  const page = await someone(stage, viewport, options);
  await page.goto(url);
  await page.getByRole('button', { name: words('page.open.button'), exact: true }).click();
  await page.locator('h1').waitFor();
  return page;
}

/** A picture for the person who looks at it afterwards, and what a machine can see: axe, nothing cut off sideways. */
export async function look(stage, page, name) {
  await page.screenshot({ path: path.join(SCREENS, name + '.png') });
  await fits(page, name);
  await page.evaluate(AXE);
  const found = await page.evaluate(() => axe.run(document, { resultTypes: ['violations'] }));
  const bad = found.violations
    .filter((v) => v.impact === 'serious' || v.impact === 'critical')
    .map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
  assert.deepEqual(bad, [], `axe at ${name}`);
}

/** Nothing makes the page wider than the screen. */
export async function fits(page, name) {
  const { wide, seen } = await page.evaluate(() => ({
    wide: document.documentElement.scrollWidth,
    seen: document.documentElement.clientWidth,
  }));
  assert.ok(wide <= seen, `${name} scrolls sideways: ${wide} on ${seen}`);
}

/** Every key of the catalogue is put into words: none is left on the screen. */
export async function noKeys(page, name) {
  const text = await page.evaluate(() => document.body.innerText);
  const left = text.match(/\b(app|page|code)\.[a-z_]+\.?[a-z_]*\b|\{[a-z_]+\}/g);
  assert.equal(left, null, `raw keys at ${name}`);
}

/** The button or link by the words of a key. */
export const button = (page, key, params) =>
  page.getByRole('button', { name: words(key, params), exact: false }).first();
