// The midwife's desk on her phone: who is due, at risk or not visited; a request, a call, a plan; all of it without signal.
import assert from 'node:assert/strict';
import { DESK, PHONE, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';
import { dayFrom, villageOf } from '../village.mjs';

const cardOf = (page, name) =>
  page.locator('li.card').filter({ has: page.getByRole('link', { name, exact: true }) });
const tabOf = (page, key) =>
  page.getByRole('tab', { name: new RegExp(`^${words(key, { n: '#' }).split('(')[0]}`) });
const press = (within, key) => within.getByRole('button', { name: words(key), exact: true }).click();

/** What the lists say of each, and what is one tap away. */
export async function midwifes_desk(stage) {
  const { ids } = await villageOf(stage.house);
  const page = await signIn(stage, 'bidan-sempu', PHONE);
  await page.goto(stage.house.address + '/#/village');
  const ani = cardOf(page, 'Ani Kurniasih');
  await ani.waitFor();
  const names = await page.locator('li.card .name a').allInnerTexts();
  const byDue = ['Ani Kurniasih', 'Ratri Hastuti', 'Bela Safitri'];
  assert.deepEqual(
    names.filter((name) => byDue.includes(name)),
    byDue,
    'by the day they are due',
  );
  assert.match(await ani.innerText(), new RegExp(words('village.contact_done', { code: 'K1', day: '.*' })));
  assert.match(await ani.innerText(), new RegExp(words('village.contact_missed', { code: 'K2' })));
  assert.equal(
    await ani.getByRole('link', { name: words('village.call') }).getAttribute('href'),
    'tel:+6289911110001',
  );
  const hidden = await cardOf(page, 'Ratri Hastuti').innerText();
  assert.match(hidden, new RegExp(words('village.hidden')));
  await look(stage, page, 'chips-midwife-360');

  await page.getByLabel(words('village.hamlet'), { exact: true }).selectOption('Darungan');
  await ani.waitFor({ state: 'detached' });
  await cardOf(page, 'Bela Safitri').waitFor();
  await page.getByLabel(words('village.hamlet'), { exact: true }).selectOption('');
  await page.getByRole('searchbox').fill('ani kur');
  await cardOf(page, 'Bela Safitri').waitFor({ state: 'detached' });
  await page.getByRole('searchbox').fill('');

  await tabOf(page, 'village.tab_small').click();
  await cardOf(page, 'Dimas').getByText(words('village.risk_arm_yellow')).waitFor();
  await cardOf(page, 'Eka').getByText(words('village.risk_weight_twice')).waitFor();
  assert.equal(await cardOf(page, 'Fajar').count(), 0, 'who thrives stands among all only');
  await page.getByRole('checkbox', { name: words('village.all_small', { n: 3 }) }).check();
  await cardOf(page, 'Fajar').waitFor();
  await look(stage, page, 'chips-midwife-small-360');

  await tabOf(page, 'village.tab_elder').click();
  await cardOf(page, 'Mbah Minah').getByText(words('village.mark_never')).first().waitFor();
  const karto = cardOf(page, 'Mbah Karto');
  await karto.getByText(words('village.elder_late', { n: 95 })).waitFor();
  await press(karto, 'village.plan');
  const dialog = page.locator('dialog');
  await dialog.getByLabel(words('village.plan_on'), { exact: true }).fill(dayFrom(2));
  await press(dialog, 'village.plan_save');
  await dialog.waitFor({ state: 'detached' });
  const { midwife } = await villageOf(stage.house);
  const round = await until(async () =>
    (await midwife.rows()).find('round', (r) => r.person === ids.get('karto') && r.planned_on === dayFrom(2)),
  );
  assert.ok(round.planned_names.length === 1, 'she goes herself');

  await karto.getByRole('link', { name: words('village.last'), exact: true }).click();
  await page.waitForURL(/#\/record\/one\//);
  await noKeys(page, 'the midwife’s desk');
}

/** In a house without signal: a danger sign becomes a request that goes out when there is a line. */
export async function midwife_asks_without_signal(stage) {
  const { ids } = await villageOf(stage.house);
  const page = await signIn(stage, 'bidan-sempu', PHONE);
  await page.goto(stage.house.address + '/#/village');
  const bela = cardOf(page, 'Bela Safitri');
  await bela.waitFor();
  // The signs come with the page and stay on the phone.
  await page.waitForFunction(() => localStorage.getItem('sambang.triage') !== null);
  await page.context().setOffline(true);
  await press(bela, 'village.ask');
  const dialog = page.locator('dialog');
  await dialog.getByRole('checkbox', { name: new RegExp(words('triage.P04.ask').slice(0, 20)) }).check();
  await dialog.locator('.btn-119').waitFor();
  await look(stage, page, 'chips-midwife-ask-360');
  await press(dialog, 'village.send_only');
  await dialog.waitFor({ state: 'detached' });
  await bela.getByText(words('village.asked_already', { number: '' }).trim()).waitFor();
  await page.context().setOffline(false);
  const desk = await stage.house.as('pengatur-sempu');
  const request = await until(async () =>
    (await desk.rows()).find('need_case', (c) => c.request && c.people.some((p) => p.id === ids.get('bela'))),
  );
  assert.equal(request.colour, 'red');
  assert.equal(request.sign, 'P04');
  await noKeys(page, 'a request of the midwife');

  const wide = await signIn(stage, 'bidan-sempu', DESK);
  await wide.goto(stage.house.address + '/#/village');
  await cardOf(wide, 'Ani Kurniasih').waitFor();
  await look(stage, wide, 'chips-midwife-1366');
}
