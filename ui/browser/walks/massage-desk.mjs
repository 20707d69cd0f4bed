// Baby massages at the desk: a cadre's hours, a visit that is booked stands in the week, it is offered another hour by
// keyboard and stays until the parent agrees, it is cancelled with a reason.
import assert from 'node:assert/strict';
import { FINE, certified, press } from '../cradle.mjs';
import { newId } from '../house.mjs';
import { DESK, PHONE, look, noKeys, signIn } from '../people.mjs';
import { read } from '../stall.mjs';

/** A cadre with a certificate and a whole week, and one visit at the first free hour. */
async function staged(house) {
  const { officer, cadre } = await certified(house);
  const rota = await read(house, officer, 'massage/rota');
  const village = rota.cadres[0].villages[0];
  const born = new Date(Date.now() - 200 * 86_400_000).toISOString().slice(0, 10);
  const { slots } = await read(house, officer, `massage/slots?village=${village}&born=${born}`);
  const slot = slots.find((one) => one.from.slice(0, 10) > slots[0].from.slice(0, 10)) ?? slots[0];
  const booking = newId();
  await officer.must('massage.book', {
    booking,
    parent: { name: 'Bu Rini Pijat', phone: '081355500077' },
    children: [{ name: 'Dek Alya', born }],
    village,
    place: { label: 'Jl. Melati 3', note: '', lat: 0, lon: 0, village },
    cadre: cadre.id,
    at: slot.from,
    answers: FINE,
  });
  return { officer, booking, slot };
}

export async function the_desk_moves_a_visit_only_with_the_parents_yes(stage) {
  const { house } = stage;
  const { officer, booking, slot } = await staged(house);
  const day = new Date(Date.parse(slot.from) + 7 * 3_600_000).toISOString().slice(0, 10);
  const page = await signIn(stage, 'petugas-bojong', DESK);
  await page.goto(`${house.address}/#/massage/week/${day}`);
  const visit = page.locator(`[data-booking="${booking}"]`).first();
  await visit.getByText('Dek Alya').waitFor();
  await look(stage, page, 'massage-week-1366');

  // By keyboard: lifted, two steps later, put down; the desk asks first, and the first hour stays.
  await page.goto(`${house.address}/#/massage/day/${day}`);
  await visit.focus();
  for (const key of [' ', 'ArrowRight', 'ArrowRight', 'Enter']) await page.keyboard.press(key);
  const sheet = page.getByRole('dialog');
  await sheet.locator('input[type=radio]:checked').first().waitFor({ state: 'attached' });
  await look(stage, page, 'massage-move-1366');
  await press(sheet, 'massage.move_ask');
  await sheet.waitFor({ state: 'detached' });
  await page.locator('[data-offered="true"]').waitFor();
  await look(stage, page, 'massage-day-1366');
  const row = (await officer.rows()).find('massage_booking', (b) => b.id === booking);
  assert.equal(row.from, slot.from);
  assert.ok(row.offer_cadre);

  // The parent says yes on the telephone: now it has moved.
  await visit.click();
  await press(sheet, 'massage.yes');
  await sheet.waitFor({ state: 'detached' });
  await page.locator('[data-offered="true"]').waitFor({ state: 'detached' });
  const moved = (await officer.rows()).find('massage_booking', (b) => b.id === booking);
  assert.notEqual(moved.from, slot.from);
  await noKeys(page);

  // On a small screen the same days stand under each other.
  await page.setViewportSize(PHONE);
  await page.goto(`${house.address}/#/massage/week/${day}`);
  await visit.waitFor();
  await look(stage, page, 'massage-week-360');
}
