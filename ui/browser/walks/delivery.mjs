// One delivery, by everybody who has a part in it.
import assert from 'node:assert/strict';
import { DESK, PHONE, look, openLink, signIn, words } from '../people.mjs';
import * as ride from '../ride.mjs';

const MOTHER = 'Rini Astuti';

export async function one_delivery(stage) {
  const { house } = stage;
  const api = await ride.freeCouriers(house);
  const mother = await openLink(stage, house.links.get(MOTHER));
  await look(stage, mother, 'mother-place-360');
  await ride.declareOnPage(mother, [120, 90]);
  const declared = await ride.openOf(api, 'Rini');

  const { desk, worker } = await deskSees(stage, api, declared);
  const phone = await ride.enrolPhone(api, worker.id);
  const courier = await courierFetches(stage, declared, worker);
  await motherWatches(stage, mother, declared, phone.url);
  await handsOver(stage, courier, mother, declared);
  await allTold(stage, { desk, courier, api, declared, phone });
}

/** The desk sees the pick-up, and whom the house has asked: the one who is certified, on duty and soonest there. */
async function deskSees(stage, api, declared) {
  const desk = await signIn(stage, 'pengatur', DESK);
  await desk.locator(`[data-case="${declared.id}"]`).click();
  await desk.getByText(words('case.offered'), { exact: true }).waitFor();
  const rows = await api.rows();
  const job = rows.find('job', (j) => j.id === declared.job);
  const worker = rows.find('worker', (w) => w.id === job.worker);
  assert.equal(job.state, 'offered');
  await desk.locator('.sugg').getByText(worker.name).waitFor();
  await look(stage, desk, 'desk-queue-1366');
  return { desk, worker };
}

/** The courier accepts, rides, takes the bottles by their labels, packs and departs. */
async function courierFetches(stage, declared, worker) {
  const courier = await signIn(stage, stage.house.keyOf(worker.name), PHONE);
  const accept = courier.getByRole('button', { name: /^Terima, jemput/ });
  await accept.waitFor();
  await look(stage, courier, 'courier-offer-360');
  await accept.click();
  await courier.getByRole('button', { name: words('next.set_out') }).waitFor();
  await look(stage, courier, 'courier-day-360');
  await courier.getByRole('button', { name: words('next.set_out') }).click();
  await courier.locator('#terima').waitFor();
  const labels = declared.bottles.map((bottle) => bottle.label);
  assert.equal(labels.length, 2);
  await look(stage, courier, 'courier-pickup-360');
  await ride.takeBottles(courier, labels, 'T-7');
  await ride.next(courier, 'pack', 'depart');
  await ride.next(courier, 'depart', 'arrive');
  await look(stage, courier, 'courier-way-360');
  return courier;
}

/** Her page shows who carries the bottles, and moves by itself when the phone reports. */
async function motherWatches(stage, mother, declared, url) {
  const open = mother.getByRole('button', { name: words('page.place.follow'), exact: true });
  if ((await open.count()) > 0) await open.first().click();
  await mother.locator('.who').waitFor();
  const spot = () => mother.locator('#kurir').getAttribute('transform');
  const { pickup, drop } = declared;
  assert.equal(await ride.post(url, ride.between(pickup, drop, 0.2)), 200);
  await mother.locator('#kurir[transform]:not(.away)').waitFor();
  const before = await spot();
  assert.equal(await ride.post(url, ride.between(pickup, drop, 0.35), Date.now() + 45_000), 200);
  await mother.waitForFunction(
    (was) => document.querySelector('#kurir')?.getAttribute('transform') !== was,
    before,
  );
  await mother.locator('h1 mark').waitFor();
  assert.match(await mother.locator('h1').innerText(), /\d\d\.\d\d/, 'her page tells when he comes');
  await look(stage, mother, 'mother-watching-360');
}

/** At the door: a wrong code proves nothing and ends nothing; the right one does. */
async function handsOver(stage, courier, mother, declared) {
  await ride.next(courier, 'arrive', 'deliver');
  const code = (await mother.locator('#kode').innerText()).replace(/\D/g, '');
  assert.equal(code.length, 6);
  const wrong = code.startsWith('1') ? '2' + code.slice(1) : '1' + code.slice(1);
  await look(stage, courier, 'courier-door-360');
  await ride.giveWith(courier, wrong);
  await courier.getByText(words('code.milk.wrong_code')).waitFor();
  await courier.locator('#serah').waitFor();
  await look(stage, courier, 'courier-wrong-code-360');
  await ride.giveWith(courier, code);
  await courier.getByRole('button', { name: words('next.done') }).waitFor();
  await mother
    .getByText(/diterima .* pukul/)
    .first()
    .waitFor();
  await look(stage, mother, 'mother-received-360');
  assert.ok(declared.id);
}

/** Paid once, told whole. */
async function allTold(stage, { desk, courier, api, declared, phone }) {
  const rows = await api.rows();
  const d = rows.find('milk_delivery', (x) => x.id === declared.id);
  assert.equal(d.state, 'delivered');
  assert.ok(d.proven, JSON.stringify(d));
  await heldAndDecided(stage, api, declared);
  await courier.goto(stage.house.address + '/#/earn');
  const row = courier.locator('li', { hasText: declared.number }).first();
  await row.waitFor();
  await row.getByText(words('earn.state_held')).waitFor({ state: 'detached' });
  assert.match(await row.innerText(), /Rp\s?25\.000/);
  await look(stage, courier, 'courier-earn-360');
  await desk.goto(`${stage.house.address}/#/audit/${declared.id}`);
  for (const word of ['step.wrong_code', 'audit.proven']) await desk.getByText(words(word)).first().waitFor();
  const kinds = rows.all('milk_step').filter((s) => s.delivery === declared.id);
  for (const kind of [
    'declared',
    'offered',
    'accepted',
    'handed_over',
    'packed',
    'departed',
    'arrived',
    'delivered',
  ])
    assert.ok(
      kinds.some((s) => s.kind === kind),
      `the history lacks ${kind}`,
    );
  await look(stage, desk, 'desk-audit-1366');
  assert.equal(
    (await ride.post(phone.url, declared.drop)) === 200,
    true,
    'a late position is answered, and counted',
  );
}

/** A ride of seconds is proven but too quick to be paid unseen: a person of the health centre decides. */
async function heldAndDecided(stage, api, declared) {
  const treasurer = await stage.house.as('bendahara');
  const paid = async () =>
    (await treasurer.rows())
      .all('earning')
      .filter((e) => e.delivery === declared.id)
      .map((e) => [e.amount, e.state]);
  assert.deepEqual(await paid(), [[25_000, 'held']]);
  const officer = await signIn(stage, 'petugas', DESK);
  await officer.goto(`${stage.house.address}/#/audit/${declared.id}`);
  await officer.getByText(words('reason.too_quick')).first().waitFor();
  await look(stage, officer, 'desk-review-1366');
  await officer.getByRole('radio', { name: words('audit.decide_pay') }).check();
  await officer.getByLabel(words('audit.note')).fill('Rumahnya di seberang pabrik');
  await officer.getByRole('button', { name: words('audit.save') }).click();
  await officer.locator('form').waitFor({ state: 'detached' });
  assert.deepEqual(await paid(), [[25_000, 'released']], 'paid once');
}
