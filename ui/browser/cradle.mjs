// A cadre's day for the walks of massages: a certificate, a whole week, and families who have booked her.
import { newId } from './house.mjs';
import { words } from './people.mjs';
import { read } from './stall.mjs';

export const press = (within, key, params) =>
  within
    .getByRole('button', { name: words(key, params), exact: true })
    .first()
    .click();
const WEEK = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from: '08:00', to: '16:00' }));
const NO = { fever: 'no', ill: 'no', skin: 'no', stools: 'no', jaundice: 'no', operated: 'no', heart: 'no' };
export const FINE = {
  ...NO,
  preterm: 'no',
  cord_on: 'no',
  vaccinated: 'no',
  reason: 'stimulation',
  parent: true,
};
const DAY_MS = 86_400_000;
export const civil = (ms) => new Date(ms + 7 * 3_600_000).toISOString().slice(0, 10);

/** The clock of a house that was opened for a rehearsal: time stands still there until it is set again. */
export async function setClock(house, at) {
  const said = await fetch(house.address + '/test/clock', {
    method: 'PUT',
    body: JSON.stringify({ now: new Date(at).toISOString() }),
  });
  if (!said.ok) throw new Error(`the clock cannot be set: ${said.status}`);
}

/** The cadre of Bojong Nangka has a certificate and a whole week. */
export async function certified(house) {
  const officer = await house.as('petugas-bojong');
  const rows = await officer.rows();
  const cadre = rows.find('worker', (w) => w.kinds.includes('cadre') && w.state === 'active');
  await officer.must('workforce.certify', {
    worker: cadre.id,
    course: 'baby_massage',
    number: 'PB 1',
    valid_from: '2026-01-01',
    valid_to: '2036-12-31',
    assessor_name: 'Dinas Kesehatan',
    score: 90,
  });
  await officer.must('massage.set_hours', { cadre: cadre.id, hours: WEEK, own_bike: true });
  return { officer, rows, cadre };
}

/** The same, with a village to which nobody comes and the address of the page of anybody. */
export async function outside(house) {
  const { officer, rows, cadre } = await certified(house);
  const nobodys = rows.find('village', (v) => !cadre.villages.includes(v.id));
  const { facility } = await read(house, officer, 'me');
  return { officer, cadre, nobodys, form: `${house.address}/${facility.slug}/pijat` };
}

/**
 * The cadre of Bojong Nangka with her families on the first day to come on which she works: `families` are names with the
 * age of the child in days. The clock stands at half past seven of that day.
 */
export async function cadresDay(house, families) {
  const { officer, cadre } = await certified(house);
  const rota = await read(house, officer, 'massage/rota');
  const village = rota.cadres[0].villages[0];
  const day = rota.cadres[0].days.find((one) => one.day > rota.today && one.spans.length > 0).day;
  const ids = [];
  for (const [i, { name, days }] of families.entries()) {
    const born = civil(Date.parse(day) - days * DAY_MS);
    const { slots } = await read(
      house,
      officer,
      `massage/slots?village=${village}&born=${born}&from=${day}&to=${day}&cadre=${cadre.id}`,
    );
    const booking = newId();
    await officer.must('massage.book', {
      booking,
      parent: { name: `Bu ${name}`, phone: `08135550010${i}` },
      children: [{ name: `Dek ${name}`, born }],
      village,
      place: {
        label: `Jl. Melati ${i + 3}`,
        note: 'pagar hijau',
        lat: -6.29 + i / 500,
        lon: 106.58,
        village,
      },
      cadre: cadre.id,
      at: slots[0].from,
      answers: FINE,
    });
    ids.push(booking);
  }
  await setClock(house, Date.parse(day + 'T00:30:00Z'));
  return { officer, cadre, day, ids };
}

/** Answers the questions at the door: all of them no, and what is said otherwise. */
export async function answerAll(page, otherwise = {}) {
  const asked = [
    'fever',
    'upset',
    'ill',
    'stools',
    'jaundice',
    'skin',
    'vaccinated',
    'operated',
    'heart',
    'cord_on',
    'preterm',
    'fed_recently',
  ];
  // All are drawn together: which are asked of this child is known once one that always is stands there.
  await page.getByRole('group', { name: words('massage.q_parent'), exact: true }).waitFor();
  for (const question of asked) {
    const group = page.getByRole('group', { name: words('massage.q_' + question), exact: true });
    if ((await group.count()) === 0) continue;
    const said = otherwise[question] === 'yes' ? 'massage.answer_yes' : 'massage.answer_no';
    await group.getByRole('radio', { name: words(said), exact: true }).check();
  }
  await page
    .getByRole('group', { name: words('massage.q_reason'), exact: true })
    .getByRole('radio', { name: words('massage.reason_stimulation'), exact: true })
    .check();
  await page
    .getByRole('group', { name: words('massage.q_parent'), exact: true })
    .getByRole('radio', { name: words('massage.answer_yes'), exact: true })
    .check();
}

export const AT_BOOKING = [
  'fever',
  'ill',
  'skin',
  'stools',
  'jaundice',
  'operated',
  'heart',
  'preterm',
  'vaccinated',
];

/** Fills in the booking form of staff for a healthy child, up to the hour. */
export async function fillBooking(page, family) {
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel(words('massage.parent_name')).fill(family.parent);
  await sheet.getByLabel(words('massage.phone')).fill(family.phone);
  await sheet.getByLabel(words('massage.child_name')).fill(family.child);
  await sheet.getByLabel(words('massage.child_born')).fill(family.born);
  await sheet.getByLabel(words('massage.village')).selectOption({ value: family.village });
  await sheet.getByLabel(words('massage.address')).fill('RT 02 RW 05');
  await sheet.getByRole('radio', { name: words('massage.reason_stimulation') }).check();
  for (const question of AT_BOOKING)
    await sheet
      .getByRole('group', { name: words('massage.q_' + question) })
      .getByRole('radio', { name: words('massage.answer_no') })
      .check();
  await sheet.getByLabel(words('massage.stays_home')).check();
  return sheet;
}
