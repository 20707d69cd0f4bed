// A mother asks through the desk, the officer makes it ready, the head gives the place.
import assert from 'node:assert/strict';
import { newId } from '../house.mjs';
import { DESK, look, signIn, words } from '../people.mjs';
import * as ride from '../ride.mjs';

export async function a_place_is_asked_for_and_given(stage) {
  const officer = await stage.house.as('petugas');
  const { village } = (await officer.rows()).all('milk_place')[0];
  const application = newId();
  await officer.must('milk.apply', {
    application,
    mother: { name: 'Wulandari', phone: '089900199001' },
    babies: [
      { id: newId(), name: 'Kinan', born: new Date(Date.now() - 60 * 864e5).toISOString().slice(0, 10) },
    ],
    village,
    pickup: { label: 'Pabrik garmen', note: '', lat: -7.51, lon: 110.9, village },
    finish: { label: 'Rumah', note: '', lat: -7.53, lon: 110.92, village },
    recipients: [{ id: newId(), name: 'Parinem', relation: 'nenek' }],
    days: [1, 2, 3, 4, 5],
    from: '07:00',
    to: '15:00',
    pledge: { text_version: 'milk_pledge/1', how: 'paper' },
  });
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
