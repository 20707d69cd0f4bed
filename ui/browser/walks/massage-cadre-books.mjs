// A cadre at a posyandu books for a family that has asked her: from her own page, for one of her villages.
import assert from 'node:assert/strict';
import { cadresDay, civil, fillBooking, press } from '../cradle.mjs';
import { inOwnHouse } from '../house.mjs';
import { PHONE, fits, look, signIn, words } from '../people.mjs';

export async function a_cadre_books_for_a_family(stage) {
  await inOwnHouse(stage, booked);
}

async function booked(stage) {
  const { house } = stage;
  const { officer, day, ids } = await cadresDay(house, [{ name: 'Alya', days: 200 }]);
  const first = (await officer.rows()).find('massage_booking', (b) => b.id === ids[0]);
  const page = await signIn(stage, 'kader-bojong', PHONE);
  await page.goto(`${house.address}/#/visits`);
  await page.locator(`a[data-booking="${ids[0]}"]`).waitFor();

  await page.context().setOffline(true);
  await page.getByText(words('massage.book_for_signal')).waitFor();
  await page.context().setOffline(false);
  await page.evaluate(() => dispatchEvent(new Event('online')));
  await press(page, 'massage.book_for');
  const born = civil(Date.parse(day) - 210 * 86_400_000);
  const family = {
    parent: 'Bu Ratih Contoh',
    phone: '081355500099',
    child: 'Dek Sekar',
    born,
    village: first.village,
  };
  const sheet = await fillBooking(page, family);
  await sheet.locator('.hours input').first().check();
  await fits(page, 'the form of a booking');
  await look(stage, page, 'massage-cadre-books-360');
  await press(sheet, 'massage.book_now');
  await page.locator('a[data-booking]', { hasText: 'Dek Sekar' }).waitFor();
  const made = (await officer.rows()).find('massage_booking', (b) => b.parent_name === family.parent);
  assert.deepEqual([made.state, made.cadre, made.village], ['booked', first.cadre, first.village]);
}
