// A cadre's day without signal: her homes on the map, she sets out, asks at the door, massages and teaches, finds nobody at
// home, sees a fever of a newborn, which is told as a danger at once, and a child that was just immunised. When there is
// signal again, the health centre knows all of it; another child's parent says yes to another day before the door.
import assert from 'node:assert/strict';
import { answerAll, cadresDay, press, setClock } from '../cradle.mjs';
import { inOwnHouse } from '../house.mjs';
import { PHONE, fits, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

const FAMILIES = [
  { name: 'Alya', days: 200 },
  { name: 'Bima', days: 150 },
  { name: 'Cinta', days: 40 },
  { name: 'Dewi', days: 180 },
  { name: 'Eka', days: 210 },
];

export async function massage_cadre_works_a_day_without_signal(stage) {
  await inOwnHouse(stage, aDay);
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
  await onTheMap(stage, page, 'with');
  await page.context().setOffline(true);
  await page.reload();
  await onTheMap(stage, page, 'without');

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

  // Dewi was immunised: without signal nobody knows which hour is free.
  await page.goto(`${house.address}/#/visits`);
  await open(ids[3]);
  await press(page, 'massage.do_set_out');
  await press(page, 'massage.door_questions');
  await answerAll(page, { vaccinated: 'yes' });
  await page.locator('[data-result="move"]').waitFor();
  await page.getByText(words('massage.rest_signal')).waitFor();
  await look(stage, page, 'massage-rest-without-360');
  await press(page, 'massage.door_send');
  await page.getByText(words('massage.rest_offered')).waitFor();

  // Signal: the health centre has heard it, in the order in which it was.
  await setClock(house, Date.parse(day + 'T03:30:00Z'));
  await page.context().setOffline(false);
  const rows = await until(async () => {
    const known = await officer.rows();
    const told = known.find('massage_booking', (b) => b.id === ids[3] && b.offer_cadre);
    return told && known.find('massage_visit', (v) => v.id === ids[2] && v.request) && known;
  });
  const booking = (i) => rows.find('massage_booking', (b) => b.id === ids[i]);
  const visit = (i) => rows.find('massage_visit', (v) => v.id === ids[i]);
  assert.deepEqual(
    [0, 1, 2, 3].map((i) => booking(i).state),
    ['done', 'not_home', 'referred', 'to_move'],
  );
  // The first hour after 72 hours is offered to the family, and kept.
  const offer = booking(3).offer;
  assert.equal(offer.why, 'immunised');
  assert.ok(Date.parse(offer.from) >= Date.parse(visit(3).screened_at) + REST_MS);
  assert.deepEqual([visit(0).did, visit(0).alone], [['legs', 'back'], true]);
  assert.deepEqual([visit(0).verdict, visit(2).verdict], ['go', 'danger']);
  const request = rows.find('need_case', (c) => c.id === visit(2).request);
  assert.equal(request.colour, 'red');
  await yesAtTheDoor(stage, page, officer, ids[4]);
}

/** Her homes of the day over the streets, in their order: with signal, and without it from what is kept. */
async function onTheMap(stage, page, signal) {
  await press(page, 'massage.map_day');
  const marks = page.locator('.map .stop');
  await marks.first().waitFor();
  const said = await marks.allTextContents();
  assert.deepEqual(
    said.sort(),
    FAMILIES.map((_, i) => String(i + 1)),
  );
  assert.equal(await page.locator('.map .stop[data-tone="next"]').textContent(), '1');
  await fits(page, 'the map ' + signal);
  await look(stage, page, `massage-map-${signal}-360`);
  await press(page, 'massage.map_day_close');
}

const REST_MS = 72 * 3_600_000;

/** Eka was immunised too: the cadre says the first free hour aloud, a no brings the next, and a yes moves the visit. */
async function yesAtTheDoor(stage, page, officer, id) {
  await page.goto(`${stage.house.address}/#/visits`);
  await page.locator(`a[data-booking="${id}"]`).click();
  await press(page, 'massage.do_set_out');
  await press(page, 'massage.door_questions');
  await answerAll(page, { vaccinated: 'yes' });
  const rest = page.locator('.rest');
  const asked = rest.locator('legend');
  const answer = (key) => rest.getByRole('radio', { name: words(key), exact: true }).click();
  await asked.waitFor();
  const first = await asked.textContent();
  await answer('massage.rest_no');
  const second = await until(async () => {
    const now = await asked.textContent();
    return now !== first && now;
  });
  await answer('massage.rest_yes');
  await look(stage, page, 'massage-rest-360');
  await noKeys(page, 'another day after an immunisation');
  await fits(page, 'another day after an immunisation');
  await press(page, 'massage.door_send');
  const moved = await until(async () => {
    const b = (await officer.rows()).find('massage_booking', (one) => one.id === id);
    return b.state === 'booked' && b.verdict === 'move' && b;
  });
  const at = new Date(Date.parse(moved.from) + 7 * 3_600_000).toISOString().slice(11, 16).replace(':', '.');
  assert.ok(second.includes(at), `${second} is not ${moved.from}`);
  await page.locator('.say', { hasText: at }).waitFor();
  await look(stage, page, 'massage-moved-360');
}
