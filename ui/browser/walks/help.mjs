// The midwife lets in what mothers are told who gave other food: one as it is proposed, one in her own words, one no more.
import assert from 'node:assert/strict';
import { circle } from '../circle.mjs';
import { DESK, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

export async function a_midwife_lets_a_sentence_in(stage) {
  const { house } = stage;
  const { officer } = await circle(house);
  const page = await signIn(stage, 'bidan-bojong', DESK);
  await page.goto(`${house.address}/#/supportgroup`);
  await page.getByRole('tab', { name: words('help_sentence.tab_n', { n: 15 }), exact: true }).click();
  const line = (reason) =>
    page
      .getByRole('listitem')
      .filter({ hasText: words('group.reason_' + reason) })
      .first();
  const press = (reason, key) =>
    line(reason)
      .getByRole('button', { name: words(key), exact: true })
      .click();
  await press('crying', 'help_sentence.approve');
  await line('crying').getByText('disetujui').waitFor();
  await press('latch', 'help_sentence.change');
  await page.getByRole('dialog').locator('textarea').fill('Duduk tegak dulu, lalu dekatkan bayi.');
  await page.getByRole('button', { name: words('help_sentence.save'), exact: true }).click();
  await line('latch').getByText('Duduk tegak dulu').waitFor();
  await press('relatives', 'help_sentence.withdraw');
  await line('relatives').getByText(words('help_sentence.waiting')).waitFor();
  await noKeys(page, 'sentences of help');
  await look(stage, page, 'help-sentences-1366');
  const rows = await until(async () => {
    const all = (await officer.rows()).all('help_sentence');
    return all.length === 3 && all;
  });
  const of = (reason) => rows.find((x) => x.reason === reason);
  assert.deepEqual(
    [of('crying').words, of('latch').words, of('relatives').state],
    [words('group.help_crying'), 'Duduk tegak dulu, lalu dekatkan bayi.', 'withdrawn'],
  );
  assert.ok(of('latch').by_name, 'who let it in stays');
}
