// The campaign at the officer's desk: a seller begins, may have no leaflets before the certificate, gets a batch with a
// code, sends a short message that is read before it is written down, is counted with at the stall; the store never falls
// below nothing; somebody is told of only with her yes; and what it brought stands on the map.
import assert from 'node:assert/strict';
import { DESK, PHONE, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

const press = (within, key, params) =>
  within
    .getByRole('button', { name: words(key, params), exact: true })
    .first()
    .click();
const field = (within, key, params) => within.getByLabel(words(key, params), { exact: true });
const read = async (house, who, path) =>
  (await fetch(house.address + '/api/v1/campaign/' + path, { headers: { Cookie: who.cookie } })).json();

/** What there is of one material. */
const material = async (house, who, name) =>
  (await read(house, who, 'stock')).materials.find((m) => m.material === name);

/** The sheet goes once the server has taken it. */
async function save(page, key) {
  const sheet = page.getByRole('dialog');
  await press(sheet, key);
  await sheet.waitFor({ state: 'detached' });
}

export async function an_officer_sends_sellers_on_their_round(stage) {
  const { house } = stage;
  const officer = await house.as('petugas-bojong');
  const [here, there] = (await officer.rows()).all('village').sort((a, b) => a.name.localeCompare(b.name));
  const page = await signIn(stage, 'petugas-bojong', DESK);
  await page.goto(`${house.address}/#/campaign`);

  // A seller begins.
  await press(page, 'campaign.enlist');
  let sheet = page.getByRole('dialog');
  await field(sheet, 'campaign.name').fill('Pak Slamet Koran');
  await field(sheet, 'campaign.ware_newspaper').check({ force: true });
  for (const v of [here, there]) await sheet.getByRole('button', { name: v.name, exact: true }).click();
  for (const d of [1, 4]) await press(sheet, 'campaign.day_' + d);
  await field(sheet, 'campaign.phone').selectOption('smart');
  await look(stage, page, 'campaign-enlist-1366');
  await save(page, 'campaign.enlist_save');
  const row = page.getByRole('button', { name: /Pak Slamet Koran/ });
  await row.getByText(words('campaign.untrained')).waitFor();
  const seller = (await read(house, officer, 'sellers')).sellers.find(
    (s) => s.name === 'Pak Slamet Koran',
  ).id;

  // Leaflets come in, and are not his before the certificate is: what to do is said.
  await page.getByRole('tab', { name: words('campaign.tab_stock'), exact: true }).click();
  await press(page, 'campaign.receive');
  sheet = page.getByRole('dialog');
  await field(sheet, 'campaign.count').fill('200');
  await field(sheet, 'campaign.from').fill('Dinas Kesehatan');
  await save(page, 'campaign.receive_save');
  await page
    .getByRole('region', { name: words('campaign.stock') })
    .first()
    .getByText('200')
    .first()
    .waitFor();
  await look(stage, page, 'campaign-stock-1366');
  await page.goto(`${house.address}/#/campaign/${seller}`);
  await page.getByText(words('campaign.untrained_hint')).waitFor();
  await press(page, 'campaign.hand');
  sheet = page.getByRole('dialog');
  await field(sheet, 'campaign.count').fill('300');
  await sheet.getByText(words('campaign.why_store', { n: '200' })).waitFor(); // never more than there is
  await field(sheet, 'campaign.count').fill('30');
  await press(sheet, 'campaign.hand_save');
  await sheet.getByText(words('code.campaign.not_trained')).waitFor();
  await press(sheet, 'act.close');
  await officer.must('workforce.certify', {
    worker: seller,
    course: 'breastfeeding_basics',
    number: 'K 1',
    valid_from: '2026-01-01',
    valid_to: '2030-12-31',
    assessor_name: 'Dinas Kesehatan',
    score: 90,
  });

  // Trained, he is handed a batch.
  await page.reload();
  await press(page, 'campaign.hand');
  sheet = page.getByRole('dialog');
  await field(sheet, 'campaign.count').fill('30');
  await save(page, 'campaign.hand_save');
  const batches = page.getByRole('region', { name: words('campaign.batches') }).first();
  await batches.getByRole('rowheader').first().waitFor();
  const [batch] = (await read(house, officer, 'batches')).batches;
  assert.equal(batch.count, 30);
  const labels = await batches.getByRole('link').first().getAttribute('href');
  const paper = await fetch(house.address + labels, { headers: { Cookie: officer.cookie } });
  assert.equal(paper.headers.get('content-type'), 'application/pdf');

  // His message is read before it is written down; what says nothing is said.
  await press(page, 'campaign.message');
  sheet = page.getByRole('dialog');
  await field(sheet, 'campaign.text').fill(`3 leaflet ${here.name}, 2 kambing`);
  await sheet.getByText(words('campaign.unknown', { words: 'kambing, 2' })).waitFor();
  await look(stage, page, 'campaign-unknown-1366');
  await field(sheet, 'campaign.text').fill(`3 leaflet ${here.name}, rujuk 1`);
  await sheet.getByText(words('campaign.n_leaflet', { n: 3 })).waitFor();
  await sheet.getByText(words('campaign.n_referral', { n: 1 })).waitFor();
  await look(stage, page, 'campaign-message-1366');
  await save(page, 'campaign.message_save');
  const did = page.getByRole('region', { name: words('campaign.contacts'), exact: true });
  await did.getByText(words('campaign.n_leaflet', { n: 3 })).waitFor();

  // At the stall nineteen are left: eight more are gone than he told of.
  await press(page, 'campaign.count_now');
  sheet = page.getByRole('dialog');
  const left = field(sheet, 'campaign.left_of', { what: words('campaign.m_leaflet'), code: batch.code });
  await left.fill('40');
  await sheet.getByText(words('campaign.why_more', { code: batch.code })).waitFor();
  await left.fill('19');
  await sheet.getByText(words('campaign.left_out', { n: 8 }), { exact: true }).waitFor();
  await look(stage, page, 'campaign-count-1366');
  await save(page, 'campaign.count_save');
  await did.getByText(words('campaign.n_leaflet', { n: 8 })).waitFor();

  // The referral was two; both records stay.
  await did
    .getByRole('listitem')
    .filter({ hasText: words('campaign.n_referral', { n: 1 }) })
    .getByRole('button', { name: words('campaign.correct'), exact: true })
    .click();
  sheet = page.getByRole('dialog');
  await field(sheet, 'campaign.count').fill('2');
  await save(page, 'campaign.correct_save');
  await did.getByText(words('campaign.replaced')).waitFor();
  await look(stage, page, 'campaign-seller-1366');

  // Nine come back; the store and the seller add up.
  await press(page, 'campaign.gone');
  sheet = page.getByRole('dialog');
  await field(sheet, 'campaign.count').fill('20');
  await sheet.getByText(words('campaign.why_there', { n: 19 })).waitFor();
  await field(sheet, 'campaign.count').fill('9');
  await save(page, 'campaign.back_save');
  const stock = await until(async () => {
    const now = (await read(house, officer, 'stock')).materials[0];
    return now.with_sellers === 10 && now;
  });
  assert.deepEqual(
    [stock.in_store, stock.with_sellers, stock.handed_out, stock.received],
    [179, 10, 11, 200],
  );

  // Five got wet: written off with a reason, and ten are left, not five.
  await press(page, 'campaign.gone');
  sheet = page.getByRole('dialog');
  await field(sheet, 'campaign.became_gone').check({ force: true });
  await field(sheet, 'campaign.count').fill('11');
  await sheet.getByText(words('campaign.why_there', { n: 10 })).waitFor();
  await field(sheet, 'campaign.count').fill('5');
  await sheet.getByText(words('campaign.why_loss')).waitFor(); // not without a reason
  await field(sheet, 'campaign.loss').selectOption('wet');
  await look(stage, page, 'campaign-write-off-1366');
  await save(page, 'campaign.gone_save');
  await until(async () => (await material(house, officer, 'leaflet')).with_sellers === 5);

  // Two vests are in the store: a third is not given, one is, and it comes back.
  await officer.must('campaign.receive', { material: 'vest', count: 2 });
  await page.reload();
  await press(page, 'campaign.kit_give');
  sheet = page.getByRole('dialog');
  await field(sheet, 'campaign.count').fill('3');
  await sheet.getByText(words('campaign.why_store', { n: 2 })).waitFor();
  await field(sheet, 'campaign.count').fill('1');
  await save(page, 'campaign.kit_save');
  await page
    .getByText(words('campaign.n_vest', { n: 1 }), { exact: true })
    .first()
    .waitFor();
  await press(page, 'campaign.gone');
  sheet = page.getByRole('dialog');
  await field(sheet, 'campaign.which').selectOption('vest');
  await field(sheet, 'campaign.count').fill('1');
  await save(page, 'campaign.back_save');
  await until(async () => (await material(house, officer, 'vest')).in_store === 2);

  // More than one person may write off alone waits for a second, and the store stays as it is.
  await page.goto(`${house.address}/#/campaign`);
  await page.getByRole('tab', { name: words('campaign.tab_stock'), exact: true }).click();
  await press(page, 'campaign.write_off');
  sheet = page.getByRole('dialog');
  await field(sheet, 'campaign.count').fill('180');
  await sheet.getByText(words('campaign.why_there', { n: 179 })).waitFor();
  await field(sheet, 'campaign.count').fill('21');
  await sheet.getByText(words('campaign.two', { n: 20 })).waitFor();
  await field(sheet, 'campaign.loss').selectOption('outdated');
  await save(page, 'campaign.gone_propose');
  assert.equal((await material(house, officer, 'leaflet')).in_store, 179);

  // Somebody else took them while the sheet was open: the server's no says what to do.
  await press(page, 'campaign.write_off');
  sheet = page.getByRole('dialog');
  await field(sheet, 'campaign.which').selectOption('vest');
  await field(sheet, 'campaign.count').fill('2');
  await field(sheet, 'campaign.loss').selectOption('lost');
  await officer.must('campaign.write_off', { material: 'vest', count: 1, why: 'lost' });
  await press(sheet, 'campaign.gone_save');
  await sheet.getByText(words('code.campaign.not_in_store')).waitFor();
  await press(sheet, 'act.close');
  assert.equal((await material(house, officer, 'vest')).in_store, 1);

  // Somebody is told of, only with her yes.
  await page.goto(`${house.address}/#/campaign`);
  await page.getByRole('tab', { name: words('campaign.tab_leads'), exact: true }).click();
  await press(page, 'lead.tell');
  sheet = page.getByRole('dialog');
  await field(sheet, 'lead.name').fill('Wulan Sari');
  await press(sheet, 'lead.kind_milk');
  await field(sheet, 'lead.where').selectOption({ label: here.name });
  await field(sheet, 'campaign.seller').selectOption({ label: 'Pak Slamet Koran' });
  await sheet.getByText(words('lead.why_consent')).waitFor();
  await sheet.getByLabel(words('lead.consent')).check();
  await save(page, 'lead.save');
  await page.getByRole('button', { name: /Wulan Sari/ }).click();
  await press(page.getByRole('dialog'), 'lead.out_came');
  await press(page.getByRole('dialog'), 'act.close');
  await page.getByRole('button', { name: new RegExp('^' + words('campaign.leads_visited')) }).click();
  await page.getByRole('button', { name: /Wulan Sari/ }).waitFor();
  await look(stage, page, 'campaign-leads-1366');
  await noKeys(page, 'campaign');

  // What it brought, on the map.
  await page.getByRole('link', { name: words('campaign.to_reach'), exact: true }).click();
  await page.getByText(words('reach.where')).waitFor();
  await page.getByRole('rowheader', { name: 'Pak Slamet Koran' }).waitFor();

  // The same on a phone at the stall.
  const phone = await signIn(stage, 'petugas-bojong', PHONE);
  await phone.goto(`${house.address}/#/campaign`);
  await phone.getByRole('button', { name: /Pak Slamet Koran/ }).waitFor();
  await look(stage, phone, 'campaign-360');
  await phone.getByRole('button', { name: /Pak Slamet Koran/ }).click();
  await phone.getByRole('region', { name: words('campaign.contacts'), exact: true }).waitFor();
  await look(stage, phone, 'campaign-seller-360');
}

/** Whoever decides on other rules of the campaign reads what there is and what would be. */
export async function a_head_reads_what_a_policy_would_be(stage) {
  const { house } = stage;
  const officer = await house.as('petugas-bojong');
  const levels = { leaflet: 250, pocket_book: 20, vest: 3, flag: 1 };
  const document = { reorder: Object.entries(levels).map(([material, count]) => ({ material, count })) };
  const { status } = await officer.do('policy.change', { section: 'campaign', document });
  assert.equal(status, 'proposed');
  const page = await signIn(stage, 'kepala-bojong', DESK);
  await page.goto(`${house.address}/#/approvals`);
  const card = page
    .getByRole('listitem')
    .filter({ has: page.getByRole('region', { name: words('policy.s_campaign'), exact: true }) });
  await card.getByText(words('policy.f_reorder')).first().waitFor();
  const told = card.getByRole('definition');
  await told.filter({ hasText: /100.*250/s }).waitFor();
  await told.filter({ hasText: /1.*3/s }).last().waitFor();
  await look(stage, page, 'campaign-policy-1366');
  await noKeys(page, 'policy');
  await card.getByRole('button', { name: words('approve.yes'), exact: true }).click();
  await card.waitFor({ state: 'detached' });
  const phone = await signIn(stage, 'petugas-bojong', PHONE);
  await phone.goto(`${house.address}/#/campaign`);
  await phone.getByRole('tab', { name: words('campaign.tab_stock'), exact: true }).click();
  await phone.getByText(words('campaign.low', { n: 250 })).waitFor();
  await look(stage, phone, 'campaign-stock-360');
}
