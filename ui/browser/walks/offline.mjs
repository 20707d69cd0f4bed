// The courier without signal from departure to delivery.
import assert from 'node:assert/strict';
import { PHONE, fits, look, openLink, signIn, words } from '../people.mjs';
import * as ride from '../ride.mjs';

export async function without_signal(stage) {
  const { house } = stage;
  const desk = await ride.freeCouriers(house);
  const declared = await ride.declareAtDesk(desk, 'Dewi');
  const worker = await ride.fetchByApi(house, desk, declared);
  const mother = await openLink(stage, house.links.get('Dewi Lestari'));
  await mother
    .getByRole('button', { name: words('page.place.follow'), exact: true })
    .first()
    .click();
  const code = (await mother.locator('#kode').innerText()).replace(/\D/g, '');

  const courier = await signIn(stage, house.keyOf(worker.name), PHONE);
  await courier.goto(`${house.address}/#/run/${declared.id}`);
  await courier.getByRole('button', { name: words('next.depart') }).waitFor();
  await courier.evaluate(() => navigator.serviceWorker.ready);
  await courier.context().setOffline(true);
  await ride.next(courier, 'depart', 'arrive');
  await ride.next(courier, 'arrive', 'deliver');
  await look(stage, courier, 'courier-offline-360');
  await ride.giveWith(courier, code);
  await courier.getByRole('button', { name: words('next.done') }).waitFor();
  await courier.getByText(words('line.waiting', { n: 3 }), { exact: true }).waitFor();

  await courier.reload();
  await courier.getByText(words('line.waiting', { n: 3 }), { exact: true }).waitFor();
  await fits(courier, 'the app opened without signal');
  assert.equal((await stateOf(desk, declared)).state, 'packed', 'nothing of it has left the phone');
  await courier.context().setOffline(false);
  await courier.getByText(words('line.waiting', { n: 3 }), { exact: true }).waitFor({ state: 'detached' });
  await mother
    .getByText(/diterima .* pukul/)
    .first()
    .waitFor();
  const after = await stateOf(desk, declared);
  assert.equal(after.state, 'delivered');
  assert.ok(after.proven, 'the code typed without signal proves it once it arrives');
  const steps = (await desk.rows()).all('milk_step').filter((s) => s.delivery === declared.id);
  for (const kind of ['departed', 'arrived', 'delivered'])
    assert.equal(steps.filter((s) => s.kind === kind).length, 1, `${kind} once`);
}

const stateOf = async (desk, { id }) => (await desk.rows()).find('milk_delivery', (d) => d.id === id);
