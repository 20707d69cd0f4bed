// A cadre's day without signal: she sets out, asks at the door, massages and teaches, finds nobody at home, and sees a
// fever of a newborn, which is told as a danger at once. When there is signal again, the health centre knows all of it.
import assert from 'node:assert/strict';
import { answerAll, cadresDay, press, setClock } from '../cradle.mjs';
import { openHouse } from '../house.mjs';
import { PHONE, fits, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

const FAMILIES = [
  { name: 'Alya', days: 200 },
  { name: 'Bima', days: 150 },
  { name: 'Cinta', days: 40 },
];

/** A house of its own: the day is one on which the cadre works, whatever day it is where this is walked. */
export async function massage_cadre_works_a_day_without_signal(stage) {
  const house = await openHouse(process.env.SAMBANG_BIN ?? 'bin/sambang', '--test-clock');
  try {
    await aDay({ ...stage, house });
  } finally {
    await house.close();
  }
}

async function aDay(stage) {
  const { house } = stage;
  const { officer, day, ids } = await cadresDay(house, FAMILIES);
  const page = await signIn(stage, 'kader-bojong', PHONE);
  await page.goto(`${house.address}/#/visits`);
  const open = (id) => page.locator(`a[data-booking="${id}"]`).click();
  await page.locator(`a[data-booking="${ids[0]}"]`).waitFor();
  await noKeys(page, 'the day');
  await look(stage, page, 'massage-mine-360');
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);

  // Alya: on the way, the questions, the massage, what was done and taught.
  await open(ids[0]);
  await page.getByText('pagar hijau').waitFor();
  await look(stage, page, 'massage-visit-360');
  await press(page, 'massage.do_set_out');
  await press(page, 'massage.door_questions');
  await page.getByText(words('massage.door_hint')).waitFor();
  await look(stage, page, 'massage-door-360');
  await answerAll(page, { fed_recently: 'yes' });
  await page.locator('[data-result="wait"]').waitFor();
  await press(page, 'massage.door_send');
  await page.getByRole('button', { name: words('massage.ask_again'), exact: true }).waitFor();
  await look(stage, page, 'massage-wait-360');
  await press(page, 'massage.ask_again');
  await answerAll(page);
  // The answers survive a phone that is put away.
  await page.reload();
  await page.getByRole('button', { name: words('massage.door_send'), exact: true }).waitFor();
  await press(page, 'massage.door_send');
  await page.locator('[data-result="go"]').waitFor();
  await look(stage, page, 'massage-go-360');
  await press(page, 'massage.do_begin');
  await page.getByRole('timer').waitFor();
  const did = page.getByRole('group', { name: words('massage.did'), exact: true });
  const taught = page.getByRole('group', { name: words('massage.taught'), exact: true });
  await press(did, 'massage.step_legs');
  await press(did, 'massage.step_back');
  await press(taught, 'massage.step_warm_hands');
  await press(taught, 'massage.step_legs');
  await page.getByLabel(words('massage.alone')).check();
  await look(stage, page, 'massage-running-360');
  await page.reload();
  await did.getByRole('button', { name: words('massage.step_legs'), pressed: true }).waitFor();
  await press(page, 'massage.do_finish');
  await page.getByText(words('massage.alone')).waitFor();
  await noKeys(page, 'a visit that is done');
  await fits(page, 'a visit that is done');
  await look(stage, page, 'massage-done-360');

  // Bima: nobody is at home.
  await page.goto(`${house.address}/#/visits`);
  await open(ids[1]);
  await press(page, 'massage.do_set_out');
  await press(page, 'massage.nobody_home');
  const sheet = page.getByRole('dialog');
  await press(sheet, 'massage.do_not_home');
  await sheet.waitFor({ state: 'detached' });
  await page.getByText(words('massage.state_not_home')).first().waitFor();

  // Cinta is not six weeks old and has a fever: told at once, with the number to call at the thumb.
  await page.goto(`${house.address}/#/visits`);
  await open(ids[2]);
  await press(page, 'massage.do_set_out');
  await press(page, 'massage.door_questions');
  await page
    .getByRole('group', { name: words('massage.q_fever'), exact: true })
    .getByRole('radio', { name: words('massage.answer_yes'), exact: true })
    .check();
  const danger = page.locator('[data-result="danger"]');
  await danger.waitFor();
  await danger.getByRole('link').waitFor();
  await look(stage, page, 'massage-danger-360');
  await press(page, 'massage.door_danger');
  await page.getByText(words('massage.verdict_danger_do')).waitFor();
  await page.getByRole('button', { name: words('alone.help'), exact: true }).waitFor();
  await look(stage, page, 'massage-danger-sent-360');
  await noKeys(page, 'a danger');

  // Signal: the health centre has heard it, in the order in which it was.
  await setClock(house, Date.parse(day + 'T03:30:00Z'));
  await page.context().setOffline(false);
  const rows = await until(async () => {
    const known = await officer.rows();
    return known.find('massage_visit', (v) => v.id === ids[2] && v.request) && known;
  });
  const booking = (i) => rows.find('massage_booking', (b) => b.id === ids[i]);
  const visit = (i) => rows.find('massage_visit', (v) => v.id === ids[i]);
  assert.deepEqual(
    [0, 1, 2].map((i) => booking(i).state),
    ['done', 'not_home', 'referred'],
  );
  assert.deepEqual([visit(0).did, visit(0).alone], [['legs', 'back'], true]);
  assert.deepEqual([visit(0).verdict, visit(2).verdict], ['go', 'danger']);
  const request = rows.find('need_case', (c) => c.id === visit(2).request);
  assert.equal(request.colour, 'red');
}
