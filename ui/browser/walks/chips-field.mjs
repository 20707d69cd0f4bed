// The team on its way to the sick: the driver without signal, the doctor at the bedside, a report in three taps, a call for help.
import assert from 'node:assert/strict';
import { nameOf, sentTo, stepsOf, teamOf, visitOf } from '../chips.mjs';
import { PHONE, button, fits, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

const step = (page, verb) => button(page, 'journey.do_' + verb).click();
const offered = (page, verb) => button(page, 'journey.do_' + verb).waitFor();

export async function driver_without_signal(stage) {
  const { house } = stage;
  const { desk, visit } = await sentTo(house, 'Mbah Sariyem');
  const driver = await signIn(stage, 'sopir-sempu', PHONE);
  await driver.getByText('Mbah Sariyem').first().waitFor();
  await look(stage, driver, 'chips-day-360');
  await noKeys(driver, 'the driver’s day');
  await step(driver, 'accept');
  await offered(driver, 'set_out');
  assert.equal(await driver.locator('a[href^="geo:"]').count(), 1, 'one tap shows the way');
  await driver.getByText('JZ13XYZ').or(driver.getByText('Primadona 1')).first().waitFor();
  await step(driver, 'set_out');
  await offered(driver, 'arrive');
  await until(async () => (await visitOf(desk, visit)).state === 'on_the_way');

  await driver.evaluate(() => navigator.serviceWorker.ready);
  await driver.context().setOffline(true);
  await step(driver, 'arrive');
  await offered(driver, 'aboard');
  await step(driver, 'aboard');
  await offered(driver, 'at_centre');
  await step(driver, 'at_centre');
  await offered(driver, 'care_ended');
  await driver.getByText(words('line.waiting', { n: 3 }), { exact: true }).waitFor();
  await look(stage, driver, 'chips-run-offline-360');
  await driver.reload();
  await offered(driver, 'care_ended');
  await fits(driver, 'a visit opened without signal');
  assert.equal((await visitOf(desk, visit)).state, 'on_the_way', 'nothing of it has left the phone');

  await driver.context().setOffline(false);
  await driver.getByText(words('line.waiting', { n: 3 }), { exact: true }).waitFor({ state: 'detached' });
  const after = await visitOf(desk, visit);
  assert.equal(after.state, 'at_centre');
  const kinds = (await stepsOf(desk, visit)).map((s) => s.kind);
  for (const kind of ['accepted', 'set_out', 'arrived', 'aboard', 'at_centre'])
    assert.equal(kinds.filter((k) => k === kind).length, 1, `${kind} once`);

  await step(driver, 'care_ended');
  await driver.getByRole('radio', { name: words('journey.care_ended_goes_home') }).check({ force: true });
  await driver.getByRole('button', { name: words('journey.save_care_ended'), exact: true }).click();
  await offered(driver, 'set_off_home');
  await step(driver, 'set_off_home');
  await offered(driver, 'home');
  await step(driver, 'home');
  await until(async () => (await visitOf(desk, visit)).state === 'done');
}

export async function doctor_at_the_bedside(stage) {
  const { house } = stage;
  const { desk, visit } = await sentTo(house, 'Pak Tukijan', { colour: 'red' });
  const doctor = await signIn(stage, 'dokter-sempu', PHONE);
  await doctor.goto(`${house.address}/#/day`);
  await doctor.getByText('Pak Tukijan').first().waitFor();
  await doctor.locator('a.btn-119').first().waitFor();
  for (const verb of ['accept', 'set_out', 'arrive']) await step(doctor, verb);
  await offered(doctor, 'spoke');
  await look(stage, doctor, 'chips-doctor-360');
  await step(doctor, 'spoke');
  await doctor
    .getByLabel(words('journey.spoke_words'))
    .fill('Tekanan darah 150/90, obat diberikan, kontrol besok.');
  await doctor.getByRole('button', { name: words('journey.save_spoke'), exact: true }).click();
  await offered(doctor, 'aboard');
  await step(doctor, 'done_on_spot');
  await doctor.getByRole('radio', { name: words('journey.done_on_spot_treated') }).check({ force: true });
  await doctor.getByRole('button', { name: words('journey.save_done_on_spot'), exact: true }).click();
  const ended = await until(async () => {
    const now = await visitOf(desk, visit);
    return now.state === 'done' && now;
  });
  assert.equal(ended.outcome, 'treated_at_home');
  assert.equal(ended.respond_state, 'kept', 'a health worker spoke in time');
  assert.equal(ended.fetch_state, 'kept', 'a health worker stood at the bedside in time');
}

export async function given_back_and_handed_on(stage) {
  const { house } = stage;
  const { desk, visit } = await sentTo(house, 'Bu Ponirah');
  const driver = await signIn(stage, 'sopir-sempu', PHONE);
  await driver.goto(`${house.address}/#/journey/${visit}`);
  await step(driver, 'give_back');
  await driver.getByRole('radio', { name: words('journey.give_back_road') }).check({ force: true });
  await driver.getByRole('button', { name: words('journey.save_give_back'), exact: true }).click();
  await until(async () => (await visitOf(desk, visit)).state === 'open');
  const { team } = await teamOf(house);
  await desk.must('visit.send', { visit, team });
  await driver.goto(`${house.address}/#/journey/${visit}`);
  for (const verb of ['accept', 'set_out', 'arrive']) await step(driver, verb);
  await step(driver, 'hand_on');
  await driver.getByRole('radio', { name: words('journey.hand_on_hospital') }).check({ force: true });
  await driver.getByLabel(words('journey.hand_on_words')).fill('Ners Dewi, IGD');
  await look(stage, driver, 'chips-hand-on-360');
  await driver.getByRole('button', { name: words('journey.save_hand_on'), exact: true }).click();
  const ended = await until(async () => {
    const now = await visitOf(desk, visit);
    return now.state === 'done' && now;
  });
  assert.equal(ended.handed_to, 'hospital');
}

export async function report_in_three_taps(stage) {
  const { house } = stage;
  const desk = await house.as('pengatur-sempu');
  const driver = await signIn(stage, 'sopir2-sempu', PHONE, {
    permissions: ['geolocation'],
    geolocation: { latitude: -8.314, longitude: 114.151 },
  });
  await driver.goto(`${house.address}/#/report`);
  await button(driver, 'report.here').waitFor();
  await driver.evaluate(() => navigator.serviceWorker.ready);
  await driver.context().setOffline(true);
  await button(driver, 'report.here').click();
  await driver.getByRole('radio', { name: words('report.yes'), exact: true }).check({ force: true });
  await driver.locator('a.btn-119').waitFor();
  await look(stage, driver, 'chips-report-360');
  await noKeys(driver, 'the report');
  await button(driver, 'report.send').click();
  await driver.getByText(words('report.kept')).waitFor();
  await driver.context().setOffline(false);
  const told = await until(async () =>
    (await desk.rows()).find('need_case', (c) => c.request && c.door === 'field' && c.colour === 'red'),
  );
  assert.ok(Math.abs(told.home.lat + 8.314) < 0.01, 'the place where the driver stood');
}

export async function help_alone(stage) {
  const { house } = stage;
  const desk = await house.as('pengatur-sempu');
  const nurse = await signIn(stage, 'perawat-sempu', PHONE);
  await nurse.getByRole('button', { name: words('alone.begin') }).click();
  await nurse.getByRole('button', { name: words('alone.hours', { n: 1 }), exact: true }).click();
  await nurse.getByRole('button', { name: words('alone.help'), exact: true }).waitFor();
  await look(stage, nurse, 'chips-alone-360');
  const mine = (w) => w.worker_name === nameOf(house, 'perawat-sempu');
  await until(async () => (await desk.rows()).find('lone_watch', (w) => mine(w) && w.state === 'going'));
  await nurse.goto(`${house.address}/#/me`);
  await nurse.getByText(words('health.on_time')).waitFor();
  await look(stage, nurse, 'chips-me-360');
  await nurse.getByRole('button', { name: words('alone.help'), exact: true }).click();
  await nurse.getByRole('button', { name: words('alone.help_sure'), exact: true }).click();
  await until(async () => (await desk.rows()).find('lone_watch', (w) => mine(w) && w.state === 'help'));
  await nurse.goto(`${house.address}/#/day`);
  await nurse.getByRole('button', { name: words('alone.back'), exact: true }).click();
  await until(async () => !(await desk.rows()).find('lone_watch', (w) => mine(w) && w.state !== 'ended'));
}
