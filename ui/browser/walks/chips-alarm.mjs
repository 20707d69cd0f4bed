// The kenthongan: a cadre's list and test at the phone, and a night on which somebody hears it, the first neighbour
// does not answer and the second goes.
import assert from 'node:assert/strict';
import { newId } from '../house.mjs';
import { DESK, PHONE, fits, look, noKeys, signIn, someone, words } from '../people.mjs';
import { until } from '../ride.mjs';

const named = (page, key, params) => page.getByRole('button', { name: words(key, params), exact: true });
const today = () => new Date().toISOString().slice(0, 10);

/** An old person who lives alone in the cadre's village, with a kenthongan and neighbours who have agreed. */
async function bamboo(house, neighbours) {
  const officer = await house.as('petugas-sempu');
  const cadre = await house.as('kader-sempu');
  const village = (await cadre.rows()).all('village')[0].id;
  const [home, household, elder] = [newId(), newId(), newId()];
  const name = 'Mbah Walk ' + elder.slice(-4);
  await officer.must('registry.set_house', { house: home, village, landmark: 'dekat sumur' });
  await officer.must('registry.set_household', { household, house: home });
  await officer.must('registry.register', {
    person: elder,
    kind: 'resident',
    name,
    household,
    lives_alone: true,
  });
  await cadre.must('alarm.install', {
    elder,
    on: '2026-01-05',
    can_strike: true,
    responders: neighbours.map((who, i) => ({
      responder: newId(),
      name: who,
      phone: '08990004' + String(1000 + i),
      order: i + 1,
      consent: 'spoken',
    })),
  });
  const row = await until(async () => (await cadre.rows()).find('alarm_post', (p) => p.id === home));
  return { home, name, code: row.house_code };
}

export async function alarm_list_and_test(stage) {
  const { house } = stage;
  const { home, name } = await bamboo(house, ['Pak Slamet']);
  const page = await signIn(stage, 'kader-sempu', PHONE);
  await page.goto(`${house.address}/#/alarm`);
  await page.getByText(name, { exact: true }).first().waitFor();
  await look(stage, page, 'chips-alarm-list-360');
  await fits(page, 'the list of kenthongan');
  await page.goto(`${house.address}/#/alarm/${home}`);
  const panel = page.getByRole('region', { name: words('alarm.of', { name }) });
  await panel.getByText(words('alarm.want_too_few_why', { n: 2 })).waitFor();
  await named(panel, 'alarm.one_more').click();
  const form = page.locator('dialog');
  await form.getByLabel(words('alarm.name'), { exact: true }).fill('Bu Parti');
  await form.getByLabel(words('alarm.phone'), { exact: true }).fill('0899 0005 0001');
  await form.getByLabel(words('alarm.consent'), { exact: true }).selectOption('witness');
  await look(stage, page, 'chips-alarm-responder-360');
  await form.locator('button[type=submit]').click();
  await form.waitFor({ state: 'detached' });
  await panel.getByText(words('alarm.want_too_few_why', { n: 2 })).waitFor({ state: 'detached' });

  await named(panel, 'alarm.test').click();
  await form.getByRole('checkbox', { name: 'Bu Parti' }).check();
  await look(stage, page, 'chips-alarm-test-360');
  await form.locator('button[type=submit]').click();
  await form.waitFor({ state: 'detached' });
  const cadre = await house.as('kader-sempu');
  const row = await until(async () =>
    (await cadre.rows()).find('alarm_post', (p) => p.id === home && p.tested_on),
  );
  assert.equal(row.heard_by.length, 1);
  assert.deepEqual(row.wants, []);
  assert.ok(row.test_due > today(), 'the test counts for weeks');
  await look(stage, page, 'chips-alarm-post-360');
  await noKeys(page, 'kenthongan');
}

export async function alarm_heard_at_night(stage) {
  const { house } = stage;
  const { code } = await bamboo(house, ['Pak Slamet', 'Bu Parti']);
  const plain = await someone(stage, PHONE, { javaScriptEnabled: false });
  await plain.goto(`${house.address}/sempu/kenthongan?rumah=${code}`);
  assert.ok(!(await plain.content()).includes('dekat sumur'), 'a code tells nobody where it is');
  await plain.getByRole('button').first().click();
  await plain.waitForURL('**/lapor/p/**');

  const desk = await house.as('pengatur-sempu');
  const alarm = await until(async () => (await desk.rows()).find('alarm', (a) => a.house_code === code));
  assert.equal(alarm.state, 'calling');
  const page = await signIn(stage, 'pengatur-sempu', DESK);
  await page.goto(`${house.address}/#/queue/${alarm.id}`);
  const helpers = page.getByRole('region', { name: words('alarm.responders') });
  await helpers.getByText('Pak Slamet', { exact: true }).waitFor();
  await look(stage, page, 'chips-alarm-calling-1366');
  await named(helpers, 'alarm.answer_no_answer').click();
  const second = helpers.getByRole('listitem').filter({ hasText: 'Bu Parti' });
  await second.getByText(words('alarm.call_calling'), { exact: true }).waitFor();
  await named(second, 'alarm.answer_going').click();
  const after = await until(async () =>
    (await desk.rows()).find('alarm', (a) => a.id === alarm.id && a.state === 'answered'),
  );
  assert.equal(after.going_name, 'Bu Parti');
  await helpers
    .getByText(words('alarm.state_answered', { name: 'Bu Parti', hour: '' }).split(',')[0])
    .first()
    .waitFor();
  await look(stage, page, 'chips-alarm-going-1366');
}
