// What a parent fills in on the page on which anybody books a visit.
import { AT_BOOKING } from './cradle.mjs';
import { words } from './people.mjs';

const ASKED = [...AT_BOOKING, 'cord_on'];
const born = new Date(Date.now() - 200 * 86_400_000).toISOString().slice(0, 10);

/** Presses a button of a link page by its words. */
export const press = (within, key) =>
  within
    .getByRole('button', { name: words('page.' + key), exact: true })
    .first()
    .click();

/** Every safety question has a no, and a parent is there. */
export async function allWell(page) {
  for (const question of ASKED)
    await page
      .locator('#q-' + question)
      .getByLabel(words('page.booking.no'), { exact: true })
      .check();
  await page.getByLabel(words('page.booking.parent'), { exact: true }).check();
}

/** The first step: the child, the questions, the home. */
export async function answers(page, village, child) {
  await page.getByLabel(words('page.booking.child'), { exact: true }).first().fill(child);
  await page.getByLabel(words('page.apply.born'), { exact: true }).first().fill(born);
  await page.getByLabel(words('page.booking.reason.stimulation'), { exact: true }).check();
  await allWell(page);
  await page.locator('select[name=village]').selectOption({ value: village });
  await page.getByLabel(words('page.booking.home'), { exact: true }).fill('RT 02 RW 05');
}

/** The second step: who asks. */
export async function whoAsks(page, name, phone) {
  await page.getByLabel(words('page.booking.name'), { exact: true }).fill(name);
  await page.getByLabel(words('page.booking.phone')).fill(phone);
  await page.getByLabel(words('page.booking.agree'), { exact: true }).check();
}

/** The message of a kind that was sent to somebody, as the desk reads it. */
export const sentTo = async (officer, kind, name) =>
  (await officer.rows()).find('message', (m) => m.kind === kind && m.to_name === name);
