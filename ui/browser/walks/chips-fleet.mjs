// Who can be sent and with what: a vehicle, a team, a road closed by flood, a vehicle that breaks down, the telephone at
// night, and somebody who is out alone and asks for help.
import assert from 'node:assert/strict';
import { nameOf, teamOf } from '../chips.mjs';
import { newId } from '../house.mjs';
import { DESK, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

const named = (page, key, params) => page.getByRole('button', { name: words(key, params), exact: true });
const dialog = (page) => page.locator('dialog');

export async function fleet_formed_and_broken(stage) {
  const { house } = stage;
  const { desk: api } = await teamOf(house); // doctor and first driver are on duty
  const page = await signIn(stage, 'pengatur-sempu', DESK);
  await page.goto(`${house.address}/#/fleet`);

  await named(page, 'fleet.new_vehicle').click();
  await dialog(page).getByLabel(words('fleet.name'), { exact: false }).first().fill('Trail 9');
  await dialog(page).getByLabel(words('fleet.road_forest')).check();
  await dialog(page)
    .getByRole('button', { name: words('fleet.save'), exact: true })
    .click();
  await dialog(page).waitFor({ state: 'detached' });
  const trail = await until(async () => (await api.rows()).find('vehicle', (v) => v.name === 'Trail 9'));
  assert.deepEqual(trail.roads, ['paved', 'forest']);

  const row = page.getByRole('listitem').filter({ hasText: 'Trail 9' });
  await row.getByRole('button', { name: words('fleet.breaks'), exact: true }).click();
  await row.getByText(words('fleet.state_broken')).first().waitFor();
  await until(async () =>
    (await api.rows()).find('vehicle', (v) => v.id === trail.id && v.state === 'broken'),
  );
  await row.getByRole('button', { name: words('fleet.mends'), exact: true }).click();
  await until(async () => (await api.rows()).find('vehicle', (v) => v.id === trail.id && v.state === 'ok'));

  await named(page, 'fleet.close_title').click();
  await dialog(page).getByLabel(words('fleet.village')).selectOption({ index: 1 });
  await dialog(page).getByLabel(words('fleet.where')).fill('Jembatan Kali Setail');
  await dialog(page).locator('button[type=submit]').click();
  const road = page.getByRole('listitem').filter({ hasText: 'Jembatan Kali Setail' });
  await road.waitFor();
  await look(stage, page, 'chips-fleet-1366');
  await road.getByRole('button', { name: words('fleet.open'), exact: true }).click();
  await road.waitFor({ state: 'detached' });

  await named(page, 'fleet.call_title').click();
  await dialog(page)
    .getByLabel(words('fleet.who'))
    .selectOption({ label: nameOf(house, 'dokter-sempu') });
  await dialog(page).locator('button[type=submit]').click();
  await dialog(page).waitFor({ state: 'detached' });
  await until(async () =>
    (await api.rows()).find('on_call', (c) => c.worker_name === nameOf(house, 'dokter-sempu')),
  );
  await noKeys(page, 'teams and vehicles');
}

export async function fleet_alone_asks_for_help(stage) {
  const { house } = stage;
  const driver = await house.as('sopir-sempu');
  const watch = newId();
  await driver.must('dispatch.need_help', { watch, lat: -8.34, lon: 114.16 });
  const page = await signIn(stage, 'pengatur-sempu', DESK);
  await page.goto(`${house.address}/#/fleet`);
  const row = page
    .getByRole('listitem')
    .filter({ hasText: nameOf(house, 'sopir-sempu') })
    .first();
  await row.getByText(words('fleet.watch_help')).waitFor();
  await look(stage, page, 'chips-fleet-help-1366');
  await row.getByRole('button', { name: words('fleet.heard'), exact: true }).click();
  const api = await house.as('pengatur-sempu');
  await until(async () =>
    (await api.rows()).find('lone_watch', (w) => w.id === watch && w.state === 'ended'),
  );
}
