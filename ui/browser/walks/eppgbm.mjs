// The measurement sheet of e-PPGBM at the midwife's desk: she takes it out, somebody moves its columns and adds rows, she
// brings it in, sees what will enter and which row stays out for what reason, enters it, and sent again nothing enters.
import assert from 'node:assert/strict';
import path from 'node:path';
import { newId } from '../house.mjs';
import { DESK, SCREENS, fits, look, signIn, words } from '../people.mjs';
import { dayFrom } from '../village.mjs';

const NIK = '3201264507250011';

/** A child of the village with a NIK, weighed this month. */
async function child(house) {
  const [officer, cadre] = [await house.as('petugas-bojong'), await house.as('kader-bojong')];
  const village = (await cadre.rows()).all('village')[0].id;
  const person = newId();
  await officer.must('registry.register', {
    person,
    name: 'Alya Kinanti',
    kind: 'resident',
    village,
    sex: 'female',
    born: dayFrom(-150),
    nik: NIK,
  });
  await cadre.must('health.weigh', {
    weighing: newId(),
    child: person,
    on: dayFrom(0),
    weight_g: 6400,
    source: 'measured',
  });
}

/** A sheet with its columns in an order of its own: the child's other day, a stranger, and a day nobody can read. */
const moved = () =>
  [
    'TANGGALUKUR;BERAT;asi_bulan_0;NIK;nama_anak;asi_bulan_1;TINGGI;CARAUKUR',
    `${dayFrom(-30)};5.70;ya;${NIK};Alya Kinanti;ya;59.0;terlentang`,
    `${dayFrom(-30)};6.10;;3201269999999999;Siapa;;;`,
    `kemarin;6.20;;${NIK};Alya Kinanti;;;`,
    ...Array.from({ length: 60 }, () => `${dayFrom(-29)};6.00;;3201268888888888;Orang Lain;;;`),
  ].join('\n');

export async function a_midwife_brings_a_sheet_of_eppgbm_in(stage) {
  const { house } = stage;
  await child(house);
  const page = await signIn(stage, 'bidan-bojong', DESK);
  await page.goto(`${house.address}/#/coverage`);
  await page.getByRole('button', { name: words('coverage.eppgbm'), exact: true }).click();
  const sheet = page.getByRole('dialog');
  await sheet.getByText(words('coverage.eppgbm_old')).waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    sheet.getByRole('link', { name: words('coverage.eppgbm_get') }).click(),
  ]);
  assert.match(download.suggestedFilename(), /^e-ppgbm-\d{4}-\d{2}.*\.xlsx$/);
  const file = path.join(SCREENS, 'e-ppgbm.xlsx');
  await download.saveAs(file);

  // What she took out is known here: brought in again, nothing of it enters.
  await sheet.getByLabel(words('coverage.eppgbm_file')).setInputFiles(file);
  await sheet.getByText(words('coverage.eppgbm_enters', { n: 0 })).waitFor();
  await sheet.getByText(words('coverage.eppgbm_rest', { known: 1, stays: 0 })).waitFor();

  const table = { name: 'posyandu.csv', mimeType: 'text/csv', buffer: Buffer.from(moved()) };
  await sheet.getByLabel(words('coverage.eppgbm_file')).setInputFiles(table);
  await sheet.getByText(words('coverage.eppgbm_enters', { n: 1 })).waitFor();
  await sheet.getByText(words('coverage.eppgbm_rest', { known: 0, stays: 62 })).waitFor();
  const line = (n) => sheet.getByRole('listitem').filter({ hasText: words('coverage.eppgbm_row', { n }) });
  await line(2).getByText('Alya Kinanti').waitFor();
  for (const n of [3, 4]) assert.equal(await line(n).count(), 1, `row ${n} says why it stays out`);
  await look(stage, page, 'eppgbm-looked-at');
  await sheet.getByRole('button', { name: words('coverage.eppgbm_do', { n: 1 }), exact: true }).click();
  await sheet.getByText(words('coverage.eppgbm_entered', { n: 1 })).waitFor();
  await look(stage, page, 'eppgbm-entered');
  await fits(page, 'the sheet of e-PPGBM');

  await sheet.getByLabel(words('coverage.eppgbm_file')).setInputFiles({ ...table, name: 'lagi.csv' });
  await sheet.getByText(words('coverage.eppgbm_rest', { known: 1, stays: 62 })).waitFor();
}
