// Baby massages at the desk from end to end, as the coordinator has them in a week: a cadre's hours, a booking, days off
// and the visit they hit, the visit dragged where it fits, the parent's yes, a substitute who comes and ends, a
// cancellation.
import assert from 'node:assert/strict';
import { fillBooking } from '../cradle.mjs';
import { newId } from '../house.mjs';
import { DESK, PHONE, look, noKeys, signIn, words } from '../people.mjs';

const press = (within, key, params) =>
  within
    .getByRole('button', { name: words(key, params), exact: true })
    .first()
    .click();
const gone = (sheet) => sheet.waitFor({ state: 'detached' });
const civil = (stamp) => new Date(Date.parse(stamp) + 7 * 3_600_000).toISOString().slice(0, 10);
const later = (days) => civil(new Date(Date.now() + days * 86_400_000).toISOString());

/** Two cadres who are certified, each of a village of her own; one has hours, the other gets hers on the page. */
async function staged(house) {
  const officer = await house.as('petugas-bojong');
  const rows = await officer.rows();
  const cadre = rows.find('worker', (w) => w.kinds.includes('cadre') && w.state === 'active');
  const other = { id: newId(), name: 'Teh Lilis Contoh' };
  const elsewhere = rows.find('village', (v) => !cadre.villages.includes(v.id));
  const head = await house.as('kepala-bojong');
  await head.must('workforce.add_worker', {
    worker: other.id,
    name: other.name,
    phone: '0812 3000 4100',
    kinds: ['cadre'],
    villages: [elsewhere.id],
  });
  for (const { id: worker } of [cadre, other])
    await officer.must('workforce.certify', {
      worker,
      course: 'baby_massage',
      number: 'PB 1',
      valid_from: '2026-01-01',
      valid_to: '2036-12-31',
      assessor_name: 'Dinas Kesehatan',
      score: 90,
    });
  await officer.must('massage.set_hours', {
    cadre: other.id,
    hours: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:00', to: '16:00' })),
    own_bike: true,
  });
  return { officer, cadre, other };
}
const booking = async (officer) =>
  (await officer.rows()).find('massage_booking', (b) => b.parent_name === 'Bu Wulan Contoh');

/** The whole week from eight to four: typed once, the other days are made like it. */
async function hours(page, name) {
  const row = page.locator('li.row', { hasText: name });
  await press(row, 'massage.hours');
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel(words('massage.hours_from'), { exact: true }).first().fill('08.00');
  await sheet.getByLabel(words('massage.hours_to'), { exact: true }).first().fill('16.00');
  await sheet.getByLabel(words('massage.hours_to'), { exact: true }).first().blur();
  await press(sheet, 'massage.hours_same', { day: words('massage.weekday_1') });
  const days = sheet.locator('fieldset');
  await days.last().getByLabel(words('massage.hours_from'), { exact: true }).fill('08.00');
  await days.last().getByLabel(words('massage.hours_to'), { exact: true }).fill('16.00');
  await sheet.getByLabel(words('massage.own_bike')).check();
  await press(sheet, 'massage.hours_save');
  await gone(sheet);
}

async function booked(page, village) {
  await press(page, 'massage.book');
  const family = {
    parent: 'Bu Wulan Contoh',
    phone: '081355500078',
    child: 'Dek Nala',
    born: later(-200),
    village,
  };
  const sheet = await fillBooking(page, family);
  await sheet.getByLabel(words('massage.from_day')).fill(later(2));
  await sheet.locator('.hours input').first().check();
  return sheet;
}

export async function massage_coordinator(stage) {
  const { house } = stage;
  const { officer, cadre, other } = await staged(house);
  const page = await signIn(stage, 'petugas-bojong', DESK);
  await page.goto(`${house.address}/#/massage/cadres`);
  await hours(page, cadre.name);
  await page.locator('li.row', { hasText: cadre.name }).getByText('08.00-16.00').waitFor();

  const sheet = await booked(page, cadre.villages[0]);
  await look(stage, page, 'massage-book-1366');
  await press(sheet, 'massage.book_now');
  await gone(sheet);
  const first = await booking(officer);
  assert.equal(first.cadre, cadre.id);

  // Days off say which visit they hit, and it waits for another day above the calendar.
  await press(page.locator('li.row', { hasText: cadre.name }), 'massage.off');
  await sheet.getByLabel(words('massage.off_to')).fill(first.day);
  await sheet.getByLabel(words('massage.off_from')).fill(first.day);
  await sheet.getByLabel(words('massage.why'), { exact: true }).selectOption('ill');
  await sheet.getByText('Dek Nala').waitFor();
  await press(sheet, 'massage.off_save');
  await gone(sheet);

  // Nobody else comes to that village until somebody stands in there.
  await press(page, 'massage.stand_add');
  await sheet.getByLabel(words('massage.stand_who')).selectOption(other.id);
  await sheet.getByLabel(words('massage.stand_village')).selectOption(cadre.villages[0]);
  await sheet.getByLabel(words('massage.off_to')).fill(later(14));
  await press(sheet, 'massage.stand_save');
  await gone(sheet);
  await page.goto(`${house.address}/#/massage/day/${first.day}`);
  await page.locator('section.short').getByText('Dek Nala').waitFor();

  // Held, it shows where it fits and why not elsewhere; dropped on the other cadre, the parent is asked first.
  const visit = page.locator(`.board [data-booking="${first.id}"]`).first();
  const target = page.locator('.lane', { hasText: other.name }).locator('[data-lane]');
  const [from, to] = [await visit.boundingBox(), await target.boundingBox()];
  await page.mouse.move(from.x + 10, from.y + 10);
  await page.mouse.down();
  await page.mouse.move(from.x + 30, from.y + 20, { steps: 4 });
  await page.getByText(words('massage.fit_not_in_hours')).first().waitFor();
  await page.mouse.move(from.x + 10, to.y + 20, { steps: 6 });
  await page.getByText(words('massage.fit')).first().waitFor();
  await look(stage, page, 'massage-drag-1366');
  await page.mouse.up();
  await sheet.locator('input[type=radio]:checked').first().waitFor({ state: 'attached' });
  await press(sheet, 'massage.move_ask');
  await gone(sheet);
  await page.locator('.board [data-offered="true"]').waitFor();
  assert.equal((await booking(officer)).cadre, cadre.id);

  // The parent has said yes on the telephone.
  await press(page.locator('section.short'), 'massage.open');
  await press(sheet, 'massage.yes');
  await gone(sheet);
  await page.locator('.board [data-offered="true"]').waitFor({ state: 'detached' });
  assert.equal((await booking(officer)).cadre, other.id);

  // The substitute ends; the visit is cancelled with a reason.
  await page.goto(`${house.address}/#/massage/cadres`);
  await press(page, 'massage.stand_end');
  await page.getByText(words('massage.stands_none')).waitFor();
  await page.goto(`${house.address}/#/massage/day/${first.day}`);
  await page.locator(`.board [data-booking="${first.id}"]`).first().click();
  await press(sheet, 'massage.cancel');
  await sheet.getByLabel(words('massage.why'), { exact: true }).selectOption('parent');
  await press(sheet, 'massage.cancel_now');
  await gone(sheet);
  assert.equal((await booking(officer)).state, 'cancelled');
  await noKeys(page);
  await page.setViewportSize(PHONE);
  await page.goto(`${house.address}/#/massage/cadres`);
  await look(stage, page, 'massage-cadres-360');
}
