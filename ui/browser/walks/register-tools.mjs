// The tools of the register: a page of a notebook by keyboard, a list from a file, lists and sheets, the map.
import assert from 'node:assert/strict';
import { newId } from '../house.mjs';
import { DESK, PHONE, look, noKeys, signIn, words } from '../people.mjs';

async function at(stage, key, viewport, hash) {
  const page = await signIn(stage, key, viewport);
  await page.goto(stage.house.address + '/#/' + hash);
  return page;
}
const cell = (page, row, field) =>
  page.getByLabel(words('grid.cell', { field: words('grid.field_' + field), n: row }), { exact: true });
const state = (page, row) => page.locator(`[data-at="${row - 1}"]`).getAttribute('data-state');
const settles = (page, row, wanted) =>
  page.waitForFunction(
    ([at, states]) => states.includes(document.querySelector(`[data-at="${at}"]`)?.dataset.state),
    [row - 1, wanted],
  );

/** A cadre's page: typed, repeated, pasted, kept over a reload, sent; once more without signal. */
export async function notebook_by_keyboard(stage) {
  const page = await at(stage, 'bidan', DESK, 'register/grid');
  await cell(page, 1, 'name').waitFor();
  const village = page.getByLabel(words('lists.village'), { exact: true });
  if ((await village.inputValue()) === '') await village.selectOption({ index: 1 });
  await cell(page, 1, 'name').focus();
  // name, sex, born, relation, mother, kk: Tab goes on, Enter begins the next row.
  const typed = async (cells) => {
    for (const [i, text] of cells.entries()) {
      if (i > 0) await page.keyboard.press('Tab');
      if (text) await page.keyboard.type(text);
    }
  };
  const kk = '3313140101' + String(Date.now()).slice(-6);
  await typed(['Wagiyem Notobuku', 'P', '12/3/1958', 'KK', '', kk]);
  await page.keyboard.press('Enter');
  await typed(['Tumini Notobuku', '"', '35', 'anak', 'Wagiyem Notobuku', '"']);
  assert.equal(await cell(page, 2, 'sex').inputValue(), 'P', 'two strokes repeat what stands above');
  assert.equal(await cell(page, 2, 'kk').inputValue(), kk);
  await page.keyboard.press('ArrowUp');
  assert.equal(await page.evaluate(() => document.activeElement?.value), kk);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await typed(['Slamet Notobuku', 'L', '31/2/1990']);
  await page.getByText(words('grid.problem_born')).waitFor();
  await look(stage, page, 'register-grid-1366');

  await page.reload();
  await cell(page, 3, 'name').waitFor();
  assert.equal(await cell(page, 3, 'name').inputValue(), 'Slamet Notobuku', 'nothing typed is lost');
  await page.getByRole('button', { name: words('grid.send', { n: 2 }) }).click();
  await settles(page, 1, ['new']);
  await settles(page, 2, ['new', 'doubtful']);
  assert.equal(await state(page, 3), 'typed', 'what cannot be read stays');

  await page.context().setOffline(true);
  await cell(page, 3, 'born').fill('31/1/1990');
  await page.getByRole('button', { name: words('grid.send', { n: 1 }) }).click();
  await settles(page, 3, ['sent']);
  await page.context().setOffline(false);
  await settles(page, 3, ['new', 'doubtful', 'filed']);
  await noKeys(page, 'grid');
  const rows = await (await stage.house.as('bidan')).rows();
  const daughter = rows.find('person', (p) => p.name === 'Tumini Notobuku');
  assert.ok(daughter?.born_guessed, 'an age is a guess');
  assert.equal(daughter.mother_name, 'Wagiyem Notobuku');

  const phone = await at(stage, 'bidan', PHONE, 'register/grid');
  await cell(phone, 1, 'name').fill('Paijo');
  await look(stage, phone, 'register-grid-360');
}

const HEAD = 'Nama,NIK,No KK,Tanggal Lahir,Jenis Kelamin,Hubungan,Nama Ibu,Dusun,RT,RW,Catatan Kami\n';

/** A list with a mistake: looked at, let in, the bad row corrected and sent again, and all of it once more. */
export async function list_from_a_file(stage) {
  const page = await at(stage, 'petugas', DESK, 'register/import');
  const run = String(Date.now()).slice(-6);
  const good = [1, 2, 3].map(
    (n) => `Sarwono Daftar ${n},,33131409${run}0${n},0${n}/04/1970,L,KK,,Ngemplak,00${n},001,x\n`,
  );
  const bad = `Sarmini Salah,,33131409${run}09,31/02/1980,P,istri,,Ngemplak,001,001,x\n`;
  const send = (name, text) =>
    page.locator('#import-file').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.locator('#import-file').waitFor({ state: 'attached' });
  await send('dukuh.csv', HEAD + good.join('') + bad);
  const village = page.getByLabel(words('import.village'), { exact: true });
  await village.waitFor();
  await village.selectOption({ index: 1 });
  const enter = (n) => page.getByRole('button', { name: words('import.run', { n }) });
  await enter(3).waitFor();
  await page.getByText(words('import.problems')).waitFor();
  await look(stage, page, 'register-import-ready-1366');
  await enter(3).click();
  const done = page.locator('.one').getByText(words('import.state_done'), { exact: true });
  await done.waitFor();
  await look(stage, page, 'register-import-done-1366');
  await noKeys(page, 'import');
  const href = await page.locator('a[download][href*="bad.xlsx"]').getAttribute('href');
  const file = await page.request.get(stage.house.address + href);
  assert.equal(file.status(), 200);
  assert.equal((await file.body()).subarray(0, 2).toString(), 'PK');

  await send('dukuh-betul.csv', HEAD + bad.replace('31/02', '28/02'));
  await page.locator('.one').getByText('dukuh-betul.csv').waitFor();
  await village.selectOption({ index: 1 });
  await enter(1).click();
  await done.waitFor();
  await send('dukuh-lagi.csv', HEAD + good.join(''));
  await page.locator('.one').getByText('dukuh-lagi.csv').waitFor();
  await village.selectOption({ index: 1 });
  await enter(3).click();
  await done.waitFor();
  const known = page.locator('.results div', { hasText: words('import.count_unchanged') }).locator('dd');
  assert.equal(await known.innerText(), '3', 'the same list once more changes nothing');
  await send('rusak.xlsx', 'PK\u0003\u0004 half of a sheet');
  await page.getByRole('alert').waitFor();
  const phone = await at(stage, 'petugas', PHONE, 'register/import');
  await phone.getByText('dukuh-betul.csv').waitFor();
  await look(stage, phone, 'register-import-360');
}

/** A family of the first village: pregnant, in a house that nobody has put on the map. */
async function family(house, group, name) {
  const officer = await house.as('petugas');
  const village = (await (await house.as('bidan')).rows()).all('village')[0];
  const made = { house: newId(), household: newId(), person: newId(), group: newId(), village, officer };
  const due = new Date(Date.now() + 40 * 86_400_000).toISOString().slice(0, 10);
  await officer.must('registry.set_group', { ten_house_group: made.group, village: village.id, name: group });
  const place = { village: village.id, ten_house_group: made.group, hamlet: 'Dukuh Lor', rt: '1', rw: '4' };
  await officer.must('registry.set_house', { house: made.house, ...place, landmark: 'gapura biru' });
  await officer.must('registry.set_household', {
    household: made.household,
    house: made.house,
    head: made.person,
  });
  const woman = { kind: 'resident', name, born: '1996-02-03', sex: 'female', relation: 'head', due };
  await officer.must('registry.register', { ...woman, person: made.person, household: made.household });
  return made;
}

/** Who is pregnant, narrowed to a group, and the sheet for who goes from door to door. */
export async function lists_and_sheets(stage) {
  const made = await family(stage.house, 'Dasawisma Kenanga 7', 'Endang Daftarwati');
  const page = await at(stage, 'bidan', DESK, 'register/lists/pregnant');
  await page.getByLabel(words('lists.group'), { exact: true }).selectOption({ label: 'Dasawisma Kenanga 7' });
  await page.getByRole('link', { name: 'Endang Daftarwati' }).waitFor();
  await page.waitForFunction(() => document.querySelectorAll('tbody tr').length === 1);
  await look(stage, page, 'register-lists-1366');
  await noKeys(page, 'lists');
  const sheet = await page.getByRole('link', { name: words('lists.paper') }).getAttribute('href');
  assert.match(sheet, new RegExp(`/groups/${made.group}/list.pdf`));
  const paper = await page.request.get(stage.house.address + sheet);
  assert.equal(paper.status(), 200);
  assert.equal((await paper.body()).subarray(0, 5).toString(), '%PDF-');
  await page
    .locator('.kinds')
    .getByRole('link', { name: words('lists.kind_no_point') })
    .click();
  await page.getByText('gapura biru', { exact: false }).waitFor();

  const phone = await at(stage, 'bidan', PHONE, 'register/lists/pregnant');
  await phone.getByRole('combobox', { name: words('lists.which') }).waitFor();
  await phone.getByText('Endang Daftarwati').first().waitFor();
  await look(stage, phone, 'register-lists-360');
}

/** A house gets its point by one tap, and is a house of the map from then on. */
export async function houses_on_the_map(stage) {
  const made = await family(stage.house, 'Dasawisma Melur 2', 'Endang Petawati');
  const page = await at(stage, 'petugas', DESK, 'register/map');
  await page.getByLabel(words('lists.village'), { exact: true }).selectOption(made.village.id);
  const row = page.locator('.lost li', { hasText: 'Endang Petawati' }).first();
  await row.waitFor();
  await look(stage, page, 'register-map-1366');
  await row.getByRole('button', { name: words('regmap.set') }).click();
  await page.getByRole('button', { name: words('regmap.middle') }).click();
  await look(stage, page, 'register-map-point-1366');
  await page.getByRole('button', { name: words('regmap.save') }).click();
  await page.getByText(words('regmap.saved')).waitFor();
  await page.getByLabel(words('regmap.filter_pregnant'), { exact: true }).check();
  await page.locator('.spot').first().waitFor();
  await look(stage, page, 'register-map-pregnant-1366');
  await noKeys(page, 'map');
  const phone = await at(stage, 'bidan', PHONE, 'register/map');
  await phone.locator('.streets').waitFor();
  await look(stage, phone, 'register-map-360');
}
