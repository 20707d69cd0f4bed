// The desk goes from hand to hand with two signatures; slips are printed; the phones in the field are seen.
import assert from 'node:assert/strict';
import { nameOf } from '../chips.mjs';
import { DESK, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

const named = (page, key) => page.getByRole('button', { name: words(key), exact: true });

export async function desk_handed_over(stage) {
  const { house } = stage;
  const api = await house.as('pengatur-sempu');
  const officer = await signIn(stage, 'petugas-sempu', DESK);
  await officer.goto(`${house.address}/#/duty`);
  await named(officer, 'duty.take').click();
  await named(officer, 'duty.hand_over').click();
  await officer.getByLabel(words('duty.to_whom')).selectOption({ label: nameOf(house, 'pengatur-sempu') });
  await officer
    .locator('dialog')
    .getByRole('button', { name: words('duty.hand_over'), exact: true })
    .click();
  await officer.locator('dialog').waitFor({ state: 'detached' });

  const dispatcher = await signIn(stage, 'pengatur-sempu', DESK);
  await dispatcher.goto(`${house.address}/#/duty`);
  await named(dispatcher, 'duty.receive').click();
  await named(dispatcher, 'duty.hand_over').waitFor();
  const now = (await api.rows()).all('desk_duty');
  assert.equal(now.length, 1, 'one person has the desk');
  assert.equal(now[0].worker_name, nameOf(house, 'pengatur-sempu'));
  await look(stage, dispatcher, 'chips-duty-1366');
  await noKeys(dispatcher, 'the desk’s duty');
  const sheet = await dispatcher.request.get(`${house.address}/api/v1/duty/handover.pdf`);
  assert.equal(sheet.status(), 200);
  assert.equal((await sheet.body()).subarray(0, 5).toString(), '%PDF-');
}

export async function slips_and_phones(stage) {
  const { house } = stage;
  const driver = await signIn(stage, 'sopir-sempu', { width: 360, height: 640 });
  await driver.getByText(words('health.all_sent')).first().waitFor();
  const desk = await signIn(stage, 'pengatur-sempu', DESK);
  await desk.goto(`${house.address}/#/duty`);
  await desk.getByText(nameOf(house, 'sopir-sempu')).first().waitFor();
  await named(desk, 'duty.print').click();
  await desk.getByLabel(words('duty.count')).fill('4');
  await desk
    .locator('dialog')
    .getByRole('button', { name: words('duty.print'), exact: true })
    .click();
  const link = desk.locator('dialog').getByRole('link', { name: words('duty.paper') });
  const pdf = await desk.request.get(house.address + (await link.getAttribute('href')));
  assert.equal(pdf.status(), 200);
  const api = await house.as('pengatur-sempu');
  const book = await until(async () => (await api.rows()).find('slip_book', (b) => b.to - b.from === 3));
  const [village] = (await api.rows()).all('village');
  const { newId } = await import('../house.mjs');
  await api.must('need.request', {
    case: newId(),
    kind: 'visit_request',
    where: { village: village.id },
    what: 'Demam tinggi',
    door: 'slip',
    slip: book.from + 2,
    written_at: new Date(Date.now() - 3_600_000).toISOString(),
  });
  const used = (await api.rows()).find('slip_book', (b) => b.id === book.id);
  assert.deepEqual(used.missing, [book.from, book.from + 1], 'slips before it did not come back yet');
  await desk.keyboard.press('Escape');
  await desk.getByText(words('duty.used', { n: 1, of: 4 })).waitFor();
  await look(stage, desk, 'chips-slips-1366');
}
