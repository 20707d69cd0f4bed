// Somebody is ill at home: a neighbour reports it on a phone, with and without scripts and signal, keeps the receipt,
// finds it again by number and code, and takes the request back.
import assert from 'node:assert/strict';
import { DESK, PHONE, look, noKeys, someone, words } from '../people.mjs';

const lapor = (stage, more = '') => stage.house.address + '/kebakkramat1/lapor' + more;
const send = (page) => page.getByRole('button', { name: words('page.report.send') }).click();
const ofReceipt = async (page, key) =>
  (
    await page
      .locator('.slip div', { hasText: words('page.receipt.' + key) })
      .locator('dd')
      .first()
      .textContent()
  ).trim();

/** Answers the four questions as a neighbour does. */
async function answer(page, patient) {
  await page.locator('[name=patient]').fill(patient);
  await page.locator('[name=village]').selectOption({ index: 1 });
  await page.locator('[name=way]').fill('Belakang rel, lewat jembatan bambu');
  await page.locator('[name=what]').fill('Demam tiga hari');
  await page.locator('[name=phone]').fill('0812 3456 7890');
}

export async function a_neighbour_reports(stage) {
  const page = await someone(stage, PHONE, {
    geolocation: { latitude: -7.51, longitude: 110.9 },
    permissions: ['geolocation'],
  });
  await page.goto(lapor(stage, '?rumah=07-0423-5'));
  await noKeys(page, 'report');
  await look(stage, page, 'chips-report-360');
  assert.equal(await page.locator('[name=rumah]').inputValue(), '07-0423-5');
  await answer(page, 'Mbah Kasan');
  await page.locator('summary', { hasText: words('page.report.group_adult_elderly') }).click();
  const sign = page.locator('details[open] .danger > label').first();
  await sign.click();
  await page.locator('details[open] .until').first().waitFor();
  assert.ok(
    await page.locator('details[open] .until a[href="tel:119"]').first().isVisible(),
    'one yes shows whom to call',
  );
  await sign.scrollIntoViewIfNeeded();
  await look(stage, page, 'chips-report-danger-360');
  await send(page);
  await page.waitForURL(/\/lapor\/p\//);
  await noKeys(page, 'receipt');
  await look(stage, page, 'chips-receipt-360');
  const text = await page.locator('main').innerText();
  assert.ok(text.includes(words('page.receipt.until')), 'what to do until help comes');
  for (const told of ['Kasan', 'rel', '3456']) assert.ok(!text.includes(told), `a receipt names ${told}`);

  const [number, code] = [await ofReceipt(page, 'number'), await ofReceipt(page, 'code')];
  const again = await someone(stage, PHONE);
  await again.goto(lapor(stage, '/cari'));
  await look(stage, again, 'chips-find-360');
  const find = async (with_) => {
    await again.locator('[name=number]').fill(number);
    await again.locator('[name=code]').fill(with_);
    await again.getByRole('button', { name: words('page.find.open') }).click();
  };
  await find(code === '000 000' ? '000 001' : '000 000');
  await again.getByRole('alert').waitFor();
  await find(code);
  await again.waitForURL(/\/lapor\/p\//);
  assert.equal(new URL(again.url()).pathname, new URL(page.url()).pathname);
  await again.locator('summary', { hasText: words('page.receipt.withdraw') }).click();
  await again.getByRole('button', { name: words('page.receipt.withdraw_send') }).click();
  await again.getByText(words('page.receipt.mark.withdrawn')).waitFor();
  assert.equal(await again.locator('.ring').count(), 0);

  const wide = await someone(stage, DESK);
  await wide.goto(lapor(stage, '?lang=en'));
  await look(stage, wide, 'chips-report-1366');
}

export async function a_report_without_signal(stage) {
  const page = await someone(stage, PHONE);
  await page.goto(lapor(stage));
  await answer(page, 'Mak Ijah');
  await page.context().setOffline(true);
  await send(page);
  await page.getByText(words('page.report.unsent')).waitFor();
  await look(stage, page, 'chips-report-unsent-360');
  assert.ok(await page.locator('.unsent a[href^="tel:"]').isVisible(), 'whom to call instead');
  await page.context().setOffline(false);
  await page.waitForURL(/\/lapor\/p\//); // it goes by itself
  await page.goto(lapor(stage));
  assert.equal(await page.locator('[name=patient]').inputValue(), '', 'what was sent is no draft any more');

  await answer(page, 'Pak Darmo');
  await page.reload();
  assert.equal(await page.locator('[name=patient]').inputValue(), 'Pak Darmo', 'the draft survives');
  assert.equal(await page.locator('[name=way]').inputValue(), 'Belakang rel, lewat jembatan bambu');
}

export async function a_report_without_scripts(stage) {
  const page = await someone(stage, PHONE, { javaScriptEnabled: false });
  await page.goto(lapor(stage));
  await page.locator('[for=t-X01]').click();
  assert.ok(await page.locator('#t-X01 ~ .until a').first().isVisible());
  await page.locator('[name=what]').fill('Tolong');
  await send(page);
  await page.waitForURL(/\/lapor\/p\//);
  assert.match(await ofReceipt(page, 'number'), /^\d{4}$/);
}
