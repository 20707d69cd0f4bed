// Nobody came in time: the rice is owed by itself. The fund gets a sack, the driver hands over, the desk sees it.
import assert from 'node:assert/strict';
import { nameOf } from '../chips.mjs';
import { newId } from '../house.mjs';
import { DESK, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

const named = (page, key) => page.getByRole('button', { name: words(key), exact: true });
/** One grey pixel: what a camera gives, as small as it gets. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

export async function rice_owed_and_given(stage) {
  const { house } = stage;
  const api = await house.as('petugas-sempu');
  const [village] = (await api.rows()).all('village');
  const id = newId();
  await api.must('need.request', {
    case: id,
    kind: 'visit_request',
    where: { village: village.id },
    patient: { name: 'Mbah Wagiyem' },
    what: 'Jatuh di ladang',
    door: 'phone',
    heard_at: new Date(Date.now() - 5 * 3_600_000).toISOString(),
  });
  const debt = await until(async () => (await api.rows()).find('rice_debt', (d) => d.case === id));
  assert.equal(debt.grams, 5000);

  const treasurer = await signIn(stage, 'bendahara-sempu', DESK);
  await treasurer.goto(`${house.address}/#/rice`);
  await treasurer.getByRole('tab', { name: words('rice.fund') }).click();
  await named(treasurer, 'rice.gift').click();
  const form = treasurer.locator('dialog');
  await form.getByLabel(words('rice.what'), { exact: true }).selectOption('rice');
  await form.getByLabel(words('rice.kilograms')).fill('25');
  await form.getByLabel(words('rice.giver')).fill('Bu Parinem');
  await form.getByRole('button', { name: words('rice.gift_save') }).click();
  await form.waitFor({ state: 'detached' });
  await until(async () => (await api.rows()).find('rice_line', (l) => l.name === 'Bu Parinem'));
  await look(stage, treasurer, 'chips-rice-fund-1366');

  const officer = await signIn(stage, 'petugas-sempu', DESK);
  await officer.goto(`${house.address}/#/rice/${debt.id}`);
  await officer.getByText('Mbah Wagiyem').first().waitFor();
  await named(officer, 'rice.carry').click();
  await officer.locator('dialog').getByLabel(nameOf(house, 'sopir-sempu')).check();
  await officer
    .locator('dialog')
    .getByRole('button', { name: words('rice.carry_save') })
    .click();
  await officer.locator('dialog').waitFor({ state: 'detached' });

  const driver = await signIn(stage, 'sopir-sempu', { width: 360, height: 640 });
  const card = driver.getByRole('article', { name: /Mbah Wagiyem/ });
  await card.getByRole('button', { name: words('rice.hand_over') }).click();
  const sheet = driver.locator('dialog');
  await sheet
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'beras.png', mimeType: 'image/png', buffer: PIXEL });
  await sheet.getByText(words('rice.photo_taken')).waitFor();
  await sheet.getByRole('button', { name: words('rice.hand_over_save') }).click();
  await until(async () =>
    (await api.rows()).find('rice_debt', (d) => d.id === debt.id && d.state === 'given'),
  );
  await officer.getByText(words('rice.state_given')).first().waitFor();
  await look(stage, officer, 'chips-rice-1366');
  await noKeys(officer, 'rice at the desk');
  const paper = await officer.request.get(`${house.address}/api/v1/rice/debts/${debt.id}/receipt.pdf`);
  assert.equal((await paper.body()).subarray(0, 5).toString(), '%PDF-');
}
