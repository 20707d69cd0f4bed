// A seller's own page on a cheap phone: one tap a contact, somebody who asks for help, the three questions before a
// massage, what is left, two numbers of the week and nobody's name; once more without a script.
import assert from 'node:assert/strict';
import path from 'node:path';
import { PHONE, SCREENS, fits, look, noKeys, openLink, words } from '../people.mjs';
import { stall } from '../stall.mjs';

export async function a_seller_tells_by_one_tap(stage) {
  const { house } = stage;
  const { officer, villages, link } = await stall(house);
  assert.ok(!(await (await fetch(link)).text()).includes('Slamet'), 'a preview names nobody');
  const page = await openLink(stage, link);
  await page.getByText(words('page.seller.nothing')).waitFor();
  await noKeys(page, 'seller');
  await look(stage, page, 'seller-360');
  await page.screenshot({ path: path.join(SCREENS, 'seller-360-full.png'), fullPage: true });

  const tap = (key) => page.getByRole('button', { name: words(key), exact: true }).click();
  await page.locator('.taps select').selectOption('3');
  await tap('page.seller.tap.leaflet');
  await page.getByText(words('page.ok.told'), { exact: true }).waitFor();
  await tap('page.seller.tap.talk');
  await page.getByText('3 leaflet, 1 obrolan').waitFor();
  assert.equal((await page.locator('.left').innerText()).trim(), '7', 'ten were handed over');

  // A tap by mistake is taken back where it was made.
  await page
    .getByRole('button', { name: words('page.seller.undo') })
    .first()
    .click();
  await page.getByText(words('page.ok.untold'), { exact: true }).waitFor();
  await page.getByText('hari ini 3 leaflet').waitFor();
  await tap('page.seller.tap.talk');
  await page.getByText('3 leaflet, 1 obrolan', { exact: true }).waitFor();
  await look(stage, page, 'seller-told-360');

  // Somebody asks for help; without the tick nobody is told of.
  await page.locator('#rujuk summary').click();
  const refer = page.locator('#rujuk');
  await refer.getByText(words('page.seller.kind.milk'), { exact: true }).click();
  await refer.locator('input[name=name]').fill('Wati Kurniasih');
  await refer.getByText(words('page.seller.consent')).click();
  await look(stage, page, 'seller-refer-360');
  await refer.getByRole('button', { name: words('page.seller.refer_send') }).click();
  await page.getByText(words('page.ok.referred')).waitFor();
  assert.ok(!(await page.content()).includes('Wati'), 'the page keeps no name');
  const lead = (await officer.rows()).all('campaign_lead').find((one) => one.name === 'Wati Kurniasih');
  assert.ok(lead, 'the desk has her');
  await page.getByText('0 dari 1 datang minggu ini').waitFor();

  // Asked for a massage: a yes is the midwife's.
  await page.locator('#pijat summary').click();
  const massage = page.locator('#pijat');
  for (const one of ['fever', 'operated']) await massage.locator(`input[name=${one}][value=no]`).check();
  await massage.locator('input[name=breast][value=yes]').check();
  await look(stage, page, 'seller-massage-360');
  await massage.getByRole('button', { name: words('page.seller.massage_send') }).click();
  await page.getByText(words('page.ok.massage_stop')).waitFor();
  await look(stage, page, 'seller-stop-360');

  await page.evaluate(() => (document.documentElement.style.fontSize = '225%'));
  await fits(page, 'seller at 200%');
  await page.screenshot({ path: path.join(SCREENS, 'seller-200.png') });

  const plain = await openLink(stage, link, PHONE, { javaScriptEnabled: false });
  await plain
    .locator('.taps label')
    .filter({ hasText: villages.at(-1).name })
    .first()
    .click();
  await plain.getByRole('button', { name: words('page.seller.tap.referral'), exact: true }).click();
  await plain.getByText(words('page.ok.told'), { exact: true }).waitFor();
}
