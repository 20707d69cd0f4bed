// What is found on the way: a driver tells of a missing latrine without signal, a sanitarian writes to the village and
// reminds it, the head sees it on the list and how old it is, a photo is hidden, the officer closes it with evidence;
// and rice that would come twice is seen before it is given.
import assert from 'node:assert/strict';
import { newId } from '../house.mjs';
import { DESK, look, noKeys, PHONE, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

const named = (page, key) => page.getByRole('button', { name: words(key), exact: true });
/** One grey pixel: what a camera gives, as small as it gets. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==',
  'base64',
);

/** A house of Sempu with somebody in it. */
async function familyOf(officer, name) {
  const village = (await officer.rows()).all('village')[0];
  const [house, household, person] = [newId(), newId(), newId()];
  await officer.must('registry.set_house', {
    house,
    village: village.id,
    hamlet: 'Krajan',
    rt: '001',
    rw: '002',
  });
  await officer.must('registry.set_household', { household, house, head: person });
  const about = {
    person,
    kind: 'resident',
    name,
    born: '1950-05-05',
    sex: 'male',
    household,
    relation: 'head',
  };
  await officer.must('registry.register', about);
  return { village, house, household, person };
}

/** Fills the open form and presses its main button. */
async function fill(page, title, fields, save) {
  await named(page, title).first().click();
  const form = page.locator('dialog');
  for (const [label, value] of fields) await form.getByLabel(words(label), { exact: true }).fill(value);
  await form.getByRole('button', { name: words(save), exact: true }).click();
  await form.waitFor({ state: 'detached' });
}

export async function a_latrine_told_of_and_built(stage) {
  const { house } = stage;
  const officer = await house.as('petugas-sempu');
  const { village } = await familyOf(officer, 'Mbah Kasan');

  const driver = await signIn(stage, 'sopir-sempu', PHONE);
  await driver.goto(`${house.address}/#/finding`);
  await named(driver, 'finding.kind_latrine').waitFor();
  await driver.context().setOffline(true);
  await named(driver, 'finding.kind_latrine').click();
  const here = driver.getByRole('button', { name: village.name, exact: true });
  if (await here.count()) await here.click();
  else {
    const code = (await officer.rows()).find('finding', () => true);
    assert.equal(code, undefined);
    await driver.context().grantPermissions(['geolocation']);
    await driver.context().setGeolocation({ latitude: village.lat, longitude: village.lon });
    await named(driver, 'finding.here').click();
  }
  await driver.getByLabel(words('finding.seen')).fill('Buang air di sungai');
  await named(driver, 'finding.photo_take').click();
  await driver.getByText(words('finding.photo_never')).waitFor(); // before the camera opens
  await look(stage, driver, 'chips-findings-field-360');
  await driver
    .locator('input[type=file]')
    .setInputFiles({ name: 'jamban.png', mimeType: 'image/png', buffer: PIXEL });
  await named(driver, 'finding.photo_drop').waitFor();
  await named(driver, 'finding.send').click();
  await driver.getByText(words('finding.kept')).first().waitFor();
  await driver.context().setOffline(false);
  const told = await until(async () =>
    (await officer.rows()).find('finding', (f) => f.kind === 'latrine' && f.what === 'Buang air di sungai'),
  );
  assert.equal(told.village, village.id);

  const sanitarian = await signIn(stage, 'sanitarian-sempu', DESK);
  await sanitarian.goto(`${house.address}/#/finding/${told.id}`);
  await sanitarian.getByText('Buang air di sungai').waitFor();
  await fill(
    sanitarian,
    'finding.coordinate',
    [['finding.agency', 'Kantor Desa Sempu']],
    'finding.save_coordinate',
  );
  await fill(sanitarian, 'finding.remind', [], 'finding.save_remind');
  await until(async () =>
    (await officer.rows()).find('finding', (f) => f.id === told.id && f.reminders === 1),
  );
  const letter = await sanitarian.request.get(`${house.address}/api/v1/findings/${told.id}/letter.pdf`);
  assert.equal((await letter.body()).subarray(0, 5).toString(), '%PDF-');

  const head = await signIn(stage, 'kepala-sempu', DESK);
  await head.goto(`${house.address}/#/finding/${told.id}`);
  await head.getByText('Kantor Desa Sempu').first().waitFor();
  await look(stage, head, 'chips-findings-head-1366');
  await noKeys(head, 'findings at the desk');
  await head.getByRole('tab', { name: words('finding.ages') }).click();
  await head.getByRole('rowheader', { name: words('finding.kind_latrine') }).waitFor();
  await look(stage, head, 'chips-findings-ages-1366');
  await head.getByRole('tab', { name: words('finding.list') }).click();
  await fill(head, 'finding.hide_photo', [['finding.reason_why', 'Ada orang di foto']], 'finding.hide_save');
  await named(head, 'finding.photo_erase').waitFor();

  const desk = await signIn(stage, 'petugas-sempu', DESK);
  await desk.goto(`${house.address}/#/finding/${told.id}`);
  await fill(
    desk,
    'finding.close',
    [
      ['finding.words', 'Jamban leher angsa selesai'],
      ['finding.evidence', 'Dilihat kader tanggal 1'],
    ],
    'finding.save_close',
  );
  const closed = await until(async () =>
    (await officer.rows()).find('finding', (f) => f.id === told.id && f.state === 'closed'),
  );
  assert.equal(closed.reason, 'mended');
}

export async function aid_that_would_come_twice(stage) {
  const { house } = stage;
  const officer = await house.as('petugas-sempu');
  const { household } = await familyOf(officer, 'Mbah Samidi');
  const today = new Date().toISOString().slice(0, 10);
  const rice = { household, kind: 'rice', giver: 'Baznas', quantity: '10 kg', on: today };
  await officer.must('aid.give', { aid: newId(), ...rice });
  const desk = await signIn(stage, 'petugas-sempu', DESK);
  await desk.goto(`${house.address}/#/finding`);
  await desk.getByRole('tab', { name: words('finding.aid') }).click();
  await named(desk, 'finding.aid_write').click();
  const form = desk.locator('dialog');
  await form.getByLabel(words('finding.aid_who')).fill('Samidi');
  await form.getByRole('option', { name: /Samidi/ }).click();
  await form.getByLabel(words('finding.aid_kind')).selectOption('rice');
  await form.getByRole('status').getByText('Baznas').waitFor(); // it says so before anything is given
  await look(stage, desk, 'chips-findings-aid-1366');
  await form.getByLabel(words('finding.aid_giver'), { exact: true }).fill('Desa Sempu');
  await named(desk, 'finding.aid_save_twice').click();
  await form.waitFor({ state: 'detached' });
  await until(async () => (await officer.rows()).find('aid', (a) => a.household === household && a.twin));
}
