// The map of care: figures by village for the head, houses and findings for who goes there, by map and by list.
import assert from 'node:assert/strict';
import { DESK, PHONE, look, noKeys, signIn, words } from '../people.mjs';
import { villageOf } from '../village.mjs';

const lineOf = (page, name) => page.locator('.line').filter({ hasText: name });

export async function map_of_care(stage) {
  const { village } = await villageOf(stage.house);
  const page = await signIn(stage, 'petugas-sempu', DESK);
  await page.goto(stage.house.address + '/#/caremap');
  await page
    .getByRole('row', { name: new RegExp(`^${village.name}`) })
    .getByRole('button')
    .click();
  await lineOf(page, 'Mbah Karto').first().waitFor();
  // Eight stand on the map; who hides stands in the list alone.
  await page.waitForFunction(() => document.querySelectorAll('.spot [data-look]').length > 0);
  const hidden = lineOf(page, 'Ratri Hastuti');
  assert.match(await hidden.innerText(), new RegExp(words('caremap.unplaced')));
  assert.equal(await page.locator('.flag .found').count(), 1);
  assert.equal(await page.locator('.flag .post[data-look=wanting]').count(), 1);
  await look(stage, page, 'chips-care-1366');

  // By keyboard alone: the legend filters, a line of the list opens the card.
  const fresh = page.locator('input[value=fresh]');
  await fresh.focus();
  await page.keyboard.press('Space');
  await lineOf(page, 'Fajar').waitFor({ state: 'detached' });
  await lineOf(page, 'Mbah Karto').first().focus();
  await page.keyboard.press('Enter');
  const card = page.getByRole('article', { name: words('caremap.card') });
  await card.getByText('Mbah Karto').first().waitFor();
  await page.getByRole('searchbox').fill('minah');
  await lineOf(page, 'Mbah Karto').first().waitFor({ state: 'detached' });
  await lineOf(page, 'Mbah Minah').waitFor();
  await noKeys(page, 'the map of care');

  // The head sees how many, not where.
  const head = await signIn(stage, 'kepala-sempu', DESK);
  await head.goto(stage.house.address + '/#/caremap');
  await head.getByRole('row', { name: new RegExp(`^${village.name}`) }).waitFor();
  assert.equal(await head.locator('.spot').count(), 0);
  assert.equal(
    (await head.request.get(`${stage.house.address}/api/v1/care/map/${village.id}`)).status(),
    404,
  );
  await look(stage, head, 'chips-care-head-1366');

  // The midwife's one village is chosen already; on paper map and list stand under each other.
  const midwife = await signIn(stage, 'bidan-sempu', PHONE);
  await midwife.goto(stage.house.address + '/#/caremap');
  await lineOf(midwife, 'Mbah Karto').first().waitFor();
  await look(stage, midwife, 'chips-care-360');
}
