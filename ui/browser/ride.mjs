// The steps of one delivery as each person does them, shared by the walks.
import assert from 'node:assert/strict';
import { newId } from './house.mjs';
import { button, words } from './people.mjs';

const MINUTE = 60_000;
const wall = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Jakarta',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});
const civil = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' });

/** A courier without anything in hand or promised: what he has not fetched is called off by the desk. */
export async function freeCouriers(house) {
  const desk = await house.as('pengatur');
  const rows = await desk.rows();
  for (const d of rows.all('milk_delivery')) {
    if (d.state === 'declared') await desk.must('milk.cancel', { delivery: d.id, reason: 'not_needed' });
  }
  return desk;
}

/** The mother declares her bottles on her own page and stands on the page of the delivery afterwards. */
export async function declareOnPage(page, volumes) {
  const earlier = Date.now() - 40 * MINUTE;
  await page.locator('#titip').evaluate((fold) => (fold.open = true));
  for (const [i, ml] of volumes.entries()) {
    const n = i + 1;
    if (n === 2) await page.locator('details.more').evaluate((fold) => (fold.open = true));
    await page.locator(`[name=ml${n}]`).fill(String(ml));
    await page.locator(`[name=at${n}]`).fill(wall.format(earlier));
    if (civil.format(earlier) !== civil.format(Date.now()))
      await page.locator(`[name=when${n}]`).nth(1).check({ force: true });
    await page.locator(`[name=kept${n}][value=cooler]`).check({ force: true });
  }
  await page.getByRole('button', { name: words('page.place.send'), exact: true }).click();
  await page.getByText(words('page.ok.declared')).waitFor();
}

/** Enrols a tracking phone; gives the address it posts to. */
export async function enrolPhone(desk, worker) {
  const phone = newId();
  const { result } = await desk.must('workforce.enrol_phone', {
    phone,
    worker,
    label: 'HP uji',
    kind: 'traccar',
  });
  // The QR code carries the app's settings behind the address; the app posts to the address alone.
  return { phone, url: result.url.split('?')[0] };
}

/** A position as Traccar Client posts it: a form. Speed in knots, as that app counts. */
export async function post(url, at, when = Date.now()) {
  const form = {
    id: 'uji',
    lat: at.lat,
    lon: at.lon,
    timestamp: Math.ceil(when / 1000),
    speed: 12,
    accuracy: 6,
    batt: 81,
  };
  return (await fetch(url, { method: 'POST', body: new URLSearchParams(form) })).status;
}

/** The first position of a phone: it is let in a moment after it was enrolled, and its app tries again until then. */
export const firstPost = (url, at, when) => until(async () => (await post(url, at, when)) === 200);

export const between = (a, b, part) => ({
  lat: a.lat + (b.lat - a.lat) * part,
  lon: a.lon + (b.lon - a.lon) * part,
});

/** Presses the main button of the run and waits for the next sentence. */
export async function next(page, verb, then) {
  await button(page, 'next.' + verb).click();
  if (then) await button(page, 'next.' + then).waitFor();
}

/** At the pick-up: every label typed, the seal seen, the bag named. */
export async function takeBottles(page, labels, bag) {
  for (const label of labels) {
    await page.getByLabel(words('scan.label'), { exact: true }).fill(label.toLowerCase());
    await page.keyboard.press('Enter');
    await page.getByText(words('scan.ok', { label: label.toLowerCase() })).waitFor();
  }
  await page.getByRole('radio', { name: words('hand.seal_yes') }).check();
  await page.getByLabel(words('hand.bag'), { exact: true }).fill(bag);
  await next(page, 'hand_over', 'pack');
}

/** Types the code at the door and hands over. */
export async function giveWith(page, code) {
  await page.locator('.input-code').fill(code);
  await button(page, 'next.deliver').click();
}

/** The newest open delivery of a mother, as the desk's rows tell it. */
export async function openOf(desk, mother) {
  const rows = await desk.rows();
  const d = rows.find('milk_delivery', (x) => x.mother_name.includes(mother) && x.state === 'declared');
  assert.ok(d, `no open delivery of ${mother}`);
  return d;
}

/**
 * How long somebody who waits leaves the processor to those waited for, in milliseconds: whoever asks without a pause
 * keeps the server and the pages from doing what is asked about.
 */
const PAUSE = 100;

/** Asks again until it is so; the answer of the server is the signal, and the number of tries the end. */
export async function until(asks, tries = 1000) {
  for (let i = 0; i < tries; i++) {
    const found = await asks();
    if (found) return found;
    await new Promise((again) => setTimeout(again, PAUSE));
  }
  assert.fail(`it never came about: ${asks}`);
}

/** The desk declares two bottles for a mother who rang. */
export async function declareAtDesk(desk, mother) {
  const rows = await desk.rows();
  const place = rows.find('milk_place', (p) => p.mother_name.includes(mother));
  const bottle = (ml) => ({
    id: newId(),
    volume_ml: ml,
    expressed_at: new Date(Date.now() - 40 * MINUTE).toISOString(),
    milk: 'fresh',
    kept: 'cooler',
  });
  const want_pickup_at = new Date(Date.now() + 5 * MINUTE).toISOString();
  const body = { delivery: newId(), place: place.id, want_pickup_at, bottles: [bottle(120), bottle(90)] };
  await desk.must('milk.declare', body);
  return await until(async () => {
    const d = (await desk.rows()).find('milk_delivery', (x) => x.id === body.delivery);
    const job = d && (await desk.rows()).find('job', (j) => j.id === d.job);
    return job?.state === 'offered' ? d : undefined;
  });
}

/** Whoever was asked fetches the bottles, by his phone's commands alone. */
export async function fetchByApi(house, desk, declared) {
  const rows = await desk.rows();
  const job = rows.find('job', (j) => j.id === declared.job);
  const worker = rows.find('worker', (w) => w.id === job.worker);
  const courier = await house.as(house.keyOf(worker.name));
  const delivery = declared.id;
  const bottles = declared.bottles.map((bottle) => bottle.id);
  await courier.must('dispatch.accept', { job: job.id });
  const handed = { delivery, bag: 'T-8', bottles, handed_by: { role: 'mother' }, seal_ok: true };
  await courier.must('milk.hand_over', handed);
  await courier.must('milk.pack', { delivery });
  return worker;
}
