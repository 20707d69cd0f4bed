// Motorbikes at the desk: one is written down, lent from its week, given back with its odometer, serviced, taken off and
// taken back; a partner begins and ends; what is not known of a way is said as such.
import assert from 'node:assert/strict';
import { DESK, PHONE, look, noKeys, signIn, words } from '../people.mjs';

const press = (within, key, params) =>
  within
    .getByRole('button', { name: words(key, params), exact: true })
    .first()
    .click();
const name = 'Beat Jalan D 9911 XYZ';

async function sent(page, key) {
  const sheet = page.getByRole('dialog');
  await press(sheet, key);
  await sheet.waitFor({ state: 'detached' });
}

export async function the_desk_lends_motorbikes_and_takes_them_back(stage) {
  const { house } = stage;
  const officer = await house.as('petugas-bojong');
  const bike = async () => (await officer.rows()).find('massage_motorbike', (b) => b.name === name);
  const cadre = (await officer.rows()).find(
    'worker',
    (w) => w.kinds.includes('cadre') && w.state === 'active',
  );
  const page = await signIn(stage, 'petugas-bojong', DESK);

  // A partner who lends, and a motorbike of theirs.
  await page.goto(house.address + '/#/motorbikes/partners');
  await press(page, 'motorbike.partner_new');
  let sheet = page.getByRole('dialog');
  await sheet.getByLabel(words('motorbike.partner_name')).fill('Rumah Sakit Jalan');
  await sheet.getByLabel(words('motorbike.partner_kind')).selectOption('hospital');
  await sheet.getByLabel(words('motorbike.role_lender')).check();
  await sent(page, 'motorbike.save');
  await page.getByText('Rumah Sakit Jalan').waitFor();

  await page.goto(house.address + '/#/motorbikes');
  await press(page, 'motorbike.new');
  sheet = page.getByRole('dialog');
  await sheet.getByLabel(words('motorbike.name')).fill(name);
  await sheet.getByLabel(words('motorbike.lender')).selectOption({ label: 'Rumah Sakit Jalan' });
  await sheet.getByLabel(words('motorbike.odometer')).fill('5000');
  await sheet.getByLabel(words('motorbike.service_km')).fill('5010');
  await sent(page, 'motorbike.save');

  // Lent from its week, by keyboard.
  const row = page.getByRole('region', { name });
  await row.getByRole('button').first().focus();
  await page.keyboard.press('Enter');
  sheet = page.getByRole('dialog');
  await sheet.getByLabel(words('motorbike.worker')).selectOption(cadre.id);
  await sent(page, 'motorbike.lend');
  await row.getByText(cadre.name).first().waitFor();
  await look(stage, page, 'motorbikes-week-1366');

  // Back with an odometer that is past the service: it wins, and the service is due.
  await row.getByRole('button').first().click();
  sheet = page.getByRole('dialog');
  await sheet.getByLabel(words('motorbike.odometer')).fill('5042');
  await sent(page, 'motorbike.back_now');
  const note = page.locator('.note').filter({ hasText: name });
  await note.waitFor();
  assert.equal((await bike()).km, 5042);
  await look(stage, page, 'motorbikes-due-1366');
  await press(note, 'motorbike.serviced');
  sheet = page.getByRole('dialog');
  await sheet.getByLabel(words('motorbike.service_km')).fill('7000');
  await sent(page, 'motorbike.save');
  await note.waitFor({ state: 'detached' });

  // How far it went that day is put down by hand, and put right; the odometer has it already.
  await page.goto(house.address + '/#/motorbikes/trips');
  const id = (await bike()).id;
  const day = (await officer.rows()).find('massage_loan', (l) => l.motorbike === id).from;
  await officer.must('motorbike.trip', { motorbike: id, on: day, km: 12, source: 'told' });
  const ride = page.locator('.row').filter({ hasText: name });
  await press(ride, 'motorbike.correct');
  sheet = page.getByRole('dialog');
  await sheet.getByLabel(words('motorbike.trip_km')).fill('9');
  await sent(page, 'motorbike.save');
  await ride.getByText(words('motorbike.source_corrected')).waitFor();
  assert.equal((await bike()).km, 5042);
  await look(stage, page, 'motorbikes-trips-1366');

  // Off the register and back, found by whose it is.
  await page.goto(house.address + '/#/motorbikes/list');
  await page.keyboard.press('/');
  await page.keyboard.type('rumah sakit jalan');
  const entry = page.locator('.row').filter({ hasText: name });
  await press(entry, 'motorbike.retire');
  sheet = page.getByRole('dialog');
  await sheet.getByLabel(words('motorbike.why'), { exact: true }).selectOption('returned');
  await sent(page, 'motorbike.retire');
  await entry.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: words('motorbike.show_retired') }).click();
  await press(entry, 'motorbike.restore');
  await entry.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: words('motorbike.show_active') }).click();
  await entry.waitFor();
  await look(stage, page, 'motorbikes-list-1366');

  // A partner who still lends stays; nothing of a motorbike more is said without what it is reckoned from.
  await page.goto(house.address + '/#/motorbikes/partners');
  const partner = page.locator('.row').filter({ hasText: 'Rumah Sakit Jalan' });
  await press(partner, 'motorbike.partner_end');
  await partner.getByText(words('motorbike.partner_lends')).waitFor();
  await page.goto(house.address + '/#/motorbikes/more');
  await page.locator('.table, .empty').first().waitFor();
  await noKeys(page);

  await page.setViewportSize(PHONE);
  for (const tab of ['', 'list', 'trips', 'partners']) {
    await page.goto(`${house.address}/#/motorbikes/${tab}`);
    await page
      .getByText(tab === 'partners' ? 'Rumah Sakit Jalan' : name)
      .first()
      .waitFor();
    await look(stage, page, `motorbikes-${tab || 'week'}-360`);
  }
}
