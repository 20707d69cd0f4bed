// Link pages: a preview changes nothing; one browser shuts the other out; what people write stays writing.
import assert from 'node:assert/strict';
import { DESK, look, openLink, signIn, someone, words } from '../people.mjs';
import * as ride from '../ride.mjs';

export async function two_browsers(stage) {
  const url = stage.house.links.get('Mega Puspita');
  for (let i = 0; i < 3; i++) {
    const preview = await fetch(url);
    assert.equal(preview.status, 200);
    assert.ok(!(await preview.text()).includes('Mega'), 'a preview names nobody');
    assert.equal(preview.headers.get('set-cookie'), null, 'a preview binds nobody');
  }
  const hers = await openLink(stage, url);
  const other = await openLink(stage, url);
  await other.getByText('Mega').first().waitFor();
  await hers.getByRole('button', { name: words('page.viewers.move'), exact: true }).click();
  await hers.getByText(words('page.ok.moved')).waitFor();
  await look(stage, hers, 'mother-moved-360');
  const answer = await other.reload();
  assert.ok(answer.status() >= 400, `the other browser still gets ${answer.status()}`);
  assert.ok(!(await other.locator('body').innerText()).includes('Mega'));
  await look(stage, other, 'link-gone-360');
}

/** Quotes, signs of a spreadsheet, a script, signs that turn the writing round: all of it is just a name. */
const CORPUS = [
  `Siti "Ani" O'Neil`,
  '<script>alert(1)</script>',
  '=1+1',
  '<img src=x onerror=alert(2)>',
  'Nur \u{1F37C} ibu',
  'ab \u202Edcba',
  '{{7*7}} ${7*7} &amp;',
];

export async function writing_stays_writing(stage) {
  const officer = await signIn(stage, 'petugas', DESK);
  await officer.goto(stage.house.address + '/#/mothers');
  for (const name of CORPUS) {
    await officer
      .getByRole('button', { name: words('admission.new') })
      .first()
      .click();
    await fillForm(officer, name);
    await officer.locator('dialog button[type=submit]').click();
    await officer.locator('dialog').waitFor({ state: 'detached' });
  }
  const rows = async () => (await (await stage.house.as('petugas')).rows()).all('milk_application');
  await ride.until(
    async () => (await rows()).filter((p) => CORPUS.some((n) => p.babies[0].name === n)).length >= 5,
  );
  const text = await officer.locator('body').innerText();
  for (const shown of ['<script>alert(1)</script>', '=1+1', '{{7*7}} ${7*7} &amp;'])
    assert.ok(text.includes(shown), `${shown} is shown as it was written`);
  await look(stage, officer, 'desk-mothers-1366');
  const mother = await openLink(stage, stage.house.links.get('Sri Wahyuni'));
  await mother.locator('[name=name]').evaluate((field) => (field.closest('details').open = true));
  await mother.locator('[name=name]').fill(CORPUS[1]);
  await mother.locator('[name=relation]').fill(CORPUS[3]);
  await mother.getByRole('button', { name: words('page.recipients.save'), exact: true }).click();
  await mother.getByText(CORPUS[1]).first().waitFor();
  await look(stage, mother, 'mother-recipients-360');
}

/** Writes the same into every text field of the form on the screen, and what they need into the others. */
async function fillForm(page, text) {
  const dialog = page.locator('dialog');
  await dialog.waitFor();
  for (const field of await dialog.locator('input').all()) {
    const type = await field.getAttribute('type');
    const mode = await field.getAttribute('inputmode');
    if (type === 'date') await field.fill('2026-09-01');
    else if (type === 'number') await field.fill((await field.getAttribute('step')) ? '1' : '10');
    else if (
      type === 'tel' ||
      mode === 'tel' ||
      mode === 'numeric' ||
      type === 'checkbox' ||
      type === 'time' ||
      type === 'radio'
    )
      continue;
    else await field.fill(text.slice(0, Number((await field.getAttribute('maxlength')) ?? 200)));
  }
  for (const choice of await dialog.locator('select').all()) await choice.selectOption({ index: 1 });
}

export async function opened_by_nobody(stage) {
  const page = await someone(stage, DESK);
  const answer = await page.goto(
    stage.house.address + '/t/kebakkramat1-0000000000000000000000000-0000000000000000000000000',
  );
  assert.equal(answer.status(), 404);
  await look(stage, page, 'link-absent-1366');
}
