// Somebody is given a leaflet and scans its code: reads, changes the language, goes where there is no signal and still
// reads, in each language. The batch has been opened once; drawn again it is not counted again, and without a script one
// button says the same. Then a head changes the words, a second person reads and approves them, and they stand there.
import assert from 'node:assert/strict';
import path from 'node:path';
import { DESK, PHONE, SCREENS, look, noKeys, signIn, someone, words } from '../people.mjs';
import { until } from '../ride.mjs';
import { read, stall } from '../stall.mjs';

export async function a_citizen_scans_a_leaflet(stage) {
  const { house } = stage;
  const { officer, batch, code, slug } = await stall(house);
  const address = `${house.address}/b/${slug}-${code}`;
  const scans = async () => {
    const { batches } = await read(house, officer, 'campaign/batches');
    return batches.find((one) => one.id === batch).scans;
  };
  assert.ok(
    (await (await fetch(address)).text()).includes(words('page.leaflet.title')),
    'a preview reads it',
  );
  assert.equal(await scans(), 0, 'and counts nothing');

  const page = await someone(stage, PHONE);
  const told = page.waitForResponse((answer) => answer.url().endsWith('/scan'));
  await page.goto(address);
  assert.equal((await told).status(), 204);
  assert.equal(await scans(), 1, 'the page was counted');
  await page.locator('#kept').waitFor();
  await noKeys(page, 'leaflet');
  await look(stage, page, 'leaflet-360');
  await page.screenshot({ path: path.join(SCREENS, 'leaflet-360-full.png'), fullPage: true });
  await page.reload();
  await page.locator('#kept').waitFor();

  await page.getByRole('link', { name: 'English', exact: true }).click();
  await page.getByRole('heading', { name: 'Keeping expressed milk' }).waitFor();
  await page.context().setOffline(true);
  await page.reload();
  await page.getByText('No signal. This is what the phone has kept.').waitFor();
  await page.getByRole('link', { name: 'Indonesia', exact: true }).click();
  await page.getByRole('heading', { name: 'Menyimpan ASI perah' }).waitFor();
  await page.getByText(words('page.leaflet.offline')).waitFor();
  await look(stage, page, 'leaflet-offline-360');
  await page.context().setOffline(false);
  await page.reload();
  await page.locator('#kept').waitFor();
  assert.equal(await scans(), 1, 'one phone, one code, one day: once');

  const plain = await someone(stage, PHONE, { javaScriptEnabled: false });
  await plain.goto(address);
  await plain.getByRole('button', { name: words('page.leaflet.tell') }).click();
  await plain.getByText(words('page.leaflet.counted')).waitFor();
  assert.equal(await scans(), 2, 'without a script one button tells the same');

  await page.setViewportSize(DESK);
  await look(stage, page, 'leaflet-1366');
}

export async function two_persons_change_the_words(stage) {
  const { house } = stage;
  const { slug } = await stall(house, 'Warsito');
  const sundanese = async () => await (await fetch(`${house.address}/b/${slug}?lang=su`)).text();
  const desk = await signIn(stage, 'petugas-bojong', DESK);
  await desk.goto(`${house.address}/#/content`);
  await desk.getByRole('heading', { name: 'Menyimpan ASI perah' }).waitFor();
  await noKeys(desk, 'content');
  await look(stage, desk, 'content-1366');
  await desk.getByLabel(words('content.lang_su'), { exact: true }).check();
  await desk
    .getByRole('button', { name: words('content.write'), exact: true })
    .first()
    .click();
  const form = desk.getByRole('dialog');
  const field = (key) => form.getByLabel(words(key), { exact: true });
  const send = () => form.getByRole('button', { name: words('content.send'), exact: true }).click();
  await field('content.title').fill('Naha ASI wungkul');
  await field('content.words').fill('Nepi ka umur 6 bulan, orok cukup ku ASI.\n- hiji\n- dua');
  await look(stage, desk, 'content-edit-1366');
  await send();
  await form.waitFor({ state: 'detached' });
  await desk.getByText(words('content.waiting')).waitFor();
  assert.ok(!(await sundanese()).includes('Naha ASI'), 'nothing holds before a second person agrees');

  const head = await signIn(stage, 'kepala-bojong', DESK);
  await head.goto(`${house.address}/#/approvals`);
  const card = head.getByRole('listitem').filter({ hasText: 'Naha ASI wungkul' });
  await card.getByText('hiji').waitFor();
  await look(stage, head, 'content-approve-1366');
  await card.getByRole('button', { name: words('approve.yes'), exact: true }).click();
  await card.waitFor({ state: 'detached' });
  assert.ok(
    await until(async () => (await sundanese()).includes('Naha ASI wungkul')),
    'who approved has read it',
  );
  const phone = await someone(stage, PHONE);
  await phone.goto(`${house.address}/b/${slug}`);
  await phone.getByRole('link', { name: 'Basa Sunda', exact: true }).click();
  await phone.getByRole('heading', { name: 'Naha ASI wungkul' }).waitFor();
  await phone.getByRole('heading', { name: 'Menyimpan ASI perah' }).waitFor();
  await look(stage, phone, 'leaflet-sunda-360');
}
