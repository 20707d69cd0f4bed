// A cadre calls on people who asked for help, without signal: one says herself that she wants it and comes, one is not at
// home, one does not want it and is gone from the phone at once. A new one is written down only with her yes. Then there is
// signal, and the health centre knows it; the name of who said no is nowhere any more.
import assert from 'node:assert/strict';
import { newId } from '../house.mjs';
import { PHONE, fits, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

const press = (within, key, params) =>
  within
    .getByRole('button', { name: words(key, params), exact: true })
    .first()
    .click();

export async function a_cadre_calls_on_whom_sellers_told_of(stage) {
  const { house } = stage;
  const [officer, cadre] = [await house.as('petugas-bojong'), await house.as('kader-bojong')];
  const village = (await cadre.rows()).all('village')[0].id;
  const told = async (name, kind, more = {}) => {
    const lead = newId();
    await officer.must('lead.refer', { lead, village, kind, name, consent: true, ...more });
    return lead;
  };
  const dewi = await told('Dewi Lestari', 'milk', {
    phone: '089900000611',
    note: 'dekat mushola, sore hari',
  });
  const ani = await told('Ani Rohaeni', 'pregnant');
  const siti = await told('Siti Maryam', 'newborn');
  const rini = await told('Rini Astuti', 'breast');

  const page = await signIn(stage, 'kader-bojong', PHONE);
  await page.goto(`${house.address}/#/leads`);
  const waiting = page.getByRole('region', { name: words('lead.waiting'), exact: true });
  // Who has the least time stands open; the others are opened one by one.
  const write = (name) =>
    one(name)
      .getByRole('button', { name: words('lead.write') })
      .click();
  const one = (name) => waiting.getByRole('article', { name, exact: true });
  await one('Dewi Lestari').waitFor();
  assert.match(
    await waiting.getByRole('article').first().innerText(),
    /Rini Astuti/,
    'the midwife has a day',
  );
  await one('Rini Astuti').getByText(words('lead.midwife')).waitFor();
  await look(stage, page, 'leads-360');
  await page.context().setOffline(true);

  // Dewi says herself that she wants it, and comes to the posyandu.
  await write('Dewi Lestari');
  await press(one('Dewi Lestari'), 'lead.yes');
  await one('Dewi Lestari').getByText(words('lead.agreed'), { exact: true }).waitFor();
  await press(one('Dewi Lestari'), 'lead.out_came');
  const came = page.getByRole('region', { name: words('lead.came'), exact: true });
  await came.getByText('Dewi Lestari').waitFor();

  // Nobody is at Ani's: the promise runs on. Siti does not want it; that is asked twice, for it cannot be taken back.
  await write('Ani Rohaeni');
  await press(one('Ani Rohaeni'), 'lead.out_not_met');
  await one('Ani Rohaeni')
    .getByText(words('lead.tried', { n: 1 }))
    .waitFor();
  await write('Siti Maryam');
  await press(one('Siti Maryam'), 'lead.no');
  await one('Siti Maryam').getByText(words('lead.no_sure')).waitFor();
  await look(stage, page, 'leads-no-360');
  await press(one('Siti Maryam'), 'lead.no_now');
  await one('Siti Maryam').waitFor({ state: 'detached' });

  // Somebody new: without her yes nothing is kept.
  await press(page, 'lead.tell');
  const sheet = page.getByRole('dialog');
  await sheet.getByLabel(words('lead.name'), { exact: true }).fill('Wulan Sari');
  await press(sheet, 'lead.kind_milk');
  await sheet.getByText(words('lead.why_consent')).waitFor();
  await look(stage, page, 'leads-tell-360');
  await sheet.getByLabel(words('lead.consent')).check();
  await press(sheet, 'lead.save');
  await one('Wulan Sari').waitFor();
  await noKeys(page, 'leads');
  await fits(page, 'leads');

  await page.context().setOffline(false);
  const rows = await until(async () => {
    const known = await officer.rows();
    return known.find('campaign_lead', (l) => l.name === 'Wulan Sari') && known;
  });
  const of = (id) => rows.find('campaign_lead', (l) => l.id === id);
  assert.deepEqual([of(dewi).state, of(dewi).outcome], ['visited', 'came']);
  assert.ok(of(dewi).confirmed_at && of(dewi).visitor_name);
  assert.deepEqual([of(ani).state, of(ani).tries], ['not_met', 1]);
  assert.deepEqual([of(siti).state, of(siti).name], ['refused', undefined], 'her name is nowhere any more');
  assert.equal(of(rini).state, 'told');
  const list = await (
    await fetch(house.address + '/api/v1/leads', { headers: { Cookie: officer.cookie } })
  ).json();
  assert.equal(list.leads[0].id, rini, 'the desk sees first who has the least time');
}
