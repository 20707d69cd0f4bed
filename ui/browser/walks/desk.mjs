// The desk: by keyboard alone; a lost phone; a certificate that is taken away.
import assert from 'node:assert/strict';
import { DESK, look, signIn, words } from '../people.mjs';
import * as ride from '../ride.mjs';

/** A mother without a phone has rung the desk: her pick-up is typed in without a mouse. */
export async function keyboard_alone(stage) {
  const api = await ride.freeCouriers(stage.house);
  await ride.declareAtDesk(api, 'Yuni');
  const desk = await signIn(stage, 'pengatur', DESK);
  let keys = 0;
  const press = async (key) => {
    keys += 1;
    await desk.keyboard.press(key);
  };
  await desk.locator('[data-case]').first().waitFor();
  await press('a');
  await desk.locator('dialog').waitFor();
  await desk.waitForFunction(() => document.activeElement?.closest('dialog') !== null);
  if (
    !(await desk
      .locator('dialog input')
      .first()
      .evaluate((field) => field === document.activeElement))
  )
    await press('Tab');
  keys += 1;
  await desk.keyboard.type('lina');
  await look(stage, desk, 'desk-new-1366');
  await press('Enter');
  await desk.locator('dialog').waitFor({ state: 'detached' });
  await desk.locator('.case').getByText('Lina', { exact: false }).first().waitFor();
  assert.ok(keys < 20, `${keys} steps`);
  await ride.until(async () => (await api.rows()).find('milk_delivery', lina));

  const chosen = () => desk.locator('[data-case][aria-current=true]').getAttribute('data-case');
  await desk.locator('[data-case]').first().focus();
  const first = await desk.locator('[data-case]').first().getAttribute('data-case');
  await desk.keyboard.press('k');
  await desk.keyboard.press('k');
  await desk.keyboard.press('k');
  assert.equal(await chosen(), first);
  await desk.keyboard.press('j');
  assert.notEqual(await chosen(), first, 'j walks down');
  await desk.keyboard.press('/');
  await desk.waitForFunction(() => document.activeElement?.matches('[data-find]'));
  await desk.keyboard.press('Escape');
  await desk.evaluate(() => document.activeElement?.blur());
  await desk.keyboard.press('?');
  await desk.getByText(words('help.title')).waitFor();
  await look(stage, desk, 'desk-help-1366');
  await desk.keyboard.press('Escape');
  await desk.locator('dialog').waitFor({ state: 'detached' });
}

const lina = (d) => d.mother_name.includes('Lina') && d.state === 'declared';

/** Two clicks, and the phone that was found by somebody else says nothing any more. */
export async function lost_phone(stage) {
  const api = await stage.house.as('pengatur');
  const joko = (await api.rows()).find('worker', (w) => w.name.startsWith('Joko'));
  const phone = await ride.enrolPhone(api, joko.id);
  await ride.firstPost(phone.url, { lat: -7.52, lon: 110.92 });
  const desk = await signIn(stage, 'pengatur', DESK);
  await desk.goto(`${stage.house.address}/#/couriers/${joko.id}`);
  const row = desk.locator('.phones li', { hasText: 'HP uji' });
  await row.getByRole('button', { name: words('phone.block') }).click();
  await row.getByRole('button', { name: words('phone.yes_block') }).click();
  await desk.getByText(words('phone.blocked')).waitFor();
  await look(stage, desk, 'desk-couriers-1366');
  await ride.until(async () => [401, 404].includes(await ride.post(phone.url, { lat: -7.52, lon: 110.92 })));
}

/** Without a certificate nobody is offered milk, and the desk reads why. */
export async function certificate_withdrawn(stage) {
  const api = await ride.freeCouriers(stage.house);
  const declared = await ride.declareAtDesk(api, 'Fitri');
  const rows = await api.rows();
  const job = rows.find('job', (j) => j.id === declared.job);
  const darma = rows.find('worker', (w) => w.name.startsWith('Darma'));
  if (job.state === 'offered') await api.must('dispatch.withdraw', { job: job.id, reason: 'desk' });
  const officer = await signIn(stage, 'kepala', DESK);
  await officer.goto(`${stage.house.address}/#/couriers/${darma.id}`);
  await officer.getByRole('button', { name: words('couriers.withdraw') }).click();
  await officer.getByLabel(words('worker.reason')).fill('Belum ikut penyegaran');
  await officer
    .locator('dialog')
    .getByRole('button', { name: words('worker.save_withdraw') })
    .click();
  await officer.getByText(words('couriers.cert_withdrawn')).first().waitFor();
  const answer = await api.do('dispatch.offer', { job: job.id, worker: darma.id });
  assert.equal(answer.status, 'refused');
  assert.ok(words('code.' + answer.code).length > 10, 'the refusal has a sentence');
}
