// The pages of people: found before filed, a birth from the list, a death told with care, two records made one.
import assert from 'node:assert/strict';
import { newId } from '../house.mjs';
import { DESK, PHONE, look, noKeys, signIn, words } from '../people.mjs';

const day = (days) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const exact = (page, key, params) =>
  page.getByRole('button', { name: words(key, params), exact: true }).first();

const radio = (page, key) => page.getByRole('radio', { name: words(key), exact: true });

/** A household in the midwife's village: the grandmother at its head, her daughter, a small boy. */
async function family(house, names, extra = {}) {
  const officer = await house.as('petugas');
  const midwife = await (await house.as('bidan')).rows();
  const village = midwife.all('village')[0].id;
  const made = {
    house: newId(),
    household: newId(),
    head: newId(),
    daughter: newId(),
    boy: newId(),
    village,
    officer,
  };
  const at = {
    landmark: 'sebelah mushola',
    directions: 'Sesudah jembatan bambu, belok kiri',
    rt: '2',
    rw: '5',
  };
  await officer.must('registry.set_house', { house: made.house, village, hamlet: 'Dukuh Kidul', ...at });
  await officer.must('registry.set_household', {
    household: made.household,
    house: made.house,
    head: made.head,
  });
  const living = { kind: 'resident', household: made.household };
  const [head, daughter, boy] = names;
  const mother = { person: made.head, name: head, born: '1961-05-12', sex: 'female', relation: 'head' };
  await officer.must('registry.register', { ...living, ...mother, phone: '081234500011' });
  const young = {
    person: made.daughter,
    name: daughter,
    born: '1998-03-04',
    sex: 'female',
    relation: 'child',
  };
  await officer.must('registry.register', { ...living, ...young, mother: made.head, ...extra });
  const small = { person: made.boy, name: boy, born: day(-700), sex: 'male', relation: 'grandchild' };
  await officer.must('registry.register', { ...living, ...small, mother: made.daughter });
  return made;
}

/** The head agrees, and what was agreed to is gone for good: also after the server's answer, also on a new page. */
async function approve(head, card) {
  const answered = head.waitForResponse(
    async (said) => said.url().endsWith('/sync') && (await said.json()).answers?.length > 0,
  );
  await card.getByRole('button', { name: words('approve.yes') }).click();
  const { answers } = await (await answered).json();
  assert.deepEqual(
    answers.map(({ status, code }) => [status, code]),
    [['accepted', undefined]],
  );
  await card.waitFor({ state: 'detached' });
  await head.reload();
  await head.locator('nav:visible').first().waitFor();
  await head.locator('[aria-busy=true]').waitFor({ state: 'detached' });
  assert.equal(await card.count(), 0, 'what was settled waits no longer');
}

async function at(stage, key, viewport, hash) {
  const page = await signIn(stage, key, viewport);
  await page.goto(stage.house.address + '/#/' + hash);
  return page;
}

/** Typed as it is heard, found with why, opened by the keyboard alone. */
export async function people_are_found(stage) {
  const made = await family(stage.house, ['Mujiyati', 'Siti Nurhalimah', 'Bagus Wicaksono']);
  const desk = await at(stage, 'petugas', DESK, 'register');
  const field = desk.getByRole('combobox', { name: words('reg.find') });
  await field.fill('sitinur halima');
  const hit = desk.getByRole('option').filter({ hasText: 'Siti Nurhalimah' });
  await hit.first().waitFor();
  assert.match(await hit.first().innerText(), /anak Mujiyati/);
  await look(stage, desk, 'register-search-1366');
  await field.fill('Siti Nurhalimah');
  await desk.locator('[role=option][aria-selected=true]').filter({ hasText: 'Siti Nurhalimah' }).waitFor();
  await field.press('Enter');
  await desk.getByRole('heading', { level: 1 }).filter({ hasText: 'Siti Nurhalimah' }).waitFor();
  await desk.getByText(words('reg.near', { place: 'sebelah mushola' })).waitFor();
  await look(stage, desk, 'register-person-1366');
  await noKeys(desk, 'register-person');
  await desk.getByRole('link', { name: words('reg.household_open') }).click();
  await desk.getByRole('heading', { level: 1 }).filter({ hasText: 'Mujiyati' }).waitFor();
  await look(stage, desk, 'register-household-1366');
  await desk
    .getByText(/membuka halaman|Siapa yang membuka/)
    .first()
    .waitFor();

  const phone = await at(stage, 'bidan', PHONE, 'register');
  await phone.getByRole('combobox').fill('nurhalimah');
  await phone.getByRole('option').filter({ hasText: 'Siti Nurhalimah' }).first().waitFor();
  await look(stage, phone, 'register-search-360');
  await phone.getByRole('option').filter({ hasText: 'Siti Nurhalimah' }).first().click();
  await exact(phone, 'reg.act_died').waitFor();
  await look(stage, phone, 'register-person-360');
  await phone.goto(stage.house.address + '/#/register/household/' + made.household);
  await phone.getByText('Bagus Wicaksono').first().waitFor();
  await look(stage, phone, 'register-household-360');
  await phone.getByRole('button', { name: words('nav.menu') }).click();
  await phone.getByRole('dialog').waitFor();
  await look(stage, phone, 'register-menu-360');
}

/** Who may be there already is shown while the name is typed; somebody else is registered all the same. */
export async function found_before_filed(stage) {
  await family(stage.house, ['Sumarni', 'Endang Sulistyowati', 'Raka Pratama']);
  const desk = await at(stage, 'pengatur', DESK, 'register/new');
  await desk.getByLabel(words('reg.name'), { exact: true }).fill('Endang Sulistiowati');
  await desk.locator('input[type=date]').fill('1998-03-04');
  await desk.getByRole('heading', { name: words('reg.alike_head') }).waitFor();
  await look(stage, desk, 'register-alike-1366');
  await desk.getByRole('link', { name: 'Endang Sulistyowati' }).first().click();
  await desk.getByRole('heading', { level: 1 }).filter({ hasText: 'Endang Sulistyowati' }).waitFor();

  await desk.goto(stage.house.address + '/#/register/new');
  await desk.getByLabel(words('reg.name'), { exact: true }).fill('Endang Sulistyowati');
  await desk.getByRole('heading', { name: words('reg.alike_head') }).waitFor();
  await exact(desk, 'reg.alike_other').click();
  await radio(desk, 'reg.born_age').check();
  await desk.getByLabel(words('reg.age')).fill('52');
  await desk.getByText(words('reg.more_fields')).click();
  await desk.getByLabel(words('reg.nik'), { exact: true }).fill('123');
  await radio(desk, 'reg.place_new').check();
  await desk.getByLabel(words('reg.village'), { exact: true }).selectOption({ index: 1 });
  await desk.getByLabel(words('reg.landmark'), { exact: true }).fill('depan warung Bu Tin');
  await exact(desk, 'reg.new_save').click();
  await desk
    .getByRole('heading', { level: 1 })
    .filter({ hasText: /Endang Sulistyowati, kira-kira 52 tahun/ })
    .waitFor();
  await desk.getByText(words('reg.nik_form')).waitFor();
  await desk.getByText(words('reg.near', { place: 'depan warung Bu Tin' })).waitFor();
}

/** Ten days past her day and no news: the midwife answers with one tap; they are two. */
export async function twins_are_born(stage) {
  const { house } = stage;
  const made = await family(house, ['Tukinem', 'Retno Palupi', 'Satria'], { due: day(-10) });
  const phone = await at(stage, 'bidan', PHONE, 'register');
  const row = phone.getByRole('listitem').filter({ hasText: 'Retno Palupi' });
  await row.getByText(words('reg.due_unanswered')).waitFor();
  await look(stage, phone, 'register-due-360');
  await row.getByRole('button', { name: words('reg.act_born') }).click();
  await phone.getByLabel(words('reg.born_on'), { exact: true }).fill(day(-9));
  await radio(phone, 'reg.place_home').check();
  await phone.getByLabel(words('reg.baby_name')).fill('Anjani');
  await exact(phone, 'reg.baby_add').click();
  await phone.getByLabel(words('reg.baby_name')).nth(1).fill('Anindya');
  await look(stage, phone, 'register-born-360');
  await exact(phone, 'reg.born_save_n', { n: 2 }).click();
  await row.waitFor({ state: 'detached' });
  await phone.goto(house.address + '/#/register/household/' + made.household);
  await phone.getByText('Anindya').first().waitFor();
  assert.equal(await phone.getByText(words('reg.mark_newborn')).count(), 2);
}

/** A death without signal: what stops is said before, it waits on the phone, and goes out by itself. */
export async function a_death_is_told(stage) {
  const { house } = stage;
  const made = await family(house, ['Paijem', 'Wahyu Lestari', 'Galih']);
  const phone = await at(stage, 'bidan', PHONE, 'register/person/' + made.daughter);
  await exact(phone, 'reg.act_died').waitFor();
  await phone.context().setOffline(true);
  await exact(phone, 'reg.act_died').click();
  await phone.getByText(words('reg.died_stops_guardian')).waitFor();
  await look(stage, phone, 'register-died-360');
  await exact(phone, 'reg.died_save').click();
  await phone.getByRole('dialog').waitFor({ state: 'detached' });
  await phone.getByText(words('reg.waits')).first().waitFor();
  await phone.context().setOffline(false);
  await phone.getByText(words('reg.waits')).first().waitFor({ state: 'detached' });

  const { all } = await made.officer.rows();
  const task = all('task').find((one) => one.person === made.boy);
  assert.equal(task.kind, 'guardian_needed');
  const desk = await at(stage, 'petugas', DESK, 'register/person/' + made.daughter);
  await desk
    .getByRole('heading', { level: 1 })
    .filter({ hasText: /meninggal/ })
    .waitFor();
  assert.equal(await desk.getByRole('button', { name: words('reg.act_move') }).count(), 0);
  await look(stage, desk, 'register-died-1366');
  await desk.goto(house.address + '/#/tasks');
  const card = desk.getByRole('listitem').filter({ hasText: 'Galih' });
  await card.getByText(words('task.guardian_needed')).waitFor();
  await look(stage, desk, 'tasks-1366');
  await desk.goto(house.address + '/#/register/person/' + made.boy);
  await exact(desk, 'reg.act_guardian').click();
  const guardian = desk.getByRole('dialog');
  await guardian.getByLabel(words('reg.guardian_who')).selectOption({ label: 'Paijem' });
  await guardian.getByLabel(words('reg.guardian_reason')).selectOption('mother_died');
  await radio(guardian, 'reg.how_thumbprint').check();
  await look(stage, desk, 'register-guardian-1366');
  await exact(desk, 'reg.guardian_save').click();
  await desk.getByText(words('reg.guarded_by', { name: 'Paijem' })).waitFor();
  await desk.goto(house.address + '/#/tasks');
  await card.getByRole('button', { name: words('task.close') }).click();
  await desk.getByLabel(words('task.note')).fill('Nenek bersedia.');
  await exact(desk, 'task.close_save').click();
  await card.waitFor({ state: 'detached' });
}

/** Side by side, made one by a person, and taken apart again by two. */
export async function two_records_become_one(stage) {
  const { house } = stage;
  const made = await family(house, ['Kartinah', 'Yuliana Safitri', 'Bima']);
  const twice = newId();
  const other = {
    person: twice,
    kind: 'resident',
    name: 'Bu Kartinah',
    village: made.village,
    sex: 'female',
  };
  await made.officer.must('registry.register', { ...other, insurance: '0001234567890' });
  const desk = await at(stage, 'petugas', DESK, 'register/person/' + made.head);
  await exact(desk, 'reg.twice_find').click();
  const compare = desk.getByRole('link', { name: words('reg.compare') });
  await desk.getByLabel(words('reg.twice_with')).fill('Bu Kartinah');
  const found = desk.getByRole('option').filter({ hasText: 'Bu Kartinah' }).or(compare);
  await found.first().click();
  await exact(desk, 'reg.merge_save', { name: 'Kartinah' }).waitFor();
  await look(stage, desk, 'register-merge-1366');
  await exact(desk, 'reg.merge_save', { name: 'Kartinah' }).click();
  await desk.getByText(words('reg.merged_note', { name: 'Bu Kartinah' })).waitFor();
  await desk.getByText('…7890').waitFor();
  await exact(desk, 'reg.unmerge').click();
  await exact(desk, 'reg.unmerge_save').click();
  await desk.getByRole('dialog').waitFor({ state: 'detached' });
  const head = await at(stage, 'kepala', DESK, 'approvals');
  const waiting = head.getByRole('listitem').filter({ hasText: words('verb.registry.unmerge') });
  await approve(head, waiting);
  await desk.goto(house.address + '/#/register/person/' + twice);
  await desk.getByRole('heading', { level: 1 }).filter({ hasText: 'Bu Kartinah' }).waitFor();
  await desk.getByText(words('reg.what_unmerged')).first().waitFor();
}

/** It was the neighbour: a death told by mistake is taken back by two, and the line stays to be seen. */
export async function a_mistake_is_taken_back(stage) {
  const { house } = stage;
  const made = await family(house, ['Sadiyem', 'Lilis Suryani', 'Danu']);
  await made.officer.must('registry.died', { person: made.head, on: day(-1) });
  const desk = await at(stage, 'pengatur', DESK, 'register/person/' + made.head);
  await exact(desk, 'reg.take_back').click();
  await radio(desk, 'reg.retract_wrong_person').check();
  await look(stage, desk, 'register-retract-1366');
  await exact(desk, 'reg.retract_save').click();
  await desk.getByText(words('reg.proposed')).waitFor();
  const head = await at(stage, 'kepala', DESK, 'approvals');
  const waiting = head.getByRole('listitem').filter({ hasText: 'Sadiyem' });
  await waiting.getByText(words('reg.what_died'), { exact: false }).first().waitFor();
  await look(stage, head, 'register-approve-1366');
  await approve(head, waiting);
  await desk.reload();
  await exact(desk, 'reg.act_move').waitFor();
  await desk.getByText(words('reg.taken_back'), { exact: true }).waitFor();
}
