// The posyandu's day: a cadre weighs child after child without signal, a digit slips and is asked, a guest comes, a child
// is to be seen by the midwife at once; she sees it on her list with its curve and asks for a visit; a paper list is typed
// in afterwards with the keyboard alone.
import assert from 'node:assert/strict';
import { newId } from '../house.mjs';
import { DESK, PHONE, fits, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';
import { dayFrom } from '../village.mjs';

const [CADRE, MIDWIFE, OFFICER] = ['kader-bojong', 'bidan-bojong', 'petugas-bojong'];
const exact = (page, key, params) => page.getByRole('button', { name: words(key, params), exact: true });

/** Months ago on the same day, as far as a month has it. */
function monthsAgo(n) {
  const on = new Date(dayFrom(0) + 'T00:00:00Z');
  const back = new Date(Date.UTC(on.getUTCFullYear(), on.getUTCMonth() - n, Math.min(on.getUTCDate(), 28)));
  return back.toISOString().slice(0, 10);
}

/** Children of a posyandu in the order of their names, with the weights of the months before. */
const CHILDREN = [
  { name: 'Aditya Pratama', sex: 'male', months: 5, weights: [6400, 6850] },
  { name: 'Bintang Ramadhan', sex: 'male', months: 2, weights: [] },
  { name: 'Citra Lestari', sex: 'female', months: 14, weights: [8900, 8900, 8850] },
  { name: 'Dewi Anggraini Kusumawardhani', sex: 'female', months: 30, weights: [11400] },
  { name: 'Eko Saputra', sex: 'male', months: 40, weights: [13900, 14200] },
];

const made = new WeakMap();
/** The posyandu, once a house. */
function postOf(house) {
  if (!made.has(house)) made.set(house, settle(house));
  return made.get(house);
}
async function settle(house) {
  const [officer, cadre, midwife] = [await house.as(OFFICER), await house.as(CADRE), await house.as(MIDWIFE)];
  const mine = await cadre.rows();
  const village = mine.all('village')[0];
  const posyandu = newId();
  const worker = mine.all('worker')[0];
  await officer.must('registry.set_posyandu', {
    posyandu,
    village: village.id,
    name: 'Melati 3',
    open_day: Number(dayFrom(0).slice(8)),
    cadres: worker ? [worker.id] : [],
  });
  const children = new Map();
  for (const one of CHILDREN) {
    const person = newId();
    await officer.must('registry.register', {
      person,
      kind: 'resident',
      name: one.name,
      sex: one.sex,
      born: monthsAgo(one.months),
      village: village.id,
      posyandu,
    });
    for (const [i, weight_g] of one.weights.entries())
      await midwife.must('health.weigh', {
        weighing: newId(),
        child: person,
        on: monthsAgo(one.weights.length - i),
        posyandu,
        weight_g,
        source: 'list',
      });
    children.set(one.name, person);
  }
  return { posyandu, village, children, midwife };
}
const cardOf = async (house, child) =>
  (await (await house.as(MIDWIFE)).rows()).find('growth_card', (c) => c.id === child);

async function type(page, figure) {
  const pad = page.getByRole('group', { name: words('weighing.keys'), exact: true });
  const box = page.getByLabel(words('weighing.weight'), { exact: true });
  while (await box.inputValue())
    await pad.getByRole('button', { name: words('weighing.key_back'), exact: true }).click();
  await keys(page, figure);
}
async function keys(page, figure) {
  const pad = page.getByRole('group', { name: words('weighing.keys'), exact: true });
  for (const key of figure) await pad.getByRole('button', { name: key, exact: true }).click();
}
const turnOf = (page, name) => page.getByRole('heading', { name, exact: true }).waitFor();

export async function a_posyandu_day_without_signal(stage) {
  const { house } = stage;
  const post = await postOf(house);
  const cadre = await signIn(stage, CADRE, PHONE);
  await cadre.goto(`${house.address}/#/weighing`);
  await cadre.getByRole('radio', { name: 'Melati 3' }).check();
  await look(stage, cadre, 'weighing-choose-360');
  await exact(cadre, 'weighing.begin', { name: 'Melati 3' }).click();
  await look(stage, cadre, 'weighing-list-360');
  await cadre.context().setOffline(true);
  await exact(cadre, 'weighing.start', { name: 'Aditya' }).click();
  await turnOf(cadre, 'Aditya Pratama');
  // What it says stands there while it is typed.
  await type(cadre, '7,4');
  await cadre.getByText(words('weighing.status_N'), { exact: true }).waitFor();
  await cadre.getByText('+550 g').waitFor();
  await cadre.getByRole('radio', { name: words('weighing.yes'), exact: true }).check();
  await look(stage, cadre, 'weighing-scale-360');
  await noKeys(cadre, 'the scales');
  await exact(cadre, 'weighing.save_next', { name: 'Bintang' }).click();
  // 52 for 5,2: asked, and not kept.
  await turnOf(cadre, 'Bintang Ramadhan');
  await type(cadre, '52');
  await exact(cadre, 'weighing.save_next', { name: 'Citra' }).click();
  const asked = cadre.getByRole('dialog', { name: words('weighing.ask_title'), exact: true });
  await asked.getByText(words('weighing.doubt.weight_slip')).waitFor();
  await look(stage, cadre, 'weighing-ask-360');
  await asked.getByRole('button', { name: words('weighing.mend'), exact: true }).click();
  await keys(cadre, '5,2'); // what was asked about needs no wiping
  await exact(cadre, 'weighing.save_next', { name: 'Citra' }).click();
  // Twice not enough: the midwife is called while the child is there.
  await turnOf(cadre, 'Citra Lestari');
  await type(cadre, '8,8');
  await exact(cadre, 'weighing.save_next', { name: 'Dewi' }).click();
  const urgent = cadre.getByRole('dialog', {
    name: words('weighing.urgent_title', { name: 'Citra Lestari' }),
  });
  await urgent.getByText(words('weighing.worry.two_t')).waitFor();
  await look(stage, cadre, 'weighing-urgent-360');
  await exact(urgent, 'weighing.onward', { name: 'Dewi' }).click();
  // Dewi has not come; a guest has.
  await turnOf(cadre, 'Dewi Anggraini Kusumawardhani');
  await exact(cadre, 'weighing.list').click();
  await exact(cadre, 'weighing.add_guest').click();
  await cadre.getByLabel(words('weighing.guest_name'), { exact: true }).fill('Farah dari Cileungsi');
  await cadre.getByRole('radio', { name: words('weighing.sex_female'), exact: true }).check();
  await cadre.getByLabel(words('weighing.guest_born'), { exact: true }).fill(monthsAgo(20));
  await cadre.getByLabel(words('weighing.guest_where'), { exact: false }).fill('Cileungsi');
  await look(stage, cadre, 'weighing-guest-360');
  await exact(cadre, 'weighing.guest_go').click();
  await turnOf(cadre, 'Farah dari Cileungsi');
  await type(cadre, '10,5');
  await cadre.getByRole('button', { name: /^Simpan/ }).click();
  await exact(cadre, 'weighing.list').click();
  const list = cadre.getByRole('list', { name: words('weighing.children'), exact: true });
  assert.equal(await list.getByRole('listitem').count(), 2, 'Dewi and Eko are missing');
  await exact(cadre, 'weighing.sum').click();
  await look(stage, cadre, 'weighing-sum-360');
  await noKeys(cadre, 'the result of the day');
  await cadre.context().setOffline(false);

  const told = await until(async () => {
    const card = await cardOf(house, post.children.get('Citra Lestari'));
    return card?.lines.length === 4 && card;
  });
  assert.equal(told.lines.at(-1).reckoned.t, 2, 'the health centre says 2T, too');
  const bintang = await until(() => cardOf(house, post.children.get('Bintang Ramadhan')));
  assert.deepEqual([bintang.lines.length, bintang.lines[0].weight_g, bintang.lines[0].doubts], [1, 5200, []]);
  const rows = await (await house.as(MIDWIFE)).rows();
  const fed = rows.find('feeding', (f) => f.baby === post.children.get('Aditya Pratama'));
  assert.equal(fed.answer, 'exclusive');
  const guest = await until(async () =>
    (await (await house.as(MIDWIFE)).rows()).find('growth_card', (c) => c.guest),
  );
  assert.deepEqual(
    [guest.name, guest.from, guest.lines[0].weight_g],
    ['Farah dari Cileungsi', 'Cileungsi', 10500],
  );
}

/** Big words and night: nothing is cut off, nothing scrolls sideways. */
export async function the_scales_in_big_words_and_by_night(stage) {
  const { house } = stage;
  const post = await postOf(house);
  const cadre = await signIn(stage, CADRE, PHONE);
  await cadre.goto(`${house.address}/#/weighing/${post.posyandu}/${dayFrom(0)}`);
  await cadre.evaluate(() => document.documentElement.setAttribute('data-theme', 'night'));
  await cadre.getByRole('tab', { name: /Semua/ }).click();
  await cadre.getByRole('button', { name: /Dewi/ }).first().click();
  await turnOf(cadre, 'Dewi Anggraini Kusumawardhani');
  await cadre.getByText(words('weighing.more'), { exact: true }).click();
  await cadre.getByLabel(words('weighing.length'), { exact: true }).fill('88,5');
  await look(stage, cadre, 'weighing-scale-night');
  await cadre.evaluate(() => (document.documentElement.style.fontSize = '200%'));
  await fits(cadre, 'the scales in big words');
  await look(stage, cadre, 'weighing-scale-200');
}

export async function yesterdays_paper_is_typed_in(stage) {
  const { house } = stage;
  const post = await postOf(house);
  const midwife = await signIn(stage, MIDWIFE, DESK);
  await midwife.goto(`${house.address}/#/weighing/${post.posyandu}/${dayFrom(0)}`);
  await exact(midwife, 'weighing.paper').click();
  const cell = (column, name) =>
    midwife.getByLabel(words('weighing.cell', { what: words('weighing.' + column), name }), { exact: true });
  await cell('col_kg', 'Dewi Anggraini Kusumawardhani').fill('118');
  await midwife.keyboard.press('Enter');
  await midwife.getByText(words('weighing.doubt.weight_slip')).waitFor();
  assert.ok(
    await cell('col_kg', 'Eko Saputra').evaluate((e) => e === document.activeElement),
    'Enter goes down',
  );
  await midwife.keyboard.type('14,45');
  await midwife.keyboard.press('ArrowUp');
  await midwife.keyboard.type('11,8');
  await midwife.keyboard.press('Enter');
  await look(stage, midwife, 'weighing-paper-1366');
  await noKeys(midwife, 'the paper list');
  const kept = async (name) => (await cardOf(house, post.children.get(name)))?.lines.at(-1);
  await until(async () => (await kept('Eko Saputra'))?.weight_g === 14_450);
  const dewi = await until(async () => {
    const line = await kept('Dewi Anggraini Kusumawardhani');
    return line?.weight_g === 11_800 && line;
  });
  assert.equal(dewi.source, 'list');
}

/** The officer holds nobody's card: the list is read when it is opened, and the health centre asks. */
export async function the_officer_types_a_paper_list_in(stage) {
  const { house } = stage;
  const post = await postOf(house);
  const officer = await signIn(stage, OFFICER, DESK);
  await officer.goto(`${house.address}/#/weighing`);
  await officer.getByRole('radio', { name: 'Melati 3' }).check();
  await officer.getByLabel(words('weighing.day'), { exact: false }).fill(dayFrom(-1));
  await exact(officer, 'weighing.begin', { name: 'Melati 3' }).click();
  const cell = (column, name) =>
    officer.getByLabel(words('weighing.cell', { what: words('weighing.' + column), name }), { exact: true });
  await cell('col_kg', 'Bintang Ramadhan').fill('51');
  await officer.keyboard.press('Enter');
  await officer.getByText(words('weighing.doubt.weight_slip')).waitFor();
  await look(stage, officer, 'weighing-desk-paper-1366');
  await cell('col_kg', 'Bintang Ramadhan').fill('5,1');
  await officer.keyboard.press('Enter');
  await officer.getByText(words('weighing.row_kept'), { exact: true }).waitFor();
  const bintang = post.children.get('Bintang Ramadhan');
  await until(async () =>
    (await cardOf(house, bintang))?.lines.some(
      (l) => l.on === dayFrom(-1) && l.weight_g === 5100 && l.source === 'list',
    ),
  );
  const held = (await (await house.as(OFFICER)).rows()).all('growth_card');
  assert.equal(held.length, 0, 'the desk holds no cards');
  await noKeys(officer, 'the paper list at the desk');
}

export async function the_midwife_sees_who_does_not_grow(stage) {
  const { house } = stage;
  const post = await postOf(house);
  const citra = post.children.get('Citra Lestari');
  await until(async () =>
    (await (await house.as(MIDWIFE)).rows()).find('growth_concern', (c) => c.child === citra && c.urgent),
  );
  const midwife = await signIn(stage, MIDWIFE, DESK);
  await midwife.goto(`${house.address}/#/growth`);
  await midwife.getByRole('button', { name: /Citra Lestari/ }).click();
  await midwife.getByRole('img', { name: words('growth.chart_of', { name: 'Citra Lestari' }) }).waitFor();
  await look(stage, midwife, 'growth-1366');
  await noKeys(midwife, 'the list of children');
  await midwife.getByText(words('growth.all_figures'), { exact: true }).first().click();
  await look(stage, midwife, 'growth-table-1366');
  const phone = await signIn(stage, MIDWIFE, PHONE);
  await phone.goto(`${house.address}/#/growth`);
  await look(stage, phone, 'growth-360');
  await phone.getByRole('button', { name: /Citra Lestari/ }).click();
  await look(stage, phone, 'growth-child-360');
  await exact(midwife, 'growth.ask_visit').click();
  const asked = await until(async () => {
    const row = (await (await house.as(MIDWIFE)).rows()).find(
      'growth_concern',
      (c) => c.child === citra && c.state === 'requested',
    );
    return row?.request_number && row;
  });
  assert.ok(asked.request_number, 'it has its number at once');
}
