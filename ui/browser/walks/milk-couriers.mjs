// Couriers and what they ride with: the look before the day without signal, the desk's list, a certificate with its
// assessor, a silence told and ended.
import assert from 'node:assert/strict';
import { DESK, PHONE, look, signIn, words } from '../people.mjs';

/** The answers of a form stand over their own inputs: they are chosen as a finger would, by their words. */
const choose = (page, key) => page.getByLabel(words(key), { exact: true }).check({ force: true });

export async function a_box_is_looked_at_without_signal(stage) {
  const courier = await signIn(stage, 'darma', PHONE);
  await courier.getByRole('button', { name: words('cooler.begin') }).waitFor();
  await look(stage, courier, 'courier-cooler-card-360');
  await courier.context().setOffline(true);
  await courier.getByRole('button', { name: words('cooler.begin') }).click();
  for (const key of ['cooler.seal_yes', 'cooler.clean_yes', 'cooler.ice_yes']) await choose(courier, key);
  await look(stage, courier, 'courier-cooler-check-360');
  await courier.getByRole('button', { name: words('cooler.save') }).click();
  await courier.locator('.well').waitFor();
  await courier.context().setOffline(false);

  const desk = await signIn(stage, 'petugas', DESK);
  await desk.goto(stage.house.address + '/#/equipment');
  const row = desk.locator('tbody tr', { hasText: 'Darma' });
  await row.getByText(words('coolers.look_well')).waitFor();
  await look(stage, desk, 'desk-coolers-1366');
}

export async function a_certificate_names_its_assessor(stage) {
  const desk = await signIn(stage, 'petugas', DESK);
  await desk.goto(stage.house.address + '/#/couriers');
  await desk.getByRole('button', { name: 'Hasan Mulyadi' }).click();
  await desk.getByRole('button', { name: words('couriers.certify') }).click();
  await desk.getByLabel(words('worker.number')).fill('KA-2030-1');
  await desk.getByLabel(words('worker.to'), { exact: true }).fill('2039-12-31');
  await desk.getByLabel(words('worker.assessor'), { exact: true }).selectOption('outside');
  await desk.getByLabel(words('worker.assessor_name')).fill('dr. Hasanah, RSUD');
  await desk.getByLabel(words('worker.score')).fill('92');
  await desk.getByRole('button', { name: words('worker.save_certify') }).click();
  await desk.getByRole('link', { name: words('couriers.certificates') }).click();
  await desk.locator('tbody tr', { hasText: 'dr. Hasanah, RSUD' }).getByText('92').waitFor();
  await look(stage, desk, 'desk-certificates-1366');
  const api = await stage.house.as('petugas');
  const worker = (await api.rows()).find('worker', (w) => w.name === 'Hasan Mulyadi');
  const paper = await fetch(`${stage.house.address}/api/v1/workers/${worker.id}/letter.pdf`, {
    headers: { Cookie: api.cookie },
  });
  assert.equal(paper.headers.get('content-type'), 'application/pdf');
}
