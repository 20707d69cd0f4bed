// Who comes along with a cadre has that visit in her own day: first in her page, numbered on her map, a stop in her order
// and on the desk's plan, where nobody moves it; taken back, it is out of all of them.
import assert from 'node:assert/strict';
import { cadresDay, press, setClock } from '../cradle.mjs';
import { inOwnHouse } from '../house.mjs';
import { DESK, PHONE, fits, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

const FAMILIES = [
  { name: 'Alya', days: 200 },
  { name: 'Bima', days: 150 },
];
const MINUTE = 60_000;

export async function massage_company_is_a_stop_of_her_day(stage) {
  await inOwnHouse(stage, aDay);
}

async function aDay(stage) {
  const { house } = stage;
  const { officer, cadre, day, ids } = await cadresDay(house, FAMILIES);
  const morning = Date.parse(day + 'T00:30:00Z');
  const key = 'bidan-bojong';
  const [name] = house.logins.get(key).name.split(' · ');
  const midwife = (await officer.rows()).find('worker', (w) => w.name === name);
  const stops = async () =>
    (await officer.rows())
      .all('day_route')
      .filter((route) => route.day === day && route.worker === midwife.id)
      .flatMap((route) => route.stops);
  /** The plan is made a moment after something happened: the clock goes on by that. */
  const planned = async (at, n) => {
    await setClock(house, morning + at * MINUTE);
    await until(async () => (await stops()).length === n);
  };
  await officer.must('massage.accompany', { booking: ids[1], companion: midwife.id });
  await planned(2, 1);
  const row = (await officer.rows()).find('massage_company', (c) => c.companion === midwife.id);
  const along = words('massage.along', { cadre: cadre.name, name: 'Bu Bima' });

  const page = await signIn(stage, key, PHONE);
  await page.goto(`${house.address}/#/visits`);
  await page.locator(`[data-company="${row.id}"]`).getByText(along).waitFor();
  const order = page.getByRole('region', { name: words('plan.mine'), exact: true });
  await order.getByText(along).waitFor();
  assert.ok((await page.locator('.head-bar').innerText()).includes(cadre.name), 'it is what is next');
  await press(page, 'massage.map_day');
  await page.locator(`[data-company="${row.id}"]`).getByText('1', { exact: true }).waitFor();
  await fits(page, 'the day of who comes along');
  await noKeys(page, 'the day of who comes along');
  await look(stage, page, 'massage-along-360');

  const desk = await signIn(stage, 'petugas-bojong', DESK);
  await desk.goto(`${house.address}/#/dayplan/cadres/${day}`);
  await desk.locator(`[data-job="${row.id}"]`).first().click();
  const sheet = desk.getByRole('dialog');
  await sheet.getByText(words('plan.fixed_along')).waitFor();
  await look(stage, desk, 'massage-along-plan-1366');
  await desk.keyboard.press('Escape');
  await sheet.waitFor({ state: 'detached' });

  // The visit itself stays at the hour and with the cadre that its family was promised, and says where it is moved.
  const visit = desk.locator(`.board [data-job="${ids[1]}"]`);
  assert.equal(await visit.getAttribute('aria-pressed'), null, 'nobody lifts it');
  assert.ok((await visit.textContent()).includes(words('plan.kept')), 'it says that it stays');
  await visit.click();
  await sheet.getByText(words('plan.fixed_slot')).waitFor();
  assert.equal(await sheet.getByRole('button', { name: words('plan.move'), exact: true }).count(), 0);
  await sheet.getByRole('link', { name: words('plan.to_massage'), exact: true }).click();
  await desk.locator(`[data-booking="${ids[1]}"]`).first().waitFor();
  await look(stage, desk, 'massage-along-moved-here-1366');

  await officer.must('massage.unaccompany', { booking: ids[1] });
  await planned(5, 0);
  await page.getByText(words('massage.along_off', { cadre: cadre.name })).waitFor();
  await order.waitFor({ state: 'detached' });
  await look(stage, page, 'massage-along-off-360');
}
