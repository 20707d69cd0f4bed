// What milk goes through: the table is signed by two people, doubtful milk is judged by the midwife, labels are printed.
import assert from 'node:assert/strict';
import { newId } from '../house.mjs';
import { DESK, PHONE, look, signIn, words } from '../people.mjs';

const tab = (page, key) => page.getByRole('tab', { name: words(key), exact: true }).click();

export async function two_people_sign_the_table(stage) {
  const { house } = stage;
  for (const [who, view] of [
    ['kepala', DESK],
    ['bidan', PHONE],
  ]) {
    const page = await signIn(stage, who, view);
    await page.goto(house.address + '/#/handling');
    await tab(page, 'handling.tab_limits');
    await look(stage, page, `handling-limits-${who}`);
    await page.getByRole('button', { name: words('handling.sign'), exact: true }).click();
    await page
      .locator('dialog')
      .getByRole('button', { name: words('handling.sign'), exact: true })
      .click();
    await page.locator('dialog').waitFor({ state: 'detached' });
    await page.getByText(words('handling.signed'), { exact: true }).waitFor();
  }
}

export async function doubtful_milk_is_judged(stage) {
  const { house } = stage;
  const api = await house.as('petugas');
  // A mother of the midwife's own villages.
  const hers = await (await house.as('bidan')).rows();
  const place = hers.find('milk_place', (p) => p.state === 'active');
  const delivery = newId();
  const bottle = { id: newId(), volume_ml: 100, milk: 'cooled', kept: 'fridge' };
  await api.must('milk.declare', {
    delivery,
    place: place.id,
    bottles: [{ ...bottle, expressed_at: new Date(Date.now() - 73 * 3_600_000).toISOString() }],
  });
  const declared = (await api.rows()).find('milk_delivery', (d) => d.id === delivery).bottles[0];

  const midwife = await signIn(stage, 'bidan', PHONE);
  await midwife.goto(house.address + '/#/handling');
  const row = midwife.locator('li', { hasText: declared.label });
  await row.waitFor();
  await look(stage, midwife, 'handling-judge-360');
  await row.getByRole('button', { name: words('handling.judge'), exact: true }).click();
  await midwife.getByLabel(words('handling.fit'), { exact: true }).check();
  await midwife.getByLabel(words('handling.why'), { exact: true }).selectOption('cold_enough');
  await look(stage, midwife, 'handling-judging-360');
  await midwife.getByRole('button', { name: words('handling.say_fit'), exact: true }).click();
  await row.getByText(words('handling.is_judged_fit'), { exact: true }).waitFor();
  const now = (await api.rows()).find('milk_delivery', (d) => d.id === delivery).bottles[0];
  assert.equal(now.judged, 'fit');
}

export async function labels_are_printed(stage) {
  const { house } = stage;
  const desk = await signIn(stage, 'petugas', DESK);
  await desk.goto(house.address + '/#/handling');
  await tab(desk, 'handling.tab_labels');
  await desk.locator('.choice').first().click();
  await look(stage, desk, 'handling-labels');
  const paper = await desk.getByRole('link', { name: /36/ }).getAttribute('href');
  const answer = await desk.request.get(house.address + paper);
  assert.equal(answer.headers()['content-type'], 'application/pdf');
}
