// What came of the massages: a fever at booking is counted as what it became, the head reads each figure with its
// meaning and takes it along, the desk opens the list behind one, and a partner reads totals and its own motorbike.
import assert from 'node:assert/strict';
import { newId } from '../house.mjs';
import { DESK, fits, look, openLink, PHONE, signIn, words } from '../people.mjs';

const NO = { fever: 'no', ill: 'no', skin: 'no', stools: 'no', jaundice: 'no', operated: 'no', heart: 'no' };
const FEVER = {
  ...NO,
  fever: 'yes',
  preterm: 'no',
  cord_on: 'no',
  vaccinated: 'no',
  reason: 'stimulation',
  parent: true,
};

/** A visit that was asked for a child with a fever: a midwife's, and a figure. */
async function feverish(house) {
  const officer = await house.as('petugas-bojong');
  const rows = await officer.rows();
  const village = rows.all('village')[0].id;
  const cadre = rows.find('worker', (w) => w.kinds.includes('cadre') && w.state === 'active');
  await officer.must('massage.book', {
    booking: newId(),
    parent: { name: 'Bu Rini Angka', phone: '081355500078' },
    children: [
      { name: 'Dek Alya', born: new Date(Date.now() - 200 * 86_400_000).toISOString().slice(0, 10) },
    ],
    village,
    place: { label: 'Jl. Melati 3', note: '', lat: 0, lon: 0, village },
    cadre: cadre.id,
    at: new Date(Date.now() + 3 * 86_400_000).toISOString(),
    answers: FEVER,
  });
  return officer;
}

export async function the_head_reads_what_came_of_the_massages_and_a_partner_reads_totals(stage) {
  const { house } = stage;
  const officer = await feverish(house);
  const head = await signIn(stage, 'kepala-bojong', DESK);
  await head.goto(`${house.address}/#/massage_statistics`);
  await head.getByText(words('massage_statistics.def_refused', { of: 1 })).waitFor();
  await head.getByText(words('massage_statistics.at_booking', { why: words('massage.row_M01') })).waitFor();
  const months = await head.locator('figure').first().innerText();
  assert.doesNotMatch(months, /\d{4}-\d{2}/, 'months have their names');
  await look(stage, head, 'massage-statistics-1366');
  await fits(head, 'the figures of massages');
  const file = await head
    .getByRole('link', { name: words('coverage.csv'), exact: true })
    .getAttribute('href');
  assert.match(await head.evaluate(async (url) => (await fetch(url)).text(), file), /Demam/);

  const desk = await signIn(stage, 'petugas-bojong', PHONE);
  await desk.goto(`${house.address}/#/massage_statistics`);
  await desk.getByRole('button', { name: words('massage_statistics.what_screened') }).click();
  const list = desk.getByRole('dialog');
  await list.getByText('Bu Rini Angka').waitFor();
  await look(stage, desk, 'massage-statistics-list-360');
  await list.getByRole('button', { name: words('act.close'), exact: true }).click();
  await fits(desk, 'the figures of massages on a telephone');

  const partner = newId();
  await officer.must('motorbike.set_partner', {
    partner,
    name: 'RS Harapan',
    kind: 'hospital',
    roles: ['lender'],
  });
  await officer.must('motorbike.add', {
    motorbike: newId(),
    lender: partner,
    name: 'Merah B 4321',
    km: 100,
    service_km: 9000,
  });
  await head.goto(`${house.address}/#/motorbikes/partners`);
  const row = head.locator(`[data-partner="${partner}"]`);
  await row.getByRole('button', { name: words('massage_statistics.page_open'), exact: true }).click();
  const url = await row
    .getByRole('link', { name: words('massage_statistics.page_look'), exact: true })
    .getAttribute('href');
  const page = await openLink(stage, url);
  await page.getByText('Merah B 4321').waitFor();
  assert.equal(await page.getByText('Rini').count(), 0);
  await look(stage, page, 'massage-partner-360');
  await row.getByRole('button', { name: words('massage_statistics.page_close'), exact: true }).click();
  await row.getByRole('button', { name: words('massage_statistics.page_open'), exact: true }).waitFor();
  assert.equal((await page.goto(url)).status(), 410);
}
