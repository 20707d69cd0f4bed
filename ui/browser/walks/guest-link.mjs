// A guest of the scales turns out to be a child of the register: the midwife finds it by its name on her list of children,
// its weighings move to its own card, and she takes them off again when it was another; beside the exact figures she reads
// those by completed months.
import assert from 'node:assert/strict';
import { newId } from '../house.mjs';
import { DESK, PHONE, fits, look, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';
import { dayFrom } from '../village.mjs';

const [CADRE, MIDWIFE, OFFICER] = ['kader-bojong', 'bidan-bojong', 'petugas-bojong'];
const exact = (page, key, params) => page.getByRole('button', { name: words(key, params), exact: true });
const [KNOWN, UNKNOWN] = ['Zidan Kurniawan', 'Zidan tamu'];

export async function the_midwife_knows_who_a_guest_is(stage) {
  const { house } = stage;
  const [officer, cadre] = [await house.as(OFFICER), await house.as(CADRE)];
  const village = (await cadre.rows()).all('village')[0].id;
  const [posyandu, child, guest] = [newId(), newId(), newId()];
  const [born, last, now] = [dayFrom(-200), dayFrom(-30), dayFrom(0)];
  await officer.must('registry.set_posyandu', {
    posyandu,
    village,
    name: 'Kenanga 2',
    open_day: 5,
    cadres: [],
  });
  const who = { person: child, kind: 'resident', name: KNOWN, sex: 'male', born, village, posyandu };
  await officer.must('registry.register', who);
  const weigh = (told) =>
    cadre.must('health.weigh', { weighing: newId(), posyandu, source: 'measured', ...told });
  await weigh({ child, on: last, weight_g: 7400 });
  const as_guest = { name: UNKNOWN, sex: 'male', born, from: 'Cileungsi' };
  await weigh({ guest, on: now, weight_g: 7600, oedema: 'yes', as_guest });

  const midwife = await signIn(stage, MIDWIFE, DESK);
  await midwife.goto(`${house.address}/#/growth`);
  await midwife.getByRole('button', { name: new RegExp(UNKNOWN) }).click();
  await exact(midwife, 'growth.link').click();
  await midwife.getByRole('combobox', { name: words('growth.link_who') }).fill('Zidan Kurn');
  await midwife.getByRole('option', { name: new RegExp(KNOWN) }).click();
  await look(stage, midwife, 'guest-link-1366');
  await exact(midwife, 'growth.link_do', { name: KNOWN }).click();
  const rows = async () => (await house.as(MIDWIFE)).rows();
  const card = await until(async () => {
    const one = (await rows()).find('growth_card', (c) => c.id === child);
    return one?.lines.length === 2 && one;
  });
  assert.equal(card.lines[1].of_guest, guest);
  assert.ok(
    !(await rows()).find('growth_card', (c) => c.id === guest),
    'the guest is nobody of its own any more',
  );

  await midwife.getByRole('button', { name: new RegExp(KNOWN) }).click();
  await midwife.getByText(words('growth.all_figures'), { exact: true }).first().click();
  await exact(midwife, 'growth.months_on').click();
  await midwife.getByText(words('growth.months_say')).waitFor();
  await look(stage, midwife, 'growth-months-1366');
  const phone = await signIn(stage, MIDWIFE, PHONE);
  await phone.goto(`${house.address}/#/growth`);
  await phone.getByRole('button', { name: new RegExp(KNOWN) }).click();
  await fits(phone, 'a child whose lines came from a guest');
  await look(stage, phone, 'guest-linked-360');
  await exact(phone, 'growth.unlink').click();
  await until(async () => (await rows()).find('growth_card', (c) => c.id === child)?.lines.length === 1);
  assert.equal((await rows()).find('growth_card', (c) => c.id === guest)?.name, '', 'its name stays erased');

  // At the scales it gets a call name, and whoever links reads it.
  const scales = await signIn(stage, CADRE, PHONE);
  await scales.goto(`${house.address}/#/weighing/${posyandu}/${now}`);
  await scales.getByRole('tab', { name: /Semua/ }).click();
  await scales.getByRole('button', { name: new RegExp(words('weighing.guest_unnamed')) }).click();
  await scales.getByLabel(words('weighing.call_name'), { exact: false }).fill('Zizi');
  await look(stage, scales, 'weighing-call-name-360');
  await fits(scales, 'a guest without a name');
  await scales.getByRole('button', { name: /^Simpan/ }).click();
  const named = await until(async () => {
    const one = (await rows()).find('growth_card', (c) => c.id === guest);
    return one?.name && one;
  });
  assert.deepEqual([named.name, named.sex, named.born], ['Zizi', 'male', born]);
}
