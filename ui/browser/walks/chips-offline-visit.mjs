// A doctor's whole visit without signal: the record, the danger on the way, a browser that is closed in the middle.
import assert from 'node:assert/strict';
import { atTheBed } from '../bed.mjs';
import { look, words } from '../people.mjs';
import { until } from '../ride.mjs';

const exact = (page, key, params) => page.getByRole('button', { name: words(key, params), exact: true });
const field = (page, key) => page.getByLabel(words('record.f_' + key), { exact: true });

export async function doctors_visit_without_signal(stage) {
  const { house } = stage;
  const { patient, desk, visit, doctor, way } = await atTheBed(stage);
  await doctor.evaluate(() => navigator.serviceWorker.ready);
  await way.click();
  await exact(doctor, 'record.none_of_all').waitFor();
  await doctor.context().setOffline(true);
  await doctor
    .getByRole('radiogroup', { name: words('triage.E01.ask'), exact: true })
    .getByRole('radio', { name: words('record.yes'), exact: true })
    .check({ force: true });
  await doctor.locator('a.btn-119[href="tel:119"]').waitFor();
  await exact(doctor, 'record.none_of_rest', { n: 8 }).click();

  // The phone is put away and the browser closed: what was answered is there again.
  await doctor.reload();
  await doctor.locator('a.btn-119[href="tel:119"]').waitFor();
  await exact(doctor, 'record.tell_now').click();
  await doctor.getByText(words('record.told_kept')).waitFor();
  await exact(doctor, 'record.next').click();
  await field(doctor, 'systolic_mmhg').fill('185');
  await doctor.getByRole('checkbox', { name: words('record.twice') }).check();
  await field(doctor, 'diastolic_mmhg').fill('105');
  await field(doctor, 'saturation_percent').fill('95');
  await doctor.reload();
  assert.equal(await field(doctor, 'systolic_mmhg').inputValue(), '185');
  await look(stage, doctor, 'record-offline-360');
  await exact(doctor, 'record.next').click();
  await doctor.getByLabel(words('record.finding'), { exact: true }).fill('Wajah mencong ke kanan');
  await exact(doctor, 'record.next').click();
  await exact(doctor, 'record.save_new').click();
  await doctor.getByText(words('record.opens_later')).waitFor();
  await look(stage, doctor, 'record-kept-360');
  // Somebody else of the house may need a record too: the next form is empty, although nothing was sent.
  await exact(doctor, 'record.done').click();
  await doctor.getByRole('link', { name: words('record.open_more'), exact: true }).click();
  await exact(doctor, 'record.none_of_all').waitFor();
  await doctor.goBack();
  await doctor.goBack();
  await doctor.getByText(words('record.opens_later')).waitFor();
  const before = (await desk.rows()).find('need_case', (c) => c.id === visit);
  assert.notEqual(before.colour, 'red', 'nothing of it has left the phone');

  await doctor.context().setOffline(false);
  const judged = await until(async () => {
    const now = (await desk.rows()).find('need_case', (c) => c.id === visit);
    return now.colour === 'red' && now;
  });
  assert.equal(judged.people[0].id, patient.id, 'the open request has the sign, and no twin');
  const own = await house.as('dokter-sempu');
  const kept = await until(async () =>
    (await own.rows()).find('visit_record', (r) => r.visit === visit && r.version === 2),
  );
  assert.deepEqual(kept.dangers, ['E01']);
  assert.equal(kept.vitals.systolic_mmhg, 185);
  assert.equal(kept.finding, 'Wajah mencong ke kanan');
  await doctor.getByText(words('record.opened', { number: judged.number })).waitFor();
  assert.equal(
    (await desk.rows()).all('need_case').filter((c) => c.people.some((p) => p.id === patient.id)).length,
    1,
  );
}
