// What if: the head chooses what to compare, watches the days being played, reads plots and table, and takes them along.
import assert from 'node:assert/strict';
import { DESK, look, noKeys, signIn, words } from '../people.mjs';

const PLAYED = { timeout: 90_000 }; // a shared machine plays slowly

export async function head_asks_what_if(stage) {
  const head = await signIn(stage, 'kepala', DESK);
  await head.goto(stage.house.address + '/#/whatif');
  await head.getByText(words('whatif.caveat')).waitFor();
  await look(stage, head, 'what-if-question-1366');

  await head.getByLabel(words('whatif.days')).selectOption('7');
  await head.getByLabel(words('whatif.scenario_demand')).check();
  await head.getByRole('button', { name: words('whatif.run'), exact: true }).click();
  const table = head.getByRole('table');
  await table.waitFor(PLAYED);
  const now = table.getByRole('row', { name: words('whatif.scenario_now') });
  assert.match(await now.innerText(), /\d/, 'what is there now has its figures');
  await head.getByText(words('whatif.figure_kept')).first().waitFor();
  await head.getByText(words('whatif.travel')).waitFor();
  await look(stage, head, 'what-if-answer-1366');
  await noKeys(head, 'what if');

  const href = await head.locator('a[download][href*="result.csv"]').getAttribute('href');
  const file = await head.request.get(stage.house.address + href);
  const csv = await file.text();
  for (const has of ['whatif.scenario_now', 'whatif.scenario_demand', 'whatif.caveat', 'whatif.figure_kept'])
    assert.ok(csv.includes(words(has)), `the file says ${has}`);

  await head.getByRole('tab', { name: words('whatif.group_teams') }).click();
  await head.getByRole('button', { name: words('whatif.run'), exact: true }).waitFor();
  await head.getByLabel(words('whatif.days')).selectOption('7');
  await head.getByRole('button', { name: words('whatif.run'), exact: true }).click();
  await table.waitFor(PLAYED);
  assert.match(await table.innerText(), new RegExp(words('whatif.figure_rice')), 'a team can owe rice');
  await look(stage, head, 'what-if-teams-1366');

  const desk = await signIn(stage, 'pengatur', DESK);
  assert.equal(
    await desk.locator('a[href="#/whatif"]').count(),
    0,
    'the question is the head’s, not the desk’s',
  );
}
