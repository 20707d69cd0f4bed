// The record of a visit: a doctor at the bed, a midwife with a pregnant woman in danger, a cadre with a small child.
import assert from 'node:assert/strict';
import { atTheBed, living, yearsAgo } from '../bed.mjs';
import { nameOf } from '../chips.mjs';
import { PHONE, button, fits, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

const exact = (page, key, params) => page.getByRole('button', { name: words(key, params), exact: true });
const field = (page, key) => page.getByLabel(words('record.f_' + key), { exact: true });
/** The question of a danger sign, answered. */
const sign = (page, code, answer) =>
  page
    .getByRole('radiogroup', { name: words(`triage.${code}.ask`), exact: true })
    .getByRole('radio', { name: words('record.' + answer), exact: true })
    .check({ force: true });
const next = (page) => exact(page, 'record.next').click();
const recordOf = async (house, key, test) => (await (await house.as(key)).rows()).find('visit_record', test);

export async function doctor_writes_and_corrects(stage) {
  const { house } = stage;
  const { patient, visit, doctor, way } = await atTheBed(stage);
  await way.click();
  await exact(doctor, 'record.none_of_all').waitFor();
  await look(stage, doctor, 'record-signs-360');
  await noKeys(doctor, 'the danger signs');
  await doctor.getByLabel(words('record.kind'), { exact: true }).selectOption('general');
  await exact(doctor, 'record.none_of_all').click();
  await next(doctor);

  await field(doctor, 'systolic_mmhg').fill('150');
  await field(doctor, 'diastolic_mmhg').fill('190');
  await doctor.getByText(words('record.impossible')).waitFor();
  await field(doctor, 'diastolic_mmhg').fill('90');
  await field(doctor, 'temperature_tenths').fill('39,8');
  const twice = doctor.getByRole('checkbox', { name: words('record.twice') });
  await twice.waitFor();
  await look(stage, doctor, 'record-unusual-360');
  const onward = await exact(doctor, 'record.next').getAttribute('aria-disabled');
  assert.equal(onward, 'true', 'an unusual figure is measured again before anything else');
  await twice.check();
  await next(doctor);

  await doctor.getByLabel(words('record.complaint'), { exact: true }).fill('Pusing sejak pagi');
  await doctor.getByLabel(words('record.finding'), { exact: true }).fill('Lemas, bibir kering');
  await doctor.getByLabel(words('record.give')).selectOption('paracetamol_500');
  await button(doctor, 'record.in_days', { n: 7 }).click();
  await look(stage, doctor, 'record-words-360');
  await next(doctor);
  await look(stage, doctor, 'record-check-360');
  await exact(doctor, 'record.save').click();
  const kept = await until(() => recordOf(house, 'dokter-sempu', (r) => r.visit === visit && !r.replaced_by));
  assert.equal(kept.person, patient.id);
  assert.equal(kept.vitals.temperature_tenths, 398);
  assert.deepEqual(
    kept.given.map((g) => g.code),
    ['paracetamol_500'],
  );
  assert.equal(kept.by_name, nameOf(house, 'dokter-sempu'));

  await exact(doctor, 'record.correct').click();
  await next(doctor);
  await field(doctor, 'temperature_tenths').fill('38,9');
  await next(doctor);
  await next(doctor);
  await doctor.getByLabel(words('record.reason'), { exact: true }).fill('Salah ketik suhu');
  await exact(doctor, 'record.save_new').click();
  const mended = await until(() => recordOf(house, 'dokter-sempu', (r) => r.corrects === kept.id));
  assert.equal(mended.vitals.temperature_tenths, 389);
  assert.equal(mended.reason, 'Salah ketik suhu');
  assert.equal(
    (await recordOf(house, 'dokter-sempu', (r) => r.id === kept.id)).vitals.temperature_tenths,
    398,
  );
  await doctor.getByText(words('record.versions', { n: 2 })).waitFor();
  await look(stage, doctor, 'record-page-360');
  await noKeys(doctor, 'a record');

  const paper = await doctor.request.get(`${house.address}/api/v1/records/${mended.id}.pdf`);
  assert.equal(paper.status(), 200);
  assert.equal((await paper.body()).subarray(0, 5).toString(), '%PDF-');
  await doctor.goto(`${house.address}/#/record/copying`);
  await exact(doctor, 'record.mark').first().waitFor();
  await look(stage, doctor, 'record-copying-360');
  await exact(doctor, 'record.mark').first().click();
  await until(() => recordOf(house, 'dokter-sempu', (r) => r.id === mended.id && r.copied_at));
}

export async function midwife_finds_danger(stage) {
  const { house } = stage;
  const desk = await house.as('pengatur-sempu');
  const due = yearsAgo(-0.25);
  const mother = await living(house, 'Sempu', {
    name: 'Bu Sulastri',
    born: yearsAgo(27),
    sex: 'female',
    due,
  });
  const midwife = await signIn(stage, 'bidan-sempu', PHONE);
  await midwife.goto(`${house.address}/#/register/person/${mother.id}`);
  await midwife.getByRole('link', { name: words('record.open'), exact: true }).click();
  await sign(midwife, 'P01', 'yes');
  await midwife.locator('a.btn-119[href="tel:119"]').waitFor();
  await midwife.getByText(words('triage.P01.until')).waitFor();
  await look(stage, midwife, 'record-danger-360');
  await exact(midwife, 'record.tell_now').click();
  const opened = await until(async () =>
    (await desk.rows()).find('need_case', (c) => c.request && c.people.some((p) => p.id === mother.id)),
  );
  assert.equal(opened.colour, 'red', 'a danger sign is a red request at once');
  assert.equal(opened.door, 'visit');

  await exact(midwife, 'record.none_of_rest', { n: 11 }).click();
  await exact(midwife, 'record.next').click();
  await field(midwife, 'systolic_mmhg').fill('150');
  await field(midwife, 'diastolic_mmhg').fill('100');
  await next(midwife);
  await next(midwife);
  await exact(midwife, 'record.save_new').click();
  const whole = await until(() =>
    recordOf(house, 'bidan-sempu', (r) => r.person === mother.id && r.version === 2),
  );
  assert.deepEqual(whole.dangers, ['P01']);
  const early = await recordOf(house, 'bidan-sempu', (r) => r.id === whole.corrects);
  assert.equal(early.request, opened.id, 'and the record says which');
  await midwife.getByText(words('record.opened', { number: opened.number })).waitFor();
  const all = (await desk.rows()).all('need_case').filter((c) => c.people.some((p) => p.id === mother.id));
  assert.equal(all.length, 1, 'what was written later opens no second one');
}

export async function cadre_weighs_a_child(stage) {
  const { house } = stage;
  const child = await living(house, 'Jambewangi', { name: 'Aditya', born: yearsAgo(1.4), sex: 'male' });
  const cadre = await signIn(stage, 'kader-sempu', PHONE);
  await cadre.goto(`${house.address}/#/register/person/${child.id}`);
  await cadre.getByRole('link', { name: words('record.open'), exact: true }).click();
  await exact(cadre, 'record.none_of_all').click();
  await next(cadre);
  await field(cadre, 'weight_g').fill('9.8');
  await field(cadre, 'muac_mm').fill('13,6');
  assert.equal(await field(cadre, 'systolic_mmhg').count(), 0, 'a cadre takes no blood pressure');
  await look(stage, cadre, 'record-cadre-360');
  await next(cadre);
  await fits(cadre, 'a cadre’s words');
  assert.equal(await cadre.getByLabel(words('record.give')).count(), 0, 'and gives no medicine');
  await next(cadre);
  await exact(cadre, 'record.save').click();
  const kept = await until(() => recordOf(house, 'kader-sempu', (r) => r.person === child.id));
  assert.equal(kept.vitals.weight_g, 9800);
  assert.equal(kept.vitals.muac_mm, 136);
}
