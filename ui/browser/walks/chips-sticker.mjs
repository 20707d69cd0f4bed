// The number on the wall: sheets printed at the desk, a cadre at a door without signal, a new service number, and what
// the square code opens for anybody.
import assert from 'node:assert/strict';
import { newId } from '../house.mjs';
import { DESK, PHONE, fits, look, noKeys, signIn, someone, words } from '../people.mjs';
import { until } from '../ride.mjs';

const named = (page, key, params) => page.getByRole('button', { name: words(key, params), exact: true });

/** Houses of the cadre's village, each with somebody in it, in a group of ten houses. */
async function street(house, landmarks) {
  const officer = await house.as('petugas-sempu');
  const cadre = await (await house.as('kader-sempu')).rows();
  const village = cadre.all('village')[0].id;
  const group = newId();
  await officer.must('registry.set_group', {
    ten_house_group: group,
    village,
    name: 'Kenanga ' + group.slice(-3),
  });
  const homes = [];
  for (const landmark of landmarks) {
    const [home, household, person] = [newId(), newId(), newId()];
    await officer.must('registry.set_house', {
      house: home,
      village,
      ten_house_group: group,
      rt: '2',
      rw: '5',
      landmark,
    });
    await officer.must('registry.set_household', { household, house: home });
    await officer.must('registry.register', {
      person,
      kind: 'resident',
      name: 'Warga ' + landmark,
      household,
    });
    const row = await until(async () =>
      (await (await house.as('kader-sempu')).rows()).find('person', (p) => p.id === person),
    );
    homes.push({ house: home, code: row.house_code, landmark });
  }
  return { village, group, homes, name: 'Kenanga ' + group.slice(-3) };
}
const stickerOf = async (house, code) =>
  (await (await house.as('petugas-sempu')).rows()).find('house_sticker', (s) => s.code === code);

export async function sticker_sheet(stage) {
  const { house } = stage;
  const { name, homes } = await street(house, ['dekat musala', 'sebelah sungai', 'dekat rel']);
  const page = await signIn(stage, 'petugas-sempu', DESK);
  await page.goto(`${house.address}/#/sticker`);
  const group = page.getByLabel(words('sticker.group'), { exact: true });
  await group.selectOption({ label: name });
  await page.getByText(homes[0].code, { exact: true }).waitFor();
  await page.getByRole('checkbox', { name: words('sticker.choose', { code: homes[0].code }) }).check();
  await page.getByRole('checkbox', { name: words('sticker.choose', { code: homes[2].code }) }).check();
  await page.getByLabel(words('sticker.paper'), { exact: true }).selectOption('2x5');
  await named(page, 'sticker.place', { n: 4 }).click();
  await look(stage, page, 'chips-sticker-1366');
  const print = page.getByRole('link', { name: words('sticker.print_now', { n: 2 }) });
  const address = new URL(await print.getAttribute('href'), house.address);
  assert.equal(address.searchParams.get('codes'), `${homes[0].code},${homes[2].code}`);
  assert.equal(address.searchParams.get('start'), '4');
  const sheet = await page.context().request.get(String(address));
  assert.equal(sheet.status(), 200);
  assert.equal(sheet.headers()['content-type'], 'application/pdf');
  assert.equal((await sheet.body()).subarray(0, 5).toString(), '%PDF-');
  await noKeys(page, 'stickers');
}

export async function sticker_put_up_without_signal(stage) {
  const { house } = stage;
  const { homes } = await street(house, ['dekat sumur', 'dekat jembatan']);
  const page = await signIn(stage, 'kader-sempu', PHONE);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.goto(`${house.address}/#/sticker`);
  const typed = page.getByLabel(words('sticker.code'), { exact: true });
  await typed.waitFor();
  await page.context().setOffline(true);

  const last = Number(homes[0].code.at(-1));
  await typed.fill(homes[0].code.slice(0, -1) + ((last + 1) % 10));
  await named(page, 'sticker.find').click();
  await page.getByText(words('sticker.unknown')).waitFor();
  await typed.fill(homes[0].code.replaceAll('-', ''));
  await named(page, 'sticker.find').click();
  const wall = page.getByRole('article', { name: words('sticker.house', { code: homes[0].code }) });
  await wall.getByText('dekat sumur', { exact: false }).waitFor();
  await named(wall, 'sticker.put_up').click();
  assert.ok(
    await named(wall, 'sticker.save_put_up').isDisabled(),
    'nobody puts one up before the family has agreed',
  );
  await wall.getByRole('radio', { name: words('sticker.how_spoken'), exact: true }).check();
  await look(stage, page, 'chips-sticker-door-360');
  await named(wall, 'sticker.save_put_up').click();
  await wall.getByText(words('sticker.state_up'), { exact: true }).waitFor();
  await fits(page, 'the door of a house');

  await typed.fill(homes[1].code);
  await named(page, 'sticker.find').click();
  const other = page.getByRole('article', { name: words('sticker.house', { code: homes[1].code }) });
  await named(other, 'sticker.refuse').click();
  await named(other, 'sticker.save_refused').click();
  await other.getByText(words('sticker.state_refused'), { exact: true }).waitFor();
  assert.equal(await stickerOf(house, homes[0].code), undefined, 'nothing of it has left the phone');

  await page.context().setOffline(false);
  const row = await until(async () => stickerOf(house, homes[0].code));
  assert.equal(row.state, 'up');
  assert.equal(row.consent_how, 'spoken');
  await until(async () => (await stickerOf(house, homes[1].code))?.state === 'refused');

  const head = await signIn(stage, 'kepala-sempu', DESK);
  await head.goto(`${house.address}/#/sticker`);
  await named(head, 'sticker.renumber').click();
  const form = head.locator('dialog');
  await form.getByLabel(words('sticker.service'), { exact: true }).fill('0899 1111 2222');
  await form.locator('button[type=submit]').click();
  await form.waitFor({ state: 'detached' });
  await until(async () => (await stickerOf(house, homes[0].code)).state === 'outdated');
  await head.getByRole('tab', { name: words('sticker.list_outdated', { n: 1 }) }).click();
  await head.getByText(homes[0].code, { exact: true }).waitFor();
  await look(stage, head, 'chips-sticker-outdated-1366');
}

export async function sticker_opens_the_form_of_its_house(stage) {
  const { house } = stage;
  const { homes } = await street(house, ['dekat balai']);
  const address = `${house.address}/sempu/lapor?rumah=${homes[0].code}`;
  const plain = await someone(stage, PHONE, { javaScriptEnabled: false });
  await plain.goto(address);
  await plain.locator(`input[name=rumah][value="${homes[0].code}"]`).waitFor({ state: 'attached' });
  assert.ok(
    !(await plain.content()).includes('dekat balai'),
    'nobody is told who lives there, or where it is',
  );
  const page = await someone(stage, PHONE);
  await page.goto(address);
  await look(stage, page, 'chips-sticker-scanned-360');
}
