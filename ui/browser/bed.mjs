// At the bed of somebody whom a team has come to: where the walks of the record begin.
import assert from 'node:assert/strict';
import { sentTo } from './chips.mjs';
import { newId } from './house.mjs';
import { PHONE, button, signIn, words } from './people.mjs';

/** Somebody of a village by its name, in the register. */
export async function living(house, village, more) {
  const officer = await house.as('petugas-sempu');
  const place = (await officer.rows()).find('village', (v) => v.name === village);
  assert.ok(place, `Sempu has ${village}`);
  const person = { person: newId(), kind: 'resident', village: place.id, ...more };
  await officer.must('registry.register', person);
  return { ...person, id: person.person };
}

export const yearsAgo = (n) => new Date(Date.now() - n * 365.25 * 86_400_000).toISOString().slice(0, 10);

/** At the bed of somebody of the register: the team is there. */
export async function atTheBed(stage) {
  const { house } = stage;
  const sariyem = { name: 'Mbah Sariyem', born: yearsAgo(76), sex: 'female', lives_alone: true };
  const patient = await living(house, 'Sempu', sariyem);
  const { desk, visit } = await sentTo(house, patient.name, { person: patient.id });
  const doctor = await signIn(stage, 'dokter-sempu', PHONE);
  await doctor.goto(`${house.address}/#/journey/${visit}`);
  for (const verb of ['accept', 'set_out', 'arrive']) await button(doctor, 'journey.do_' + verb).click();
  const way = doctor.getByRole('link', { name: words('record.open'), exact: true });
  await way.waitFor();
  return { patient, desk, visit, doctor, way };
}
