// The desk of the visits: a request typed in a few keys, the team sent by one; a red one; two reports of one event.
import assert from 'node:assert/strict';
import { teamOf, visitOf } from '../chips.mjs';
import { newId } from '../house.mjs';
import { DESK, PHONE, look, noKeys, signIn, words } from '../people.mjs';
import * as ride from '../ride.mjs';

/** A practised hand makes five key strokes a second: under 20 seconds is under 100 of them. */
const MOST_KEYS = 100;

/** Everything that is typed or pressed, counted. */
function hands(page) {
  const counted = { keys: 0 };
  counted.press = async (key) => {
    counted.keys += 1;
    await page.keyboard.press(key);
  };
  counted.type = async (text) => {
    counted.keys += text.length;
    await page.keyboard.type(text);
  };
  return counted;
}
const dialogOf = async (page) => {
  await page.locator('dialog').waitFor();
  await page.waitForFunction(() => document.activeElement?.closest('dialog') !== null);
};
const requestOf = async (api, test) => (await api.rows()).find('need_case', test);

/** Who, where, what, by which door: saved, read out loud, a team sent, and no hand leaves the keyboard. */
export async function chips_desk_intake(stage) {
  const { desk: api, team } = await teamOf(stage.house);
  const village = (await api.rows()).all('village')[0];
  const page = await signIn(stage, 'pengatur-sempu', DESK);
  const hand = hands(page);
  await hand.press('n');
  await dialogOf(page);
  const before = Date.now();
  await hand.type('Mbah Karto');
  await hand.press('Enter');
  await hand.type(village.name.toLowerCase() + ' rt 2 tepi rel');
  await hand.press('Enter');
  await hand.type('lemas dan pusing');
  await page.getByText(words('intake.village', { name: village.name })).waitFor();
  await look(stage, page, 'desk-intake-1366');
  await hand.press('Alt+w');
  await hand.press('Control+Enter');
  await page.getByText(words('receipt.title'), { exact: true }).waitFor();
  await look(stage, page, 'desk-receipt-1366');
  await noKeys(page, 'the receipt');
  const saved = await requestOf(api, (c) => c.patient_name === 'Mbah Karto');
  assert.equal(saved.door, 'whatsapp');
  assert.equal(saved.village, village.id);
  assert.ok(Date.parse(saved.started_at) <= before + 1000, 'the clock runs since the dialog opened');
  await page.locator('dialog').getByText(saved.number, { exact: true }).waitFor();
  await hand.press('Enter');
  await page.locator('dialog').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: /^Kirim / }).waitFor();
  await page.evaluate(() => document.activeElement?.blur());
  await hand.press('Enter');
  await ride.until(async () => (await visitOf(api, saved.id)).state === 'sent');
  assert.equal((await visitOf(api, saved.id)).team, team);
  assert.ok(hand.keys < MOST_KEYS, `${hand.keys} key strokes`);
  console.log(`   a request and its team: ${hand.keys} key strokes`);
  await look(stage, page, 'desk-sent-1366');
}

/** The line is gone: the request is kept here with its start, and goes out with its number when the line is back. */
export async function chips_desk_offline(stage) {
  const { desk: api } = await teamOf(stage.house);
  const page = await signIn(stage, 'pengatur-sempu', DESK, { serviceWorkers: 'allow' });
  await page.context().setOffline(true);
  await page.keyboard.press('n');
  await dialogOf(page);
  await page.keyboard.type('Pak Tanpa Sinyal');
  const opened = Date.now();
  await page.keyboard.press('Control+Enter');
  await page.getByText(words('receipt.kept_title'), { exact: true }).waitFor();
  await look(stage, page, 'desk-receipt-kept-1366');
  await page.keyboard.press('Enter');
  await page.locator('.queue').getByText('Pak Tanpa Sinyal').waitFor();
  await page.getByText(words('request.unsent_hint')).waitFor();
  await page.context().setOffline(false);
  await ride.until(async () => requestOf(api, (c) => c.patient_name === 'Pak Tanpa Sinyal'));
  const row = await requestOf(api, (c) => c.patient_name === 'Pak Tanpa Sinyal');
  assert.ok(Date.parse(row.started_at) <= opened + 1000, 'no time was lost');
}

/** A danger sign: the emergency number takes the main button's place, and the request goes first. */
export async function chips_desk_red(stage) {
  const { desk: api } = await teamOf(stage.house);
  const page = await signIn(stage, 'pengatur-sempu', DESK);
  // A desk has no telephone to dial: the address stays where it is, the press is what counts.
  await page.evaluate(() =>
    document.addEventListener(
      'click',
      (e) => e.target.closest('a[href^="tel:"]') && e.preventDefault(),
      true,
    ),
  );
  await page.keyboard.press('n');
  await dialogOf(page);
  await page.keyboard.type('Bu Merah');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Enter');
  await page.keyboard.type('keluar darah');
  await page.getByRole('option').first().waitFor();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  const call = page.getByRole('link', { name: words('intake.call', { number: '119' }) });
  await call.waitFor();
  await look(stage, page, 'desk-red-1366');
  await call.click();
  await page.getByText(words('receipt.title'), { exact: true }).waitFor();
  await page.getByRole('button', { name: words('receipt.onward') }).click();
  await page.locator('dialog').waitFor({ state: 'detached' });
  const row = await requestOf(api, (c) => c.patient_name === 'Bu Merah');
  assert.equal(row.colour, 'red');
  assert.equal(row.called, true);
  assert.match(await page.locator('.queue li').first().innerText(), /Bu Merah/);
  await page.getByText(words('request.called')).first().waitFor();
  await look(stage, page, 'desk-red-queue-1366');
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press('w');
  await dialogOf(page);
  await look(stage, page, 'desk-signs-1366');
  await page.keyboard.press('Escape');
  await page.goto(`${stage.house.address}/#/queue/${row.id}/paper`);
  const title = words('paper_request.title', { number: row.number });
  await page.getByRole('heading', { name: title, exact: true }).waitFor();
  await look(stage, page, 'desk-paper-1366');
  const narrow = await signIn(stage, 'pengatur-sempu', PHONE);
  await narrow.locator('[data-case]').first().waitFor();
  await look(stage, narrow, 'desk-queue-360');
  await narrow.locator('[data-case]').first().click();
  await look(stage, narrow, 'desk-request-360');
  await noKeys(narrow, 'a request on a phone');
}

/** A request that nobody judged, in words like a danger sign: the desk says yes, and it is red; of another, no. */
export async function chips_desk_unjudged(stage) {
  const { desk: api } = await teamOf(stage.house);
  const told = async (name) => {
    const id = newId();
    await api.must('need.request', {
      case: id,
      kind: 'visit_request',
      patient: { name },
      what: 'hamil, keluar darah banyak',
      door: 'whatsapp',
    });
    return id;
  };
  const [grave, other] = [await told('Bu Pendarahan'), await told('Bu Mimisan')];
  const page = await signIn(stage, 'pengatur-sempu', DESK);
  await page.goto(`${stage.house.address}/#/queue/${grave}`);
  await page.locator('.unjudged').waitFor();
  await page.locator('.facts-list').getByText(words('request.by_nobody'), { exact: true }).waitFor();
  await look(stage, page, 'desk-unjudged-1366');
  await page.getByRole('button', { name: words('request.yes_red') }).click();
  await ride.until(async () => (await requestOf(api, (c) => c.id === grave)).colour === 'red');
  assert.ok((await requestOf(api, (c) => c.id === grave)).sign, 'with the sign that was answered with yes');
  await page.locator('.unjudged').waitFor({ state: 'detached' });

  await page.goto(`${stage.house.address}/#/queue/${other}`);
  await page
    .locator('.unjudged')
    .getByRole('button', { name: words('request.not_danger') })
    .click();
  await ride.until(async () => (await requestOf(api, (c) => c.id === other)).colour_by === 'operator');
  assert.equal((await requestOf(api, (c) => c.id === other)).colour, 'yellow');
}

/** Two reports of one event: an officer proposes, the desk decides, and the same way back with both clocks. */
export async function chips_desk_merge(stage) {
  const { desk: api } = await teamOf(stage.house);
  const village = (await api.rows()).all('village')[1];
  const asked = async (door, minutes) => {
    const id = newId();
    await api.must('need.request', {
      case: id,
      kind: 'visit_request',
      patient: { name: 'Nenek Kembar' },
      where: { village: village.id },
      what: 'Sesak',
      door,
      heard_at: new Date(Date.now() - minutes * 60_000).toISOString(),
    });
    return id;
  };
  const [first, second] = [await asked('radio', 20), await asked('official', 10)];
  const clocks = async () => {
    const rows = await api.rows();
    return [first, second].map((id) => rows.find('home_visit', (v) => v.id === id)?.fetch_due);
  };
  const due = await clocks();

  const officer = await signIn(stage, 'petugas-sempu', DESK);
  await officer.goto(`${stage.house.address}/#/queue/${second}`);
  await officer
    .locator('.twins')
    .getByRole('button', { name: words('twin.merge') })
    .click();
  await officer.getByText(words('request.waiting_second'), { exact: true }).waitFor();
  await look(stage, officer, 'desk-twins-1366');
  assert.equal(
    (await requestOf(api, (c) => c.id === second)).state,
    'open',
    'one person alone merges nothing',
  );

  const desk = await signIn(stage, 'pengatur-sempu', DESK);
  await decide(stage, desk, 'need.merge');
  await ride.until(async () => (await requestOf(api, (c) => c.id === second)).merged === first);
  await desk.goto(`${stage.house.address}/#/queue`);
  await desk.locator(`[data-case="${first}"]`).waitFor();
  await desk.locator(`[data-case="${second}"]`).waitFor({ state: 'detached' });

  await officer.locator('.case .note').getByText(words('request.merged_into')).waitFor();
  await officer.evaluate(() => document.activeElement?.blur());
  await officer.keyboard.press('.');
  await officer.getByRole('button', { name: words('act_request.unmerge') }).click();
  await officer.getByText(words('act_request.runs_on')).waitFor();
  await look(stage, officer, 'desk-unmerge-1366');
  await officer.getByRole('button', { name: words('act_request.propose') }).click();
  await officer.locator('dialog').waitFor({ state: 'detached' });
  await decide(stage, desk, 'need.unmerge');
  await ride.until(async () => !(await requestOf(api, (c) => c.id === second)).merged);
  assert.deepEqual(await clocks(), due, 'both clocks are what they were');
  await desk.goto(`${stage.house.address}/#/queue`);
  await desk.locator(`[data-case="${second}"]`).waitFor();
}

/** The second person says yes. */
async function decide(stage, page, verb) {
  await page.goto(stage.house.address + '/#/approvals');
  const card = page.locator('li.card', { hasText: words('verb.' + verb) });
  await card.waitFor();
  await look(stage, page, `desk-approve-${verb.split('.')[1]}-1366`);
  await card.getByRole('button', { name: words('approve.yes') }).click();
  await card.waitFor({ state: 'detached' });
}
