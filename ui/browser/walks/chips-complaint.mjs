// A complaint from the letter box to its answer: the desk writes it down, the head answers, the one complained of sees
// nothing, and whoever complained opens the answer by number and code.
import assert from 'node:assert/strict';
import { nameOf } from '../chips.mjs';
import { DESK, PHONE, look, noKeys, signIn, words } from '../people.mjs';
import * as ride from '../ride.mjs';

const own = async (house, key) =>
  (await (await house.as(key)).rows()).all('need_case').filter((c) => c.complaint);

/** Somebody without a telephone leaves a letter in the box; number and code go home on paper. */
async function taken(stage, ofHead = false) {
  const page = await signIn(stage, 'pengatur-sempu', DESK);
  await page.goto(stage.house.address + '/#/complaint');
  await page.getByRole('button', { name: words('complaint.new') }).click();
  await page.getByLabel(words('need.kind'), { exact: true }).selectOption('complaint_conduct');
  await page.getByLabel(words('need.door'), { exact: true }).selectOption('letter_box');
  await page.getByLabel(words('complaint.what'), { exact: true }).fill('Petugas loket membentak ibu saya');
  await page.getByLabel(words('complaint.name'), { exact: true }).fill('Mbah Warsi');
  if (ofHead) await page.getByRole('checkbox').check();
  await look(stage, page, ofHead ? 'complaint-of-head-1366' : 'complaint-new-1366');
  await page
    .getByRole('button', { name: words('complaint.save_new'), exact: true })
    .last()
    .click();
  await page.getByRole('heading', { name: words('complaint.slip_title') }).waitFor();
  const [number, code] = await page.locator('dialog dd.big').allInnerTexts();
  const slug = /\/([a-z0-9-]+)\/lapor\/cari/.exec(await page.locator('dialog').innerText())[1];
  await look(stage, page, ofHead ? 'complaint-slip-head-1366' : 'complaint-slip-1366');
  await page.getByRole('button', { name: words('complaint.slip_done') }).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  return { page, number, code, slug };
}

export async function chips_complaint_answered(stage) {
  const { house } = stage;
  const { number, code, slug } = await taken(stage);
  assert.deepEqual(await own(house, 'pengatur-sempu'), [], 'the desk has no trace of it');

  const head = await signIn(stage, 'kepala-sempu', DESK);
  await head.goto(house.address + '/#/complaint');
  await head.getByRole('link', { name: words('need.kind_complaint_conduct') }).click();
  await head.locator('.file').waitFor();
  await look(stage, head, 'complaint-head-1366');
  await head.getByRole('button', { name: words('complaint.do_sort') }).click();
  const accused = nameOf(house, 'dokter-sempu');
  await head.getByLabel(words('complaint.against_find'), { exact: true }).fill(accused);
  await head.locator('dialog').getByRole('button', { name: accused, exact: true }).click();
  await look(stage, head, 'complaint-sort-1366');
  await head.getByRole('button', { name: words('complaint.save_sort'), exact: true }).click();
  await head.locator('dialog').waitFor({ state: 'detached' });
  await head.locator('.file dd').getByText(accused).waitFor();
  await head.getByRole('button', { name: words('complaint.do_answer') }).click();
  await head
    .getByLabel(words('complaint.answer'), { exact: true })
    .fill('Kami minta maaf. Petugas sudah ditegur.');
  await look(stage, head, 'complaint-answer-1366');
  await head.getByRole('button', { name: words('complaint.save_answer'), exact: true }).click();
  await head.locator('dialog').waitFor({ state: 'detached' });
  await head.getByRole('button', { name: words('complaint.close') }).waitFor();
  assert.deepEqual(await own(house, 'dokter-sempu'), [], 'whom it complains of sees nothing');

  const family = await (await stage.browser.newContext({ viewport: { width: 360, height: 640 } })).newPage();
  await family.goto(`${house.address}/${slug}/lapor/cari`);
  await family.locator('input[name=number]').fill(number);
  await family.locator('input[name=code]').fill(code);
  await family.locator('form button').click();
  await family.getByText('Petugas sudah ditegur').waitFor();
  await look(stage, family, 'complaint-answer-page-360');
  await family.goto(`${house.address}/${slug}/asi/aduan`);
  await look(stage, family, 'complaint-form-page-360');
  await family.context().close();

  await head.getByRole('link', { name: words('complaint.print') }).click();
  await head
    .getByRole('heading', { name: words('complaint.paper_title', { number }), exact: true })
    .waitFor();
  await look(stage, head, 'complaint-paper-1366');
  await head.getByRole('link', { name: words('complaint.paper_back') }).click();
  await head.getByRole('button', { name: words('complaint.close') }).click();
  await head.getByLabel(words('need.words_label'), { exact: true }).fill('Sudah bicara berdua');
  await head.getByRole('button', { name: words('need.save_close'), exact: true }).click();
  await head.locator('dialog').waitFor({ state: 'detached' });
  await ride.until(async () => (await own(house, 'kepala-sempu')).some((c) => c.state === 'closed'));
  await head.goto(house.address + '/#/complaint');
  await head.getByRole('tab', { name: words('complaint.tab_trend') }).click();
  await head.locator('.trend table').first().waitFor();
  await look(stage, head, 'complaint-trend-1366');
  const narrow = await signIn(stage, 'kepala-sempu', PHONE);
  await narrow.goto(house.address + '/#/complaint');
  await narrow.getByRole('tab').first().waitFor();
  await look(stage, narrow, 'complaint-list-360');
  await noKeys(narrow, 'complaints on a phone');
}

/** "About the head": the head has no trace of it, the officer answers, and only another head closes it. */
export async function chips_complaint_of_the_head(stage) {
  const { house } = stage;
  const before = (await own(house, 'kepala-sempu')).length;
  await taken(stage, true);
  assert.equal((await own(house, 'kepala-sempu')).length, before, 'the head has no trace of it');
  const officer = await signIn(stage, 'petugas-sempu', DESK);
  await officer.goto(house.address + '/#/complaint');
  await officer.getByRole('link', { name: words('need.kind_complaint_conduct') }).click();
  await officer.getByText(words('complaint.around_head')).waitFor();
  await look(stage, officer, 'complaint-keeper-1366');
  await officer.getByRole('button', { name: words('complaint.do_answer') }).click();
  await officer
    .getByLabel(words('complaint.answer'), { exact: true })
    .fill('Dinas kesehatan sudah memeriksa.');
  await officer.getByRole('button', { name: words('complaint.save_answer'), exact: true }).click();
  await officer.locator('dialog').waitFor({ state: 'detached' });
  assert.equal(await officer.getByRole('button', { name: words('complaint.close') }).count(), 0);
}
