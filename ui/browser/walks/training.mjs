// Training: the officer plans a session and invites who lacks the course; the midwife notes without signal who came and how
// she did; the certificate is there and the page for everybody says so; the head takes it back, the cadre appeals, the
// officer decides. A driver learns alone and takes the check without signal.
import assert from 'node:assert/strict';
import { nameOf } from '../chips.mjs';
import { newId } from '../house.mjs';
import { DESK, PHONE, fits, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

const COURSE = 'baby_massage';
const press = (within, key, params) =>
  within
    .getByRole('button', { name: words(key, params), exact: true })
    .first()
    .click();
/** Something that only the API tells. */
async function read(house, key, path) {
  const { cookie } = await house.as(key);
  const answer = await fetch(`${house.address}/api/v1/${path}`, { headers: { Cookie: cookie } });
  assert.equal(answer.status, 200, path);
  return await answer.json();
}
const cellOf = async (house, name) =>
  (await read(house, 'petugas-sempu', 'training/matrix')).rows
    .find((row) => row.name === name)
    .cells.find((cell) => cell.course === COURSE);
const pageText = async (house, path) => await (await fetch(house.address + path)).text();

/** Every line of a check is ticked right, and kept. */
async function ticked(stage, page, kind) {
  const sheet = page.getByRole('dialog');
  const lines = sheet.getByRole('group');
  await lines.first().waitFor();
  for (const line of await lines.all())
    await line
      .getByRole('radio', { name: words('training.tick_yes_' + kind), exact: true })
      .check({ force: true });
  await sheet.getByRole('status').waitFor();
  await look(stage, page, `training-${kind}-360`);
  await press(sheet, 'training.save_check');
  await sheet.waitFor({ state: 'detached' });
}

async function planned(stage, cadre) {
  const { house } = stage;
  const desk = await signIn(stage, 'petugas-sempu', DESK);
  await desk.goto(`${house.address}/#/courses`);
  await desk.getByRole('button', { name: cadre, exact: true }).waitFor();
  await look(stage, desk, 'training-matrix-1366');
  await noKeys(desk, 'the matrix');
  await desk.getByRole('tab', { name: words('training.tab_courses'), exact: true }).click();
  await desk.getByRole('button', { name: words('training.course_' + COURSE) }).click();
  await desk.getByText(words('training.checklist'), { exact: true }).waitFor();
  await look(stage, desk, 'training-course-1366');
  await desk.getByRole('tab', { name: words('training.tab_sessions'), exact: true }).click();
  await press(desk, 'training.plan');
  const sheet = desk.getByRole('dialog');
  await sheet.getByLabel(words('training.course'), { exact: true }).selectOption(COURSE);
  const today = (await read(house, 'petugas-sempu', 'training/matrix')).today;
  await sheet.getByLabel(words('training.on'), { exact: true }).fill(today);
  await sheet.getByLabel(words('training.place'), { exact: true }).fill('Aula puskesmas');
  await sheet
    .getByLabel(words('training.trainer'), { exact: true })
    .selectOption({ label: nameOf(house, 'bidan-sempu') });
  await look(stage, desk, 'training-plan-1366');
  await press(sheet, 'training.save');
  await press(desk, 'training.invite');
  const invite = desk.getByRole('dialog');
  assert.ok(await invite.getByRole('checkbox', { name: cadre }).isChecked(), 'who lacks it is ticked');
  await look(stage, desk, 'training-invite-1366');
  const n = await invite.getByRole('checkbox', { checked: true }).count();
  await press(invite, 'training.invite_n', { n });
  await desk.getByRole('rowheader', { name: cadre, exact: true }).waitFor();
  await look(stage, desk, 'training-session-1366');
}

export async function a_midwife_trains_without_signal(stage) {
  const { house } = stage;
  const cadre = nameOf(house, 'kader-sempu');
  await planned(stage, cadre);

  const midwife = await signIn(stage, 'bidan-sempu', PHONE);
  await midwife.goto(`${house.address}/#/training/sessions`);
  await midwife.getByRole('button', { name: words('training.course_' + COURSE) }).click();
  await midwife.getByRole('region', { name: words('training.code'), exact: true }).waitFor();
  await midwife.context().setOffline(true);
  const present = midwife.getByRole('region', { name: words('training.present'), exact: true });
  await present.getByRole('button', { name: cadre }).click();
  await present.getByRole('button', { name: cadre, pressed: true }).waitFor();
  await look(stage, midwife, 'training-present-360');
  for (const kind of ['oral', 'practical']) {
    await midwife
      .getByRole('region', { name: words('training.checks'), exact: true })
      .getByRole('listitem')
      .filter({ hasText: cadre })
      .getByRole('button', { name: words('training.check_' + kind) })
      .click();
    await ticked(stage, midwife, kind);
  }
  await midwife.getByText(words('training.stands_waiting'), { exact: true }).first().waitFor();
  await noKeys(midwife, 'a session');
  assert.equal((await cellOf(house, cadre)).state, 'none', 'nothing has left the phone');
  await midwife.context().setOffline(false);
  await until(async () => (await cellOf(house, cadre)).state === 'valid');
  await midwife.getByText(words('training.stands_passed'), { exact: true }).first().waitFor();
  await look(stage, midwife, 'training-done-360');
  await taken_back(stage, cadre);
}

/** The cadre sees it, the head takes it back, she says that it was wrong, the officer gives it back. */
async function taken_back(stage, cadre) {
  const { house } = stage;
  const phone = await signIn(stage, 'kader-sempu', PHONE);
  await phone.goto(`${house.address}/#/training`);
  const mine = phone.getByRole('button', { name: words('training.course_' + COURSE) });
  await mine.getByText(words('training.state_valid'), { exact: true }).waitFor();
  await look(stage, phone, 'training-mine-360');
  await mine.click();
  const link = phone.getByRole('link', { name: words('training.public'), exact: true });
  const path = await link.getAttribute('href');
  await look(stage, phone, 'training-course-360');
  assert.match(await pageText(house, path), new RegExp(words('page.training.valid.mark')));

  const head = await signIn(stage, 'kepala-sempu', DESK);
  await head.goto(`${house.address}/#/courses`);
  await head.getByRole('button', { name: cadre, exact: true }).click();
  const panel = head.getByRole('region', { name: cadre, exact: true });
  await panel.getByRole('button', { name: words('training.withdraw'), exact: true }).waitFor();
  await look(stage, head, 'training-person-1366');
  await press(panel, 'training.withdraw');
  await head.getByLabel(words('training.words_withdraw'), { exact: true }).fill('Memijat bayi yang demam');
  await press(head.getByRole('dialog'), 'training.do_withdraw');
  await panel.getByText(words('training.state_withdrawn'), { exact: true }).waitFor();
  assert.match(await pageText(house, path), new RegExp(words('page.training.withdrawn.mark')));

  await phone.reload();
  await press(phone, 'training.do_appeal');
  await phone
    .getByLabel(words('training.words_appeal'), { exact: true })
    .fill('Bayinya tidak demam hari itu');
  await press(phone.getByRole('dialog'), 'training.do_appeal');
  await phone.getByText(words('training.appeal_appealed'), { exact: true }).waitFor();
  await look(stage, phone, 'training-appeal-360');

  const officer = await signIn(stage, 'petugas-sempu', DESK);
  await officer.goto(`${house.address}/#/courses`);
  await officer.getByLabel(words('training.show'), { exact: true }).selectOption('appeal');
  await officer.getByRole('button', { name: cadre, exact: true }).click();
  await press(officer, 'training.restore');
  await officer
    .getByLabel(words('training.words_restored'), { exact: true })
    .fill('Catatan posyandu: suhu 36,8');
  await press(officer.getByRole('dialog'), 'training.do_restored');
  await until(async () => (await cellOf(house, cadre)).state === 'valid');
  assert.match(await pageText(house, path), new RegExp(words('page.training.valid.mark')));
}

/** Who is asked reads the trainer's picture with the camera: the page opens with the code filled in, and without signal too. */
export async function a_driver_says_that_he_is_here(stage) {
  const { house } = stage;
  const [officer, driver] = [await house.as('petugas-sempu'), nameOf(house, 'sopir-sempu')];
  const { rows, today } = await read(house, 'petugas-sempu', 'training/matrix');
  const workers = (await officer.rows()).all('worker');
  const [session, worker] = [newId(), rows.find((row) => row.name === driver).worker];
  const trainer = workers.find((w) => w.name === nameOf(house, 'bidan-sempu')).id;
  await officer.must('training.plan', {
    session,
    course: 'patient_transport',
    on: today,
    place: 'Aula',
    trainer,
  });
  await officer.must('training.invite', { session, workers: [worker] });

  const midwife = await signIn(stage, 'bidan-sempu', PHONE);
  await midwife.goto(`${house.address}/#/training/session/${session}`);
  const shown = midwife.getByRole('region', { name: words('training.code'), exact: true });
  await shown.getByRole('img', { name: words('training.qr'), exact: true }).waitFor();
  const code = (await shown.locator('.code').innerText()).replaceAll(/\s/g, '');
  await midwife.context().setOffline(true);
  await midwife.evaluate(() => (location.hash = '#/training/sessions'));
  await shown.waitFor({ state: 'detached' });
  await midwife.evaluate((at) => (location.hash = '#/training/session/' + at), session);
  await shown.getByRole('img', { name: words('training.qr'), exact: true }).waitFor();
  await look(stage, midwife, 'training-qr-360');
  await midwife.context().setOffline(false);

  const phone = await signIn(stage, 'sopir-sempu', PHONE);
  await phone.goto(`${house.address}/#/training/session/${session}.${code}`);
  const here = phone.getByRole('region', { name: words('training.i_came'), exact: true });
  await here.getByLabel(words('sessionscan.label'), { exact: true }).waitFor();
  assert.equal(await here.getByLabel(words('sessionscan.label'), { exact: true }).inputValue(), code);
  await look(stage, phone, 'training-came-360');
  await phone.context().setOffline(true);
  await press(here, 'sessionscan.take');
  await here.getByText(words('training.you_were_there'), { exact: true }).waitFor();
  await phone.context().setOffline(false);
  const attended = (places) => places.find((p) => p.session === session && p.worker === worker)?.attended_at;
  await until(async () => attended((await officer.rows()).all('training_place')));
  await midwife.getByRole('button', { name: driver, pressed: true }).waitFor();
}

export async function a_driver_learns_alone(stage) {
  const { house } = stage;
  const page = await signIn(stage, 'sopir-sempu', PHONE);
  await page.goto(`${house.address}/#/training`);
  await page.getByRole('button', { name: words('training.course_patient_transport') }).click();
  const modules = page.getByRole('region', { name: words('training.modules'), exact: true });
  await modules.waitFor();
  await page.context().setOffline(true);
  await modules.getByRole('button').first().click();
  await look(stage, page, 'training-module-360');
  await press(modules, 'training.read_it');
  await modules.getByText(words('training.was_read'), { exact: true }).waitFor();
  await press(page, 'training.start');
  for (let n = 1; n <= 6; n += 1) {
    await page.getByText(words('training.question_of', { n, of: 6 })).waitFor();
    if (n === 1) await look(stage, page, 'training-question-360');
    await page.locator('.answers').getByRole('button').first().click();
  }
  await page.getByText(words('training.check_waits'), { exact: true }).waitFor();
  await look(stage, page, 'training-kept-360');
  await page.context().setOffline(false);
  const attempt = await until(async () =>
    (await (await house.as('sopir-sempu')).rows()).find('training_attempt', (a) => a.kind === 'knowledge'),
  );
  assert.equal(attempt.course, 'patient_transport');
  await press(page, 'training.to_course');
  await page
    .getByText(words(attempt.passed ? 'training.passed' : 'training.not_passed', { n: attempt.score }))
    .first()
    .waitFor();
  await noKeys(page, 'a course');
  await fits(page, 'a course');
}
