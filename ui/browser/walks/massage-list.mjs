// What a coordinator does while a family is on the telephone: finds its booking by the end of the number, confirms it by
// the code that was sent, puts another family on the waiting list and takes it off, and prints the day and the week.
import assert from 'node:assert/strict';
import { AT_BOOKING, fillBooking, outside, press } from '../cradle.mjs';
import { DESK, PHONE, look, noKeys, signIn, someone, words } from '../people.mjs';

const born = new Date(Date.now() - 200 * 86_400_000).toISOString().slice(0, 10);
const gone = (sheet) => sheet.waitFor({ state: 'detached' });

/** A family asks on the page of anybody; its telephone is not confirmed. */
async function asks(stage, form, village) {
  const page = await someone(stage, PHONE);
  await page.goto(form);
  await page.getByLabel(words('page.booking.child'), { exact: true }).first().fill('Dek Nala');
  await page.getByLabel(words('page.apply.born'), { exact: true }).first().fill(born);
  await page.getByLabel(words('page.booking.reason.stimulation'), { exact: true }).check();
  for (const question of [...AT_BOOKING, 'cord_on'])
    await page
      .locator('#q-' + question)
      .getByLabel(words('page.booking.no'), { exact: true })
      .check();
  await page.getByLabel(words('page.booking.parent'), { exact: true }).check();
  await page.locator('select[name=village]').selectOption({ value: village });
  await page.getByLabel(words('page.booking.home'), { exact: true }).fill('RT 02 RW 05');
  await press(page, 'page.booking.to_hours');
  await page.locator('details[open] input[name=slot]').first().check();
  await page.getByLabel(words('page.booking.name'), { exact: true }).fill('Bu Wulan Contoh');
  await page.getByLabel(words('page.booking.phone')).fill('0813 5550 0481');
  await page.getByLabel(words('page.booking.agree'), { exact: true }).check();
  await press(page, 'page.booking.send');
  await page.getByText(words('page.booked.state.asked')).waitFor();
}

const row = async (officer, phone) =>
  (await officer.rows()).find('massage_booking', (b) => b.parent_phone?.endsWith(phone));

/** What is typed is found; enter opens it. */
async function find(page, said) {
  await page.getByRole('combobox', { name: words('massage.find') }).fill(said);
  await page.getByRole('option').first().waitFor();
}

/** A family for whom nothing is free goes on the list with its wish. */
async function waits(stage, page, officer, village) {
  await press(page, 'massage.book');
  const family = { parent: 'Bu Tini Contoh', phone: '081355500482', child: 'Dek Raka', born, village };
  const sheet = await fillBooking(page, family);
  await sheet.getByText(words('massage.none_free')).waitFor();
  await sheet.getByLabel(words('massage.wait_instead')).check();
  await sheet.getByLabel(words('massage.weekday_1'), { exact: true }).check();
  await sheet.getByLabel(words('massage.wait_part')).selectOption('morning');
  await look(stage, page, 'massage-wait-1366');
  await press(sheet, 'massage.wait_now');
  await gone(sheet);
  const one = await row(officer, '482');
  assert.equal(one.state, 'waiting');
  assert.deepEqual([one.wish.days, one.wish.part], [[1], 'morning']);
}

export async function massage_list(stage) {
  const { house } = stage;
  const { officer, cadre, nobodys, form } = await outside(house);
  await asks(stage, form, cadre.villages[0]);
  const page = await signIn(stage, 'petugas-bojong', DESK);
  await page.goto(`${house.address}/#/massage`);
  await page.getByRole('combobox', { name: words('massage.find') }).waitFor();

  // Nothing is called so; the end of the telephone finds it, and enter opens it.
  await page.keyboard.press('/');
  await page.keyboard.type('zzz');
  await page.getByText(words('massage.find_none')).waitFor();
  await page.keyboard.press('Escape');
  await find(page, '0481');
  await look(stage, page, 'massage-find-1366');
  await page.keyboard.press('Enter');
  const sheet = page.getByRole('dialog');

  // A wrong code says so; the one that was sent confirms.
  const told = (await officer.rows()).find(
    'message',
    (m) => m.kind === 'massage_code' && m.to_name === 'Bu Wulan Contoh',
  );
  const code = /\b\d{6}\b/.exec(told?.text ?? '')?.[0];
  assert.ok(code, 'the code was sent');
  await sheet.getByLabel(words('massage.code_said')).fill(code === '000000' ? '000001' : '000000');
  await press(sheet, 'massage.code_confirm');
  await sheet.getByRole('alert').waitFor();
  await look(stage, page, 'massage-code-1366');
  await sheet.getByLabel(words('massage.code_said')).fill(code);
  await press(sheet, 'massage.code_confirm');
  await gone(sheet);
  const booked = await row(officer, '481');
  assert.equal(booked.state, 'booked');

  await page.getByRole('combobox', { name: words('massage.find') }).fill('');
  await waits(stage, page, officer, nobodys.id);
  await page.goto(`${house.address}/#/massage/waiting`);
  await page
    .getByText(words('massage.wait_place', { n: 1, all: 1 }))
    .first()
    .waitFor();
  await find(page, 'tini raka');
  await page.keyboard.press('Enter');
  await sheet.getByText(words('massage.wait_place', { n: 1, all: 1 })).waitFor();
  await look(stage, page, 'massage-waits-1366');
  await press(sheet, 'massage.wait_off');
  await gone(sheet);
  assert.equal((await row(officer, '482')).state, 'cancelled');

  // The papers arrive: the day of the cadre, and the week in three forms.
  await page.goto(`${house.address}/#/massage/day/${booked.day}`);
  await press(page, 'massage.print');
  await sheet.getByRole('link', { name: cadre.name }).waitFor();
  await look(stage, page, 'massage-print-1366');
  const links = await sheet.locator('a[href*="/massage/"]').all();
  const starts = { 'day.pdf': '%PDF', 'week.pdf': '%PDF', 'week.xlsx': 'PK', 'week.csv': '' };
  for (const link of links) {
    const href = await link.getAttribute('href');
    const file = Object.keys(starts).find((name) => href.includes(name));
    const got = await page.request.get(house.address + href);
    assert.equal(got.status(), 200, href);
    const body = (await got.body()).toString('latin1');
    assert.ok(body.includes(starts[file]), file);
    if (file === 'week.csv') assert.ok(body.includes('Bu Wulan Contoh'));
    delete starts[file];
  }
  assert.deepEqual(Object.keys(starts), [], 'every paper has its button');
  await noKeys(page);
  await page.setViewportSize(PHONE);
  await look(stage, page, 'massage-print-360');
  await page.keyboard.press('Escape');
  await find(page, 'wulan');
  await look(stage, page, 'massage-find-360');
}
