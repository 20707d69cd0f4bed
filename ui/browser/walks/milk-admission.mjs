// A mother asks through the desk, the officer makes it ready, the head gives the place.
import assert from 'node:assert/strict';
import { newId } from '../house.mjs';
import { DESK, PHONE, look, signIn, words } from '../people.mjs';
import * as ride from '../ride.mjs';

/** A mother asks through the desk. */
async function asks(officer, name, baby, phone, hours = {}) {
  const { village } = (await officer.rows()).all('milk_place')[0];
  const application = newId();
  await officer.must('milk.apply', {
    application,
    mother: { name, phone },
    babies: [{ id: newId(), name: baby, born: new Date(Date.now() - 60 * 864e5).toISOString().slice(0, 10) }],
    village,
    pickup: { label: 'Pabrik garmen', note: '', lat: -7.51, lon: 110.9, village },
    finish: { label: 'Rumah', note: '', lat: -7.53, lon: 110.92, village },
    recipients: [{ id: newId(), name: 'Parinem', relation: 'nenek' }],
    days: [1, 2, 3, 4, 5],
    from: '07:00',
    to: '15:00',
    ...hours,
    pledge: { text_version: 'milk_pledge/1', how: 'paper' },
  });
  return application;
}

export async function a_place_is_asked_for_and_given(stage) {
  const officer = await stage.house.as('petugas');
  const application = await asks(officer, 'Wulandari', 'Kinan', '089900199001');
  const desk = await signIn(stage, 'petugas', DESK);
  await desk.goto(stage.house.address + '/#/admission/' + application);
  await desk.getByRole('button', { name: words('admission.comes') }).click();
  await desk.getByRole('button', { name: words('admission.prepare') }).click();
  await desk.getByText(words('admission.state_prepared')).first().waitFor();
  await look(stage, desk, 'desk-admission-1366');
  const head = await signIn(stage, 'kepala', DESK);
  await head.goto(stage.house.address + '/#/admission/' + application);
  await head.getByRole('button', { name: words('admission.admit') }).click();
  await ride.until(async () =>
    (await officer.rows()).all('milk_place').some((p) => p.application === application),
  );
  const row = (await officer.rows()).all('milk_application').find((a) => a.id === application);
  assert.equal(row.state, 'admitted');
}

/**
 * The head asks whether one more mother fits in the week. At the hour she would like nobody can come; at the hour that
 * the plan offers somebody can. She has agreed to it, and is admitted with it: her days ahead are there at once.
 */
export async function head_admits_one_more(stage) {
  const officer = await stage.house.as('petugas');
  const application = await asks(officer, 'Sulistyowati', 'Raka', '089900199002', { from: '01:00' });
  await officer.must('milk.prepare', { application });
  const head = await signIn(stage, 'kepala', DESK);
  await head.goto(stage.house.address + '/#/admission/' + application);
  const advice = head.getByRole('region', { name: words('admission.advice') });
  await advice.locator('[data-verdict]').waitFor();
  await head.getByRole('region', { name: words('admission.room') }).waitFor();
  await advice.getByLabel(words('admission.advice_hour')).fill(await early(stage, application));
  await head.keyboard.press('Enter');
  await advice.locator('[data-verdict=moved]').waitFor();
  await look(stage, head, 'desk-admission-moved-1366');
  const use = advice.getByRole('button', { name: /^Pakai pukul/ });
  const hour = (await use.innerText()).match(/\d\d\.\d\d/)[0].replace('.', ':');
  await use.click();
  await advice.locator('[data-verdict=fits]').waitFor();
  await advice.getByRole('checkbox').focus();
  await head.keyboard.press('Space');
  await look(stage, head, 'desk-admission-fits-1366');
  await head.setViewportSize(PHONE);
  await look(stage, head, 'phone-admission-fits-360');
  await head.setViewportSize(DESK);
  const turn = head.getByRole('button', { name: words('admission.skip') });
  if (await turn.isVisible()) await passOver(head, turn);
  await advice.locator('[data-verdict=fits]').waitFor();
  await advice.getByRole('checkbox').check();
  await head
    .getByRole('button', { name: words('admission.admit_at', { at: hour.replace(':', '.') }) })
    .click();
  const rows = async () => await officer.rows();
  await ride.until(async () => (await rows()).all('milk_place').some((p) => p.application === application));
  const now = await rows();
  const place = now.find('milk_place', (p) => p.application === application);
  const schedule = now.find('milk_schedule', (s) => s.id === place.id);
  assert.equal(schedule.periods[0].at, hour);
  assert.deepEqual(schedule.periods[0].weekdays, [1, 2, 3, 4, 5]);
}

/** Others stand before her: the head writes why she is taken first. */
async function passOver(head, turn) {
  await turn.click();
  await head.getByRole('dialog').getByRole('textbox').fill('kembali bekerja besok pagi');
  await head
    .getByRole('dialog')
    .getByRole('button', { name: words('admission.skip_do') })
    .click();
}

/** An hour in the morning at which nobody comes yet, and from which another is near enough to be offered. */
async function early(stage, application) {
  const head = await stage.house.as('kepala');
  for (let minutes = 6 * 60; minutes >= 60; minutes -= 30) {
    const at = new Date(minutes * 60_000).toISOString().slice(11, 16);
    const answer = await fetch(
      `${stage.house.address}/api/v1/milk/applications/${application}/advice?at=${at}`,
      {
        headers: { Cookie: head.cookie },
      },
    );
    if ((await answer.json()).verdict === 'moved') return at;
  }
  throw new Error('every hour fits');
}
