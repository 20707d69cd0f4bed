// The rounds: the desk plans a visit to an old woman who never called, the doctor finds nobody at home without signal,
// the free hours of the team are filled, and a midwife notes that somebody is not willing yet.
import assert from 'node:assert/strict';
import { nameOf, teamOf } from '../chips.mjs';
import { setClock } from '../cradle.mjs';
import { inOwnHouse, newId } from '../house.mjs';
import { DESK, PHONE, button, fits, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

const exact = (page, key, params) => page.getByRole('button', { name: words(key, params), exact: true });
const yearsAgo = (n) => new Date(Date.now() - n * 365.25 * 86_400_000).toISOString().slice(0, 10);

/** Somebody of the village of Sempu who is in the rounds by what the register says of them. */
async function living(house, name, more) {
  const officer = await house.as('petugas-sempu');
  const village = (await officer.rows()).find('village', (v) => v.name === 'Sempu');
  const person = { person: newId(), name, kind: 'resident', village: village.id, ...more };
  await officer.must('registry.register', person);
  return person;
}
const roundOf = async (house, person) =>
  (await (await house.as('pengatur-sempu')).rows()).find('round', (r) => r.person === person);
const elder = { born: yearsAgo(76), sex: 'female', lives_alone: true };
/** The row of somebody, opened. */
async function opened(page, name) {
  const row = page.getByRole('listitem').filter({ hasText: name });
  await row.first().waitFor();
  await row.first().getByRole('button', { name }).click();
  return row.first();
}

export async function rounds_are_planned_and_told_without_signal(stage) {
  const { house } = stage;
  const tumi = await living(house, 'Mbah Tumiyem', elder);
  await teamOf(house);
  const desk = await signIn(stage, 'pengatur-sempu', DESK);
  await desk.goto(`${house.address}/#/rounds`);
  await desk.getByRole('checkbox', { name: words('rounds.choose', { name: tumi.name }) }).check();
  await look(stage, desk, 'rounds-desk-1366');
  await noKeys(desk, 'the list of rounds');
  await exact(desk, 'rounds.plan', { n: 1 }).click();
  await desk
    .getByLabel(words('rounds.plan_who'), { exact: true })
    .selectOption({ label: nameOf(house, 'dokter-sempu') });
  await exact(desk, 'rounds.plan_save', { n: 1 }).last().click();
  const planned = await until(async () => {
    const row = await roundOf(house, tumi.person);
    return row.visit && row;
  });
  assert.deepEqual(planned.planned_names, [nameOf(house, 'dokter-sempu')]);
  assert.equal(planned.home, undefined, 'the desk plans without the point of a home');

  const doctor = await signIn(stage, 'dokter-sempu', PHONE);
  await doctor.goto(`${house.address}/#/day`);
  const mine = doctor.getByRole('region', { name: words('rounds.mine'), exact: true });
  const hers = mine.getByRole('listitem').filter({ hasText: tumi.name });
  await hers.waitFor();
  await mine.scrollIntoViewIfNeeded();
  await look(stage, doctor, 'rounds-day-360');
  await doctor.context().setOffline(true);
  for (const key of ['rounds.other', 'rounds.not_home', 'rounds.why.in_the_fields'])
    await hers.getByRole('button', { name: words(key), exact: true }).click();
  await hers.waitFor({ state: 'detached' });
  await doctor.context().setOffline(false);
  const told = await until(async () => {
    const row = await roundOf(house, tumi.person);
    return row.last_outcome === 'not_home' && row;
  });
  assert.equal(told.not_home_count, 1);
  assert.ok(!told.visit, 'the plan has ended');
}

/** Hours are free only by day; a walk goes whenever it is asked to, so it has a clock of its own. */
export async function free_hours_are_filled(stage) {
  await inOwnHouse(stage, filledByDay);
}

async function filledByDay(stage) {
  const { house } = stage;
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
  const nine = Date.parse(tomorrow + 'T02:00:00Z'); // in the zone of the health centre
  await setClock(house, nine);
  const people = [];
  for (const name of ['Mbah Sukinah', 'Mbah Wagirah']) people.push(await living(house, name, elder));
  const { team } = await teamOf(house, nine);
  const desk = await signIn(stage, 'pengatur-sempu', DESK);
  await desk.clock.setSystemTime(new Date(nine));
  await desk.goto(`${house.address}/#/rounds`);
  await desk.getByLabel(words('rounds.fill_team'), { exact: true }).selectOption(team);
  const stops = desk.getByRole('region', { name: words('rounds.fill'), exact: true }).getByRole('listitem');
  await stops.first().waitFor();
  await look(stage, desk, 'rounds-fill-1366');
  const n = await stops.count();
  assert.ok(n >= people.length, `${n} stops`);
  await exact(desk, 'rounds.fill_take', { n }).click();
  await exact(desk, 'rounds.plan_save', { n }).last().click();
  for (const one of people) {
    const row = await until(async () => {
      const now = await roundOf(house, one.person);
      return now.visit && now;
    });
    assert.equal(row.planned_names.length, 2, 'the whole team goes');
  }
}

export async function somebody_is_not_willing_yet(stage) {
  const { house } = stage;
  const mother = await living(house, 'Bu Lestari', {
    born: yearsAgo(27),
    sex: 'female',
    due: new Date(Date.now() + 100 * 86_400_000).toISOString().slice(0, 10),
  });
  const midwife = await signIn(stage, 'bidan-sempu', PHONE);
  await midwife.goto(`${house.address}/#/rounds`);
  const row = await opened(midwife, mother.name);
  await row.getByRole('button', { name: words('rounds.other'), exact: true }).click();
  await fits(midwife, 'a row of the rounds');
  await look(stage, midwife, 'rounds-midwife-360');
  await row.getByRole('button', { name: words('rounds.refused'), exact: true }).click();
  await row.getByRole('button', { name: words('rounds.why.family_says_no'), exact: true }).click();
  const refused = await until(async () => {
    const now = await roundOf(house, mother.person);
    return now.refused_on && now;
  });
  assert.ok(refused.due_on > refused.refused_on, 'she is not asked again at once');
  // Nobody plans her before that day.
  await button(midwife, 'rounds.other').waitFor({ state: 'detached' });
  const answer = await (
    await house.as('bidan-sempu')
  ).do('round.plan', {
    worker: (await (await house.as('bidan-sempu')).rows()).find(
      'worker',
      (w) => w.name === nameOf(house, 'bidan-sempu'),
    )?.id,
    plans: [
      {
        visit: newId(),
        person: mother.person,
        on: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
      },
    ],
  });
  assert.equal(answer.code, 'round.asked_too_early');
}
