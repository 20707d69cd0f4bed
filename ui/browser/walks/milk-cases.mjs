// What goes wrong on the way: a courier who can go no further, the colleague who comes, and the desk's case about it.
import assert from 'node:assert/strict';
import { newId } from '../house.mjs';
import { DESK, PHONE, look, signIn, words } from '../people.mjs';
import * as ride from '../ride.mjs';

/** A delivery in the hands of a courier, by the API alone. */
async function inHand(house, api) {
  const rows = await api.rows();
  const place = rows.find('milk_place', (p) => p.state === 'active' && p.mother_name.includes('Rini'));
  const delivery = newId();
  const bottle = {
    volume_ml: 120,
    expressed_at: new Date(Date.now() - 20 * 60_000).toISOString(),
    milk: 'fresh',
  };
  await api.must('milk.declare', {
    delivery,
    place: place.id,
    bottles: [{ id: newId(), kept: 'cooler', ...bottle }],
  });
  const declared = (await api.rows()).find('milk_delivery', (d) => d.id === delivery);
  const job = await asked(api, (j) => j.id === declared.job);
  const worker = rows.find('worker', (w) => w.id === job.worker);
  const courier = await house.as(house.keyOf(worker.name));
  await courier.must('dispatch.accept', { job: job.id });
  const said = {
    delivery,
    bag: 'T-9',
    bottles: declared.bottles.map((b) => b.id),
    handed_by: { role: 'mother' },
  };
  await courier.must('milk.hand_over', { ...said, seal_ok: true });
  await courier.must('milk.pack', { delivery });
  return { delivery, worker };
}

export async function a_courier_is_stranded(stage) {
  const { house } = stage;
  const api = await ride.freeCouriers(house);
  const { delivery, worker } = await inHand(house, api);

  const courier = await signIn(stage, house.keyOf(worker.name), PHONE, {
    geolocation: { latitude: -7.53, longitude: 110.92 },
    permissions: ['geolocation'],
  });
  await courier.goto(house.address + '/#/run/' + delivery);
  await courier.getByRole('button', { name: words('run.trouble') }).click();
  await look(stage, courier, 'trouble-360');
  await courier.getByRole('button', { name: words('trouble.stranded') }).click();
  await look(stage, courier, 'trouble-stranded-360');
  await courier.getByRole('button', { name: words('trouble.stranded_breakdown'), exact: true }).click();
  await courier.locator('dialog').waitFor({ state: 'detached' });

  const job = await asked(api, (j) => j.kind === 'milk_transfer');
  const other = (await api.rows()).find('worker', (w) => w.id === job.worker);
  assert.notEqual(other.id, worker.id);
  const helper = await signIn(stage, house.keyOf(other.name), PHONE);
  await helper.getByText(words('transfer.title'), { exact: true }).waitFor();
  await look(stage, helper, 'transfer-360');
  await helper.getByRole('button', { name: words('transfer.accept') }).click();

  const desk = await signIn(stage, 'pengatur', DESK);
  await desk.goto(house.address + '/#/need');
  await desk.getByRole('link', { name: words('need.kind_incident_stranded') }).click();
  await desk.locator('.file').waitFor();
  await look(stage, desk, 'desk-case-1366');
  await desk
    .getByRole('button', { name: words('need.do_step', { step: words('need.step_people_safe') }) })
    .click();
  await desk.getByRole('button', { name: words('need.save_step'), exact: true }).click();
  await desk.locator('li.done').first().waitFor();
  await desk.locator('dialog').waitFor({ state: 'detached' });
  await desk.keyboard.press('n');
  await desk.locator('dialog').waitFor();
  await look(stage, desk, 'desk-new-case-1366');
  await desk.keyboard.press('Escape');
  await desk.locator('dialog').waitFor({ state: 'detached' });
  await desk.goto(house.address + '/#/complaint');
  await desk.getByRole('button', { name: words('complaint.new') }).click();
  await desk.getByLabel(words('need.kind'), { exact: true }).selectOption('complaint_asked_to_pay');
  await desk.getByLabel(words('complaint.what'), { exact: true }).fill('Diminta Rp 10.000 di jalan');
  await desk
    .getByRole('button', { name: words('complaint.save_new'), exact: true })
    .last()
    .click();
  await desk.getByRole('button', { name: words('complaint.slip_done') }).click();
  await desk.locator('dialog').waitFor({ state: 'detached' });

  const head = await signIn(stage, 'kepala', PHONE);
  await head.goto(house.address + '/#/complaint');
  await head.getByRole('link', { name: words('need.kind_complaint_asked_to_pay') }).click();
  await head.locator('.file').waitFor();
  await look(stage, head, 'head-complaint-360');
  // The head sees the incident too; the desk has no trace of the complaint.
  const seen = async (key) => (await (await house.as(key)).rows()).all('need_case').map((c) => c.kind);
  assert.deepEqual((await seen('kepala')).sort(), ['complaint_asked_to_pay', 'incident_stranded']);
  assert.deepEqual(await seen('pengatur'), ['incident_stranded']);
}

/** The job that somebody is asked to take; the machine asks in its own time. */
async function asked(api, test) {
  for (let i = 0; i < 50; i++) {
    const job = (await api.rows()).find('job', (j) => j.state === 'offered' && test(j));
    if (job) return job;
    await new Promise((soon) => setTimeout(soon, 100));
  }
  throw new Error('nobody was asked to come');
}
