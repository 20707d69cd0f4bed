// Money: a fee that is held, answered and decided; a month that is prepared, approved, paid and received.
import assert from 'node:assert/strict';
import { button, DESK, look, noKeys, PHONE, signIn, words } from '../people.mjs';
import * as ride from '../ride.mjs';

/** Somebody brings milk to a grandmother who cannot tell the code: the fee waits. */
async function heldFee(house) {
  const desk = await ride.freeCouriers(house);
  const declared = await ride.declareAtDesk(desk, 'Yuni');
  const worker = await ride.fetchByApi(house, desk, declared);
  const key = house.keyOf(worker.name);
  const courier = await house.as(key);
  const d = (await courier.rows()).find('milk_delivery', (x) => x.id === declared.id);
  const bottles = d.bottles.map((bottle) => bottle.id);
  await courier.must('milk.deliver', {
    delivery: d.id,
    recipient: d.recipients[0].id,
    bottles,
    without_code: true,
    code: '',
  });
  return { key, worker, number: d.number };
}

/** A doubt holds a fee; the courier answers, the head decides. */
export async function held_fee_is_answered(stage) {
  const { key } = await heldFee(stage.house);
  const phone = await signIn(stage, key, PHONE);
  await phone.goto(stage.house.address + '/#/earn');
  await button(phone, 'pay.answer').click();
  await phone.getByLabel(words('pay.answer_words')).fill('HP nenek mati, bayinya sudah menangis.');
  await look(stage, phone, 'money-answer-360');
  await phone
    .locator('dialog')
    .getByRole('button', { name: words('pay.answer'), exact: true })
    .click();
  await phone.locator('dialog').waitFor({ state: 'detached' });
  await phone.getByText('bayinya sudah menangis').waitFor();
  await look(stage, phone, 'money-earn-360');
  await noKeys(phone, 'earn');

  const head = await signIn(stage, 'kepala', DESK);
  await head.goto(stage.house.address + '/#/cash');
  await head.getByRole('tab', { name: /^Ditahan/ }).click();
  await head.getByText('bayinya sudah menangis').waitFor();
  await look(stage, head, 'money-held-1366');
  const row = head.locator('.row', { hasText: 'bayinya sudah menangis' });
  await row.getByRole('button', { name: words('pay.decide') }).click();
  await head.getByRole('radio', { name: words('audit.decide_pay') }).check();
  await head
    .locator('dialog')
    .getByRole('button', { name: words('pay.decide'), exact: true })
    .click();
  await row.waitFor({ state: 'detached' });
}

/** How couriers are paid, changed by two persons for as long as a month takes. */
async function flatMonth(house) {
  const [admin, head] = [await house.as('admin'), await house.as('kepala')];
  const document = {
    fee_mode: 'flat_month',
    fee_shares: [
      { fund: 'blud', per_mille: 700 },
      { fund: 'gift', per_mille: 300 },
    ],
  };
  const { id } = await admin.do('policy.change', { section: 'milk', document });
  await head.must('approval.approve', { command: id });
}

/** The treasurer prepares, the head approves, the treasurer pays, the courier says that he has it. */
export async function money_of_a_month(stage) {
  const joko = (await (await stage.house.as('pengatur')).rows()).find('worker', (w) =>
    w.name.startsWith('Joko'),
  );
  const [, before] = [new Date(), new Date()];
  before.setDate(0);
  const month = before.toISOString().slice(0, 7);
  const officer = await stage.house.as('petugas');
  await officer.must('workforce.set_shift', {
    worker: joko.id,
    day: month + '-10',
    from: '07:00',
    to: '14:00',
  });
  await flatMonth(stage.house);

  const treasurer = await signIn(stage, 'bendahara', DESK);
  await treasurer.goto(stage.house.address + '/#/cash');
  await receive(stage, treasurer);
  await treasurer.getByRole('tab', { name: words('pay.months') }).click();
  const treasury = await stage.house.as('bendahara');
  const { result } = await treasury.must('payment.prepare', { worker: joko.id, month });
  await treasurer.goto(`${stage.house.address}/#/cash/${result.statement}`);
  await treasurer.getByText('Rp 1.050.000').first().waitFor();
  await look(stage, treasurer, 'money-statement-1366');
  await noKeys(treasurer, 'statement');

  const head = await signIn(stage, 'kepala', DESK);
  await head.goto(`${stage.house.address}/#/cash/${result.statement}`);
  await button(head, 'pay.approve').click();
  await head
    .locator('dialog')
    .getByRole('button', { name: words('pay.approve'), exact: true })
    .click();
  await head.getByText(words('pay.state_approved'), { exact: true }).waitFor();

  await button(treasurer, 'pay.pay').click();
  await look(stage, treasurer, 'money-pay-1366');
  await treasurer
    .locator('dialog')
    .getByRole('button', { name: words('pay.pay'), exact: true })
    .click();
  await treasurer.getByText(words('pay.state_paid'), { exact: true }).waitFor();
  const paper = await treasurer.request.get(
    `${stage.house.address}/api/v1/payment/statements/${result.statement}/statement.pdf`,
  );
  assert.equal(paper.headers()['content-type'], 'application/pdf');

  const phone = await signIn(stage, 'joko', PHONE);
  await phone.goto(stage.house.address + '/#/earn');
  await look(stage, phone, 'money-statements-360');
  await button(phone, 'pay.got_it').click();
  await phone.getByText(words('pay.state_receipted'), { exact: true }).waitFor();
  await small(stage, treasurer);
}

/** A gift comes in: what was typed is read back before it is sent. */
async function receive(stage, page) {
  await page.getByRole('tab', { name: words('pay.funds') }).click();
  await button(page, 'pay.receive').click();
  await page.getByLabel(words('pay.amount_rupiah')).fill('2.500.000');
  await page.getByText(words('pay.read_as', { amount: 'Rp 2.500.000' })).waitFor();
  await page.getByLabel(words('pay.source')).fill('SP2D 0812');
  await look(stage, page, 'money-receive-1366');
  await page
    .locator('dialog')
    .getByRole('button', { name: words('pay.receive'), exact: true })
    .click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.getByText('SP2D 0812').waitFor();
  await look(stage, page, 'money-funds-1366');
}

/** The same pages on a narrow screen, and the books. */
async function small(stage, page) {
  await page.goto(stage.house.address + '/#/cash');
  for (const [tab, name] of [
    ['pay.months', 'months'],
    ['pay.books', 'books'],
    ['pay.funds', 'funds'],
  ]) {
    await page.getByRole('tab', { name: words(tab), exact: true }).click();
    await page.setViewportSize(DESK);
    await look(stage, page, `money-${name}-1366`);
    await page.setViewportSize(PHONE);
    await look(stage, page, `money-${name}-360`);
    await noKeys(page, name);
  }
}
