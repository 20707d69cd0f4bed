// A cadre's group on her phone, all of it without signal: who was told of is invited and joins, a baby is asked about,
// what was given is answered with help, a problem finds what helped somebody else, a meeting is held; then there is
// signal, and the health centre knows it all.
import assert from 'node:assert/strict';
import { circle } from '../circle.mjs';
import { PHONE, ROOT, fits, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';
import { readFileSync } from 'node:fs';
import path from 'node:path';

/** Words that stand beside the rules of the rooms, not in the app's own. */
const RULES = Object.assign(
  {},
  ...['supportgroup', 'member'].map((name) =>
    JSON.parse(readFileSync(path.join(ROOT, `internal/core/text/${name}.id.json`), 'utf8')),
  ),
);
const press = (page, key, params) =>
  page
    .getByRole('button', { name: words(key, params), exact: true })
    .first()
    .click();
const tap = (page, text) => page.getByRole('button', { name: text, exact: true }).first().click();

export async function a_cadre_leads_her_group_without_signal(stage) {
  const { house } = stage;
  const { group, sri, dewi, lina, arga, experience, officer } = await circle(house);
  const page = await signIn(stage, 'kader-bojong', PHONE);
  await page.goto(`${house.address}/#/group`);
  const due = page.getByRole('region', { name: words('group.to_invite'), exact: true });
  await due.getByText('Sri Wahyuni').waitFor();
  await look(stage, page, 'group-invite-360');
  for (const tab of ['checks', 'meetings', 'problems', ''])
    await page.goto(`${house.address}/#/group/${tab}`);
  await page.context().setOffline(true);

  // Sri is asked at her door and comes; Lina, whom nothing reminded of, joins at once.
  const hers = due.getByRole('listitem').filter({ hasText: 'Sri Wahyuni' });
  await hers.getByRole('button', { name: words('group.invite'), exact: true }).click();
  await hers.getByRole('button', { name: words('group.way_in_person'), exact: true }).click();
  const waits = page.getByRole('region', { name: words('group.invited'), exact: true });
  await waits.getByRole('button', { name: words('group.accepts'), exact: true }).click();
  const members = page.getByRole('region', { name: words('group.members'), exact: true });
  await members.getByText('Sri Wahyuni').waitFor();
  await press(page, 'group.ask_another');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Lina Marlina/ })
    .click();
  await press(page, 'group.joins_now');
  await members.getByText('Lina Marlina').waitFor();

  // The five questions: what is believed.
  await members.getByRole('button', { name: /^Sri Wahyuni/ }).click();
  await look(stage, page, 'group-members-360');
  await press(page, 'group.questions');
  const ask = page.getByRole('dialog');
  for (const code of ['first_milk', 'water', 'more_often', 'work', 'fever'])
    await ask
      .getByRole('group', { name: RULES['supportgroup.question.' + code], exact: true })
      .getByRole('radio', {
        name: RULES['supportgroup.answer.' + (code === 'water' ? 'yes' : 'unsure')],
        exact: true,
      })
      .check();
  await press(page, 'group.save');

  // The month's check: yesterday milk alone, before that water by the grandmother; help comes with the answer.
  await page.goto(`${house.address}/#/group/checks`);
  await press(page, 'group.ask', { name: 'Arga' });
  const check = page.getByRole('dialog');
  await check.getByRole('radio', { name: words('feeding.exclusive'), exact: true }).check();
  await check.getByRole('radio', { name: words('group.since_not_exclusive'), exact: true }).check();
  for (const key of ['group.given_water', 'group.ago_yesterday', 'group.giver_grandmother'])
    await tap(check, words(key));
  await tap(check, words('group.reason_relatives'));
  await look(stage, page, 'group-check-360');
  await press(page, 'group.save');
  await check.getByText(words('group.help_relatives')).waitFor();
  await press(page, 'group.help_more');
  await look(stage, page, 'group-problem-360');
  await press(page, 'group.save');
  await page.getByRole('dialog').getByText('mendengar dari ibu-ibu lain').waitFor();
  await press(page, 'group.shown_her');

  // For a reason whose sentence no midwife has let in nothing is read out: she has it on her list.
  await page.goto(`${house.address}/#/group/checks`);
  await press(page, 'group.ask', { name: 'Bima' });
  const other = page.getByRole('dialog');
  await other.getByRole('radio', { name: words('feeding.not_exclusive'), exact: true }).check();
  await other.getByRole('radio', { name: words('group.since_not_exclusive'), exact: true }).check();
  await tap(other, words('group.given_water'));
  await tap(other, words('group.reason_crying'));
  await press(page, 'group.save');
  await other.getByText(words('group.help_midwife'), { exact: true }).waitFor();
  await look(stage, page, 'group-help-midwife-360');
  await press(page, 'group.enough');

  // A meeting that was held: Sri with her mother-in-law.
  await page.goto(`${house.address}/#/group/meetings`);
  await press(page, 'group.tell_held');
  const meet = page.getByRole('dialog').getByRole('group', { name: 'Sri Wahyuni', exact: true });
  for (const who of ['mother', 'grandmother']) await tap(meet, RULES['supportgroup.kin.' + who]);
  await tap(page.getByRole('dialog'), RULES['supportgroup.topic.family_support']);
  await look(stage, page, 'group-meeting-360');
  await press(page, 'group.save');
  await page.getByText(words('group.came', { n: 1, family: 1 })).waitFor();
  await noKeys(page, 'meetings of a group');
  await fits(page, 'meetings of a group');

  await page.context().setOffline(false);
  const known = await until(async () => {
    const rows = await officer.rows();
    const problem = rows.find('member_problem', (p) => p.mother === sri);
    const meeting = rows.find('group_meeting', (m) => m.group === group && m.state === 'held');
    return meeting && problem?.state === 'answered' && { rows, problem, meeting };
  });
  const row = (mother) => known.rows.find('group_member', (m) => m.mother === mother);
  assert.deepEqual([row(sri).state, row(lina).state], ['member', 'member']);
  assert.equal(row(sri).joining.score, 0, 'what is not sure and what is not so are no right answers');
  const fed = known.rows.find('feeding', (f) => f.baby === arga);
  assert.deepEqual(
    [fed.answer, fed.last_day, fed.given, fed.given_by],
    ['not_exclusive', 'exclusive', ['water'], 'grandmother'],
  );
  const passed = known.rows.find('member_problem', (p) => p.mother === dewi);
  assert.ok(passed?.code === 'crying' && passed.passed_at, 'the midwife has what nobody could answer');
  assert.equal(known.problem.tried, experience);
  assert.deepEqual([known.meeting.came, known.meeting.family], [1, 1]);
}
