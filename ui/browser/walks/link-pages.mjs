// Pages without a login, as eyes without glasses read them on a cheap phone at night: 360 pixels wide, letters twice as
// big, by day and by night, in both languages.
import assert from 'node:assert/strict';
import path from 'node:path';
import { circle } from '../circle.mjs';
import { cadresDay, outside } from '../cradle.mjs';
import { inOwnHouse, newId } from '../house.mjs';
import { legible, letters } from '../legible.mjs';
import { allWell, answers, press, sentTo, whoAsks } from '../parent.mjs';
import { PHONE, SCREENS, openLink, someone, words } from '../people.mjs';
import * as ride from '../ride.mjs';
import { stall } from '../stall.mjs';

/** How much of a page its picture has, in pixels: who looks at it scrolls. */
const TALLEST = 6000;

/** Looks at the page that stands there, by day and by night, with letters twice as big. */
async function eyes(page, name) {
  for (const colorScheme of ['light', 'dark']) {
    await page.emulateMedia({ colorScheme });
    await letters(page, 200);
    await legible(page, `${name}, ${colorScheme}`);
  }
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ ...PHONE, height: Math.min(height, TALLEST) });
  await letters(page, 200); // a screen of another size forgets them
  await page.screenshot({ path: path.join(SCREENS, `link-${name}-200-night.png`) });
  await page.setViewportSize(PHONE);
  await letters(page, 100);
}

/** The same in both languages, where the address alone draws the page. */
async function bothTongues(page, name) {
  const here = page.url().split('?')[0];
  for (const lang of ['en', 'id']) {
    await page.goto(`${here}?lang=${lang}`);
    await eyes(page, `${name}-${lang}`);
  }
}

/** What anybody may open. */
const OPEN = {
  report: 'kebakkramat1/lapor',
  find: 'kebakkramat1/lapor/cari',
  heard: 'kebakkramat1/kenthongan',
  board: 'kebakkramat1/janji',
  apply: 'kebakkramat1/asi/daftar',
  complain: 'kebakkramat1/asi/aduan',
  booking: 'bojongnangka/pijat',
  leaflet: 'b/bojongnangka',
  nothing: 't/kebakkramat1-0000000000000000000000000-0000000000000000000000000',
};

export async function open_pages_with_big_letters_by_night(stage) {
  const page = await someone(stage, PHONE);
  for (const [name, where] of Object.entries(OPEN)) {
    await page.goto(`${stage.house.address}/${where}`);
    await bothTongues(page, name);
  }
}

/** What a parent sees from the hours to the code, and of a family that waits. */
export async function a_booking_with_big_letters_by_night(stage) {
  const { officer, cadre, nobodys, form } = await outside(stage.house);
  const page = await someone(stage, PHONE);
  await page.goto(form);
  await answers(page, cadre.villages[0], 'Dek Nala');
  await press(page, 'booking.to_hours');
  await page.locator('input[name=slot]').first().waitFor({ state: 'attached' });
  await eyes(page, 'booking-hours');
  await page.locator('details[open] input[name=slot]').first().check();
  await whoAsks(page, 'Bu Wulan Contoh', '0813 5550 0081');
  await press(page, 'booking.send');
  await page.getByText(words('page.booked.state.asked')).waitFor();
  await bothTongues(page, 'booked-asked');
  const told = await sentTo(officer, 'massage_code', 'Bu Wulan Contoh');
  await page.getByLabel(words('page.booked.code')).fill(/\b\d{6}\b/.exec(told.text)[0]);
  await press(page, 'booked.confirm');
  await page.getByText(words('page.booked.state.booked')).first().waitFor();
  await bothTongues(page, 'booked');
  await ofTheFamily(stage, told.link, cadre);

  await page.goto(form);
  await answers(page, nobodys.id, 'Dek Bima');
  await press(page, 'booking.to_hours');
  await page.getByText(words('page.booking.none_free')).waitFor();
  await eyes(page, 'booking-none-free');
}

/** The family's own page, another hour, and another visit. */
async function ofTheFamily(stage, link, cadre) {
  const own = await someone(stage, PHONE);
  await own.goto(link);
  await eyes(own, 'family-closed');
  await own.getByRole('button', { name: words('page.open.button'), exact: true }).click();
  await own.getByText(cadre.name).waitFor();
  await bothTongues(own, 'family');
  await own.getByRole('link', { name: words('page.booked.shift'), exact: true }).click();
  await own.getByText(words('page.booked.shift_same')).waitFor();
  await eyes(own, 'family-hours');
  await own.goto(link);
  await own.getByRole('link', { name: words('page.booked.again'), exact: true }).click();
  await own.getByLabel(words('page.booking.reason.stimulation'), { exact: true }).check();
  await allWell(own);
  await eyes(own, 'family-again');
  await press(own, 'booking.to_hours');
  await own.getByText(words('page.booked.again_same')).waitFor();
  await eyes(own, 'family-again-hours');
}

/** A cadre on her way, with the map, and the stars afterwards. */
export async function a_cadre_on_her_way_with_big_letters_by_night(stage) {
  await inOwnHouse(stage, async (stage) => {
    const { house } = stage;
    const { officer, cadre: worker, day, ids } = await cadresDay(house, [{ name: 'Alya', days: 200 }]);
    const cadre = await house.as('kader-bojong');
    const phone = await ride.enrolPhone(officer, worker.id);
    await cadre.must('massage.set_out', { booking: ids[0] });
    await ride.firstPost(phone.url, { lat: -6.3, lon: 106.59 }, Date.parse(day + 'T00:30:00Z'));
    const told = await sentTo(officer, 'massage_booked', 'Bu Alya');
    const own = await openLink(stage, told.link);
    await own.locator('#kurir[transform]:not(.away)').waitFor();
    await bothTongues(own, 'family-on-way');
  });
}

const MOTHER = 'Rini Astuti';

/** A mother's own page, and the courier on his way from it to the recipient. */
export async function a_courier_on_his_way_with_big_letters_by_night(stage) {
  const { house } = stage;
  const api = await ride.freeCouriers(house);
  const mother = await someone(stage, PHONE);
  await mother.goto(house.links.get(MOTHER));
  await eyes(mother, 'place-closed');
  await mother.getByRole('button', { name: words('page.open.button'), exact: true }).click();
  await mother.locator('#titip').waitFor({ state: 'attached' });
  await bothTongues(mother, 'place');
  const declared = await ride.declareAtDesk(api, 'Rini');
  const worker = await ride.fetchByApi(house, api, declared);
  const courier = await house.as(house.keyOf(worker.name));
  await courier.must('milk.depart', { delivery: declared.id });
  const phone = await ride.enrolPhone(api, worker.id);
  await ride.firstPost(phone.url, ride.between(declared.pickup, declared.drop, 0.3));
  await mother.reload();
  await bothTongues(mother, 'place-with-a-delivery');
  await mother
    .getByRole('button', { name: words('page.place.follow'), exact: true })
    .first()
    .click();
  await mother.locator('#kurir[transform]:not(.away)').waitFor();
  await bothTongues(mother, 'track');
}

/** Who reported somebody ill, and who applied for the courier, read what became of it. */
export async function receipts_with_big_letters_by_night(stage) {
  const page = await someone(stage, PHONE);
  const at = (where) => page.goto(`${stage.house.address}/kebakkramat1/${where}`);
  await at('lapor');
  await page.locator('[name=patient]').fill('Mbah Kasan');
  await page.locator('[name=what]').fill('Demam tiga hari');
  await page.getByRole('button', { name: words('page.report.send') }).click();
  await page.waitForURL(/\/lapor\/p\//);
  await bothTongues(page, 'receipt');
  await at('asi/aduan?about=pay');
  await page.locator('[name=what]').fill('Diminta uang bensin');
  await page.getByRole('button', { name: words('page.complain.send') }).click();
  await page.waitForURL(/\/asi\/p\//);
  await bothTongues(page, 'complaint');
}

/** The pages of a mother in a group, of a seller and of a partner. */
export async function pages_of_partners_with_big_letters_by_night(stage) {
  const { house } = stage;
  for (const [name, link] of Object.entries(await theirPages(house))) {
    const page = await openLink(stage, link);
    await bothTongues(page, name);
  }
}

async function theirPages(house) {
  const { group, dewi, officer } = await circle(house);
  const cadre = await house.as('kader-bojong');
  const member = (await cadre.rows()).find('group_member', (m) => m.mother === dewi)?.id ?? newId();
  await cadre.must('supportgroup.invite', { member, mother: dewi, group, way: 'link' });
  const partner = newId();
  await officer.must('motorbike.set_partner', {
    partner,
    name: 'RS Harapan',
    kind: 'hospital',
    roles: ['lender'],
  });
  return {
    member: (await sentTo(officer, 'group_invited', 'Dewi Anggraeni')).link,
    seller: (await stall(house)).link,
    partner: (await officer.must('motorbike.open_page', { partner })).result.url,
  };
}
