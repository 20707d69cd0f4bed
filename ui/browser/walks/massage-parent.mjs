// A parent asks for a massage of the baby without a login: the questions, a free hour, the code that came to the telephone,
// the family's own page, another hour, a cancellation. Where no cadre comes, the family waits, and the desk reads until when.
import assert from 'node:assert/strict';
import path from 'node:path';
import { outside } from '../cradle.mjs';
import { allWell, answers, press, sentTo, whoAsks } from '../parent.mjs';
import { PHONE, SCREENS, look, noKeys, openLink, someone, words } from '../people.mjs';

/** The days with free hours whose heading breaks or says a year: a thumb reads down one column. */
const brokenDays = (page) =>
  page.locator('details:has(.hours) > summary').evaluateAll((all) =>
    all
      .filter((one) => {
        const day = document.createRange();
        day.selectNodeContents(one.firstChild);
        return day.getClientRects().length > 1 || /\d{4}/.test(one.innerText);
      })
      .map((one) => one.innerText),
  );

export async function massage_parent(stage) {
  const { house } = stage;
  const { officer, cadre, form } = await outside(house);
  const page = await someone(stage, PHONE);
  await page.goto(form);
  await noKeys(page, 'booking');
  await look(stage, page, 'massage-parent-form-360');
  await page.screenshot({ path: path.join(SCREENS, 'massage-parent-form-360-full.png'), fullPage: true });
  await answers(page, cadre.villages[0], 'Dek Nala');
  await press(page, 'booking.to_hours');
  const hour = page.locator('details[open] input[name=slot]').first();
  await hour.check();
  assert.deepEqual(await brokenDays(page), [], 'each day stands in one line, without its year');
  assert.ok(!(await page.content()).includes(cadre.name), 'a stranger reads no name of a cadre');
  await whoAsks(page, 'Bu Wulan Contoh', '0813 5550 0081');
  await noKeys(page, 'booking-hours');
  await look(stage, page, 'massage-parent-hours-360');
  await page.screenshot({ path: path.join(SCREENS, 'massage-parent-hours-360-full.png'), fullPage: true });
  await press(page, 'booking.send');

  await page.getByText(words('page.booked.state.asked')).waitFor();
  await noKeys(page, 'booked');
  await look(stage, page, 'massage-parent-code-360');
  const told = await sentTo(officer, 'massage_code', 'Bu Wulan Contoh');
  const code = /\b\d{6}\b/.exec(told?.text ?? '')?.[0];
  assert.ok(code, 'the code was sent: ' + JSON.stringify(told));
  await page.getByLabel(words('page.booked.code')).fill(code);
  await press(page, 'booked.confirm');
  await page.getByText(words('page.booked.state.booked')).first().waitFor();
  await look(stage, page, 'massage-parent-booked-360');

  const own = await openLink(stage, told.link);
  await own.getByText(cadre.name).waitFor();
  await noKeys(own, 'family');
  await look(stage, own, 'massage-family-360');
  await own.getByRole('link', { name: words('page.booked.shift'), exact: true }).click();
  await own.getByText(words('page.booked.shift_same')).waitFor();
  await look(stage, own, 'massage-family-hours-360');
  await own.locator('details').last().locator('summary').click();
  await own.locator('input[name=slot]').last().check();
  await press(own, 'booked.shift_send');
  await own.getByText(words('page.ok.visit_moved')).waitFor();

  // Another visit of the same child: only the questions of today are asked, the cadre is known by name.
  await own.getByRole('link', { name: words('page.booked.again'), exact: true }).click();
  await own.getByText('Dek Nala').waitFor();
  await own.getByLabel(words('page.booking.reason.stimulation'), { exact: true }).check();
  await allWell(own);
  await look(stage, own, 'massage-again-360');
  await press(own, 'booking.to_hours');
  await own.getByText(words('page.booked.again_same')).waitFor();
  await own.locator('details').last().locator('summary').click();
  await own.locator('input[name=slot]').last().check();
  await noKeys(own, 'family-again');
  await look(stage, own, 'massage-again-hours-360');
  await own.screenshot({ path: path.join(SCREENS, 'massage-again-hours-360-full.png'), fullPage: true });
  await press(own, 'booking.send');
  await own.getByText(words('page.ok.visit_booked')).waitFor();
  await look(stage, own, 'massage-family-two-360');

  // Without signal the phone shows what it saw last, and says so.
  await own.evaluate(() => navigator.serviceWorker.ready);
  await own.reload();
  await own.waitForFunction(async () => {
    const names = await caches.keys();
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().some((request) => request.url.includes('lang=id'));
  });
  await own.context().setOffline(true);
  await own.reload();
  await own.getByText(words('page.booked.kept').split('.')[0], { exact: false }).waitFor();
  await own.getByText(cadre.name).first().waitFor();
  await look(stage, own, 'massage-family-offline-360');
  await own.context().setOffline(false);
  await own.reload();
  await own.locator('#kept').waitFor({ state: 'hidden' });

  await own.getByText(words('page.booked.cancel'), { exact: true }).first().click();
  await own.getByText(words('page.booked.cancel_how')).first().waitFor();
  await press(own, 'booked.cancel_send');
  await own.getByText(words('page.ok.visit_cancelled')).waitFor();
  await look(stage, own, 'massage-family-cancelled-360');
  const rows = await officer.rows();
  const states = rows
    .all('massage_booking')
    .filter((b) => b.parent_name === 'Bu Wulan Contoh')
    .map((b) => b.state);
  assert.deepEqual(states.toSorted(), ['booked', 'cancelled']);
}

export async function massage_parent_waits(stage) {
  const { house } = stage;
  const { officer, nobodys, form } = await outside(house);
  const page = await someone(stage, PHONE);
  await page.goto(form);
  await answers(page, nobodys.id, 'Dek Bima');
  await press(page, 'booking.to_hours');
  await page.getByText(words('page.booking.none_free')).waitFor();
  await page.locator('#tunggu[open]').waitFor();
  await whoAsks(page, 'Bu Ratna Contoh', '0813 5550 0082');
  await page.locator('select[name=wish_part]').selectOption({ value: 'morning' });
  await look(stage, page, 'massage-parent-wait-360');
  await page.screenshot({ path: path.join(SCREENS, 'massage-parent-wait-360-full.png'), fullPage: true });
  await press(page, 'booking.wait_send');
  await page.getByText(words('page.booked.state.waiting')).waitFor();
  await look(stage, page, 'massage-parent-waiting-360');
  const row = (await officer.rows()).find('massage_booking', (b) => b.parent_name === 'Bu Ratna Contoh');
  assert.equal(row.state, 'waiting');
  assert.equal(row.wish.part, 'morning');
  assert.match(row.wish.until, /^\d{4}-\d{2}-\d{2}$/);
}
