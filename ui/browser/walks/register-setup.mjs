// Setting up the register: a posyandu and a group of ten houses, the next version of a text, a letter sent again.
import assert from 'node:assert/strict';
import { newId } from '../house.mjs';
import { DESK, PHONE, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

async function at(stage, key, viewport, tab) {
  const page = await signIn(stage, key, viewport);
  await page.goto(stage.house.address + '/#/register/setup/' + tab);
  return page;
}
const press = (page, key, params, more = '') =>
  page
    .locator('main, dialog')
    .getByRole('button', { name: words(key, params) + more, exact: true })
    .first()
    .click();
const closed = (page) => page.locator('dialog').waitFor({ state: 'detached' });
const said = (page, key) => page.getByText(words(key), { exact: true }).first().waitFor();

/** Added, corrected, closed: each stands under its village, and nothing is deleted. */
export async function posyandu_and_groups(stage) {
  const page = await at(stage, 'petugas', DESK, 'posyandu');
  const section = page.locator('main section').first();
  await section.waitFor();
  const village = await section.getAttribute('aria-label');
  await press(page, 'setup.posyandu_add', {}, ', ' + village);
  await page.getByLabel(words('setup.name'), { exact: true }).fill('Posyandu Flamboyan');
  await page.getByLabel(words('setup.open_day'), { exact: true }).fill('14');
  const cadre = page.locator('dialog').getByRole('checkbox').first();
  if ((await cadre.count()) > 0) await cadre.check();
  await look(stage, page, 'register-setup-posyandu-form-1366');
  await press(page, 'setup.save');
  await closed(page);
  const row = section.locator('li', { hasText: 'Posyandu Flamboyan' });
  await row.getByText(words('setup.opens', { day: 14 }), { exact: false }).waitFor();
  await press(page, 'setup.edit', {}, ', Posyandu Flamboyan');
  await page.getByRole('radio', { name: words('setup.closed') }).check({ force: true });
  await press(page, 'setup.save');
  await closed(page);
  await row.getByText(words('setup.closed'), { exact: true }).waitFor();
  await look(stage, page, 'register-setup-posyandu-1366');
  await noKeys(page, 'setup posyandu');

  await page.getByRole('tab', { name: words('setup.tab_groups') }).click();
  await press(page, 'setup.group_add', {}, ', ' + village);
  await page.getByLabel(words('setup.name'), { exact: true }).fill('Dasawisma Kenanga 12');
  await press(page, 'setup.save');
  await closed(page);
  const group = section.locator('li', { hasText: 'Dasawisma Kenanga 12' });
  await group.getByText(words('setup.houses', { n: 0 }), { exact: false }).waitFor();
  const sheet = await group.getByRole('link').getAttribute('href');
  assert.match(sheet, /\/groups\/[0-9a-z]{26}\/list\.pdf/);
  const paper = await page.request.get(stage.house.address + sheet);
  assert.equal((await paper.body()).subarray(0, 5).toString(), '%PDF-');
  await look(stage, page, 'register-setup-groups-1366');
  await noKeys(page, 'setup groups');

  const phone = await at(stage, 'kepala', PHONE, 'posyandu');
  await phone.getByText('Posyandu Flamboyan').waitFor();
  await look(stage, phone, 'register-setup-posyandu-360');
  await phone.goto(stage.house.address + '/#/register/setup/groups');
  await phone.getByText('Dasawisma Kenanga 12').waitFor();
  await look(stage, phone, 'register-setup-groups-360');
}

/** The head publishes the next version, once it has been read; the officer reads it, and the old one. */
export async function texts_are_published(stage) {
  const head = await stage.house.as('kepala');
  const first = {
    version: '1',
    basis: 'consent',
    wording: 'Bolehkah rumah Ibu difoto untuk petunjuk jalan?',
  };
  await head.do('registry.publish_text', { purpose: 'photo', ...first }); // where it already stands, it stays
  const page = await at(stage, 'kepala', DESK, 'texts');
  const purpose = words('reg.purpose_photo');
  await press(page, 'setup.text_next', {}, ', ' + purpose);
  const wording = page.getByLabel(words('setup.wording'), { exact: true });
  const before = await wording.inputValue();
  assert.ok(before.length > 10, 'it begins with the last wording');
  const version = await page.getByLabel(words('setup.version'), { exact: true }).inputValue();
  const publish = page.getByRole('button', { name: words('setup.text_publish', { version }), exact: true });
  assert.equal(await publish.getAttribute('aria-disabled'), 'true', 'the same words are no new version');
  await wording.fill(before + '\nFoto dihapus bila Anda minta.');
  await page.locator('dialog').getByRole('checkbox').check();
  await look(stage, page, 'register-setup-text-form-1366');
  await publish.click();
  await closed(page);
  await said(page, 'setup.text_done');
  const card = page.locator('main section', { hasText: 'Foto dihapus bila Anda minta.' });
  await card.getByText(words('setup.text_older', { n: 1 }), { exact: true }).waitFor();
  await look(stage, page, 'register-setup-texts-1366');
  await noKeys(page, 'setup texts');

  const phone = await at(stage, 'petugas', PHONE, 'texts');
  await phone.getByText(words('setup.text_head_only')).waitFor();
  await phone.getByText('Foto dihapus bila Anda minta.').waitFor();
  assert.equal(
    await phone
      .locator('main')
      .getByRole('button', { name: words('setup.text_next') })
      .count(),
    0,
  );
  await look(stage, phone, 'register-setup-texts-360');
}

/** Somebody moves to a village that the other health centre does not serve; the letter goes out once more. */
export async function letter_sent_again(stage) {
  const officer = await stage.house.as('petugas');
  const centres = await (
    await fetch(stage.house.address + '/api/v1/register/centres', { headers: { Cookie: officer.cookie } })
  ).json();
  const page = await at(stage, 'petugas', DESK, 'letters');
  const village = (await officer.rows()).all('village')[0].id;
  const person = newId();
  const woman = { kind: 'resident', name: 'Suminah Pindahan', born: '1990-01-05', sex: 'female', village };
  await officer.must('registry.register', { ...woman, person });
  const on = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const there = centres.centres[0];
  const facility = there?.slug ?? 'tidak-ada';
  await officer.must('registry.move', { person, on, to: 'out', facility, to_village: '99.99.99.9999' });
  const letters = async () =>
    (
      await (
        await fetch(stage.house.address + '/api/v1/register/letters', { headers: { Cookie: officer.cookie } })
      ).json()
    ).letters;
  await until(async () => (await letters()).some((one) => one.state === 'not_taken'), 400);
  await page.reload();
  const card = page.locator('main li', { hasText: 'Suminah Pindahan' });
  await card.getByText(words('setup.letter_sent_not_taken'), { exact: true }).waitFor();
  await look(stage, page, 'register-setup-letters-1366');
  await card.getByRole('button', { name: words('setup.resend') }).click();
  if (there) {
    await page.getByLabel(words('reg.move_centre'), { exact: true }).selectOption(there.slug);
    await page
      .locator('dialog')
      .getByLabel(words('lists.village'), { exact: true })
      .selectOption(there.villages[0].id);
    await look(stage, page, 'register-setup-resend-1366');
    await page
      .locator('dialog')
      .getByRole('button', { name: words('setup.resend'), exact: true })
      .click();
    await closed(page);
    await said(page, 'setup.resend_done');
    await until(async () => (await letters()).some((one) => one.state === 'taken'), 400);
  } else {
    await page.getByText(words('setup.no_centres')).waitFor();
    await look(stage, page, 'register-setup-resend-1366');
  }
  const phone = await at(stage, 'kepala', PHONE, 'letters');
  await phone.getByText('Suminah Pindahan').waitFor();
  await look(stage, phone, 'register-setup-letters-360');
  await noKeys(phone, 'setup letters');
}
