// A visit with a price, from the door to the till: the desk names who comes along, the family pays the cadre, and the
// treasurer takes what she carries.
import assert from 'node:assert/strict';
import { answerAll, cadresDay, press, setClock } from '../cradle.mjs';
import { inOwnHouse } from '../house.mjs';
import { DESK, PHONE, fits, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

const PRICE = 25_000;

export async function a_visit_is_paid_and_handed_in(stage) {
  await inOwnHouse(stage, async (own) => {
    await priced(own.house);
    await paid(own);
  });
}

/** Two persons set the price; the head has the officer keep the till too. */
async function priced(house) {
  const [officer, head] = [await house.as('petugas-bojong'), await house.as('kepala-bojong')];
  const document = { visit_rupiah: PRICE, visit_fund: 'blud', unable: 'waive' };
  const { id } = await officer.do('policy.change', { section: 'massage_fee', document });
  await head.must('approval.approve', { command: id });
  const worker = (await head.rows()).find('worker', (w) => w.name === 'Tuti Rohaeti');
  await head.must('workforce.grant_role', { worker: worker.id, role: 'treasurer', from: '2026-01-01' });
}

async function paid(stage) {
  const { house } = stage;
  const { day, ids } = await cadresDay(house, [{ name: 'Alya', days: 200 }]);

  const desk = await signIn(stage, 'petugas-bojong', DESK);
  await desk.goto(`${house.address}/#/massage/day/${day}`);
  await desk.locator(`[data-booking="${ids[0]}"]`).first().click();
  const sheet = desk.getByRole('dialog');
  await press(sheet, 'massage.company_pick');
  await sheet.getByLabel(words('massage.company_who')).selectOption({ label: 'Bidan Neng Solihah' });
  await press(sheet, 'massage.company_name');
  await sheet.getByText('Bidan Neng Solihah').first().waitFor();
  await look(stage, desk, 'massage-company-1366');

  const midwife = await signIn(stage, 'bidan-bojong', PHONE);
  await midwife.goto(`${house.address}/#/visits`);
  await midwife.getByText('Entin Sumarni').first().waitFor();
  await noKeys(midwife, 'who comes along');
  await look(stage, midwife, 'massage-along-360');

  const page = await signIn(stage, 'kader-bojong', PHONE);
  await page.clock.setSystemTime(new Date(day + 'T00:30:00Z')); // the day of the house, on her phone too
  await page.reload();
  await page.goto(`${house.address}/#/visits/${ids[0]}`);
  await page.getByText('Bidan Neng Solihah').first().waitFor();
  await page.getByRole('button', { name: words('massage.do_set_out'), exact: true }).waitFor();
  await look(stage, page, 'massage-priced-360');
  await press(page, 'massage.do_set_out');
  await press(page, 'massage.door_questions');
  await answerAll(page);
  await press(page, 'massage.door_send');
  await press(page, 'massage.do_begin');
  await page.getByRole('timer').waitFor();
  await press(page.getByRole('group', { name: words('massage.did'), exact: true }), 'massage.step_legs');
  await page.getByRole('radio', { name: words('massage.fee_said_paid'), exact: true }).check();
  await fits(page, 'the price is asked');
  await look(stage, page, 'massage-fee-360');
  await press(page, 'massage.do_finish');
  await page.getByText(words('massage.fee_is_paid', { sum: 'Rp 25.000' })).waitFor();
  await page.goto(`${house.address}/#/visits`);
  await page.getByText(words('massage.carry', { sum: 'Rp 25.000' })).waitFor();
  await look(stage, page, 'massage-carries-360');

  await setClock(house, Date.parse(day + 'T08:00:00Z'));
  await desk.goto(`${house.address}/#/cash`);
  await desk
    .getByText(words('pay.carried', { n: 1 }))
    .first()
    .click();
  await look(stage, desk, 'massage-carried-1366');
  await press(desk, 'pay.hand_in');
  const form = desk.getByRole('dialog');
  await look(stage, desk, 'massage-hand-in-1366');
  await press(form, 'pay.hand_in');
  await desk.getByText(words('pay.hand_in_number', { n: 1 })).waitFor();
  await look(stage, desk, 'massage-handed-in-1366');
  const officer = await house.as('petugas-bojong');
  const rows = await until(async () => {
    const known = await officer.rows();
    return known.find('hand_in', (h) => h.amount === PRICE) && known;
  });
  const till = rows.find('balance', (b) => b.id === 'rupiah.cash.blud' || b.account === 'rupiah.cash.blud');
  assert.equal(till.amount, PRICE);
  const fee = rows.find('massage_fee', (f) => f.id === ids[0]);
  assert.equal(fee.state, 'paid');
  await wasNone(stage, desk, fee);
  await page.reload();
  await page.getByText(words('massage.carry_back', { sum: 'Rp 25.000' })).waitFor();
  await fits(page, 'what is owed back to her');
  await noKeys(page, 'what is owed back to her');
  await look(stage, page, 'massage-owed-back-360');
}

/** The payment was none after all, and is in the till already: two people take it back, and nobody reads a minus. */
async function wasNone(stage, desk, fee) {
  const { house } = stage;
  await desk.getByRole('button', { name: words('pay.settled_undo', { n: fee.number }), exact: true }).click();
  const form = desk.getByRole('dialog');
  await form.getByLabel(words('pay.undo_reason')).fill('Keluarga belum membayar');
  await press(form, 'pay.undo');
  await desk.getByText(words('pay.undo_waits')).waitFor();

  const head = await signIn(stage, 'kepala-bojong', DESK);
  await head.goto(`${house.address}/#/approvals`);
  await head.getByText(/Kunjungan \d+, .*Rp 25\.000 dibayar kepada/).waitFor();
  await head.getByText(words('pay.undo_because', { reason: 'Keluarga belum membayar' })).waitFor();
  await look(stage, head, 'massage-fee-undo-1366');
  await press(head, 'approve.yes');

  await desk.getByText(words('pay.back_head')).waitFor();
  await desk.getByText(words('pay.back_why')).waitFor();
  assert.equal(await desk.getByText(/[-−]\s?Rp/).count(), 0, 'a naked minus');
  await noKeys(desk, 'what is owed back');
  await look(stage, desk, 'massage-back-1366');
  await desk.setViewportSize(PHONE);
  await fits(desk, 'what is owed back');
  await look(stage, desk, 'massage-back-360');
  await desk.setViewportSize(DESK);
}
