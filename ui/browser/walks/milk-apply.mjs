// The pages that anybody may open: a mother asks for the courier on her phone, with and without scripts, and tells the
// head that somebody wanted money.
import assert from 'node:assert/strict';
import { PHONE, look, someone, words } from '../people.mjs';

const day = (before) => new Date(Date.now() - before * 86_400_000).toISOString().slice(0, 10);

/** Fills in what the form must have, as a mother types it. */
async function fillIn(page, mother, baby) {
  await page.locator('[name=name]').fill(mother);
  await page.locator('[name=village]').selectOption({ index: 1 });
  await page.locator('[name=baby1]').fill(baby);
  await page.locator('[name=born1]').fill(day(60));
  await page.locator('[name=pickup]').fill('Pabrik Tekstil');
  await page.locator('[name=from]').fill('07:00');
  await page.locator('[name=to]').fill('15:00');
  await page.locator('[name=finish]').fill('Dusun Krajan RT 2');
  await page.locator('[name=r1]').fill('Mbah Parti');
  await page.locator('[name=relation1]').fill('nenek');
  await page.locator('[name=pledge]').check();
  await page.locator('[name=data]').check();
}

const send = (page) => page.getByRole('button', { name: words('page.apply.send') }).click();

export async function a_mother_applies(stage) {
  const { house } = stage;
  const form = house.address + '/kebakkramat1/asi/daftar';
  const page = await someone(stage, PHONE, {
    geolocation: { latitude: -7.51, longitude: 110.9 },
    permissions: ['geolocation'],
  });
  await page.goto(form);
  await look(stage, page, 'apply-360');
  await fillIn(page, 'Yuni Astuti', 'Citra');
  await page.getByRole('button', { name: words('page.apply.point_pickup') }).click();
  await page.getByText(words('page.apply.point_got')).waitFor();
  await page.locator('[name=born1]').evaluate((field) => field.removeAttribute('min'));
  await page.locator('[name=born1]').fill(day(300));
  await send(page);
  await page.getByText(words('page.public.baby_too_old')).waitFor();
  assert.equal(await page.locator('[name=pickup]').inputValue(), 'Pabrik Tekstil');
  await page.locator('[name=born1]').fill(day(60));
  await send(page);
  await page.waitForURL(/\/asi\/p\//);
  await page.getByText(words('page.status.received_mark')).waitFor();
  await look(stage, page, 'apply-received-360');
  assert.ok(!(await page.content()).includes('Yuni'), 'a receipt names nobody');

  const plain = await someone(stage, PHONE, { javaScriptEnabled: false });
  await plain.goto(form);
  await fillIn(plain, 'Lastri Rahayu', 'Bagas');
  await send(plain);
  await plain.waitForURL(/\/asi\/p\//);
  await plain.getByText(words('page.status.received_mark')).waitFor();
}

export async function somebody_was_asked_to_pay(stage) {
  const page = await someone(stage, PHONE);
  await page.goto(stage.house.address + '/kebakkramat1/asi/aduan?about=pay');
  await look(stage, page, 'complain-360');
  await page.locator('[name=what]').fill('Diminta uang bensin');
  await page.getByRole('button', { name: words('page.complain.send') }).click();
  await page.waitForURL(/\/asi\/p\//);
  await page.getByText(words('page.status.number'), { exact: true }).waitFor();
  await look(stage, page, 'complain-received-360');
}
