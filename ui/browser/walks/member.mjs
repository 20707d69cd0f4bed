// A mother's own page: she is asked by her link, joins, sees the curve and the months of her twins, when the group meets
// and who is in it, and asks for help; a danger sign is heard at once.
import assert from 'node:assert/strict';
import { circle } from '../circle.mjs';
import { newId } from '../house.mjs';
import path from 'node:path';
import { DESK, SCREENS, look, noKeys, openLink, words } from '../people.mjs';
import { dayFrom } from '../village.mjs';

/** The page to which the message of an invitation leads. */
async function pageOf(officer, name) {
  const sent = (await officer.rows())
    .all('message')
    .find((m) => m.kind === 'group_invited' && m.to_name === name);
  assert.ok(sent?.link, `${name} has an invitation with a link`);
  return sent.link;
}

export async function a_mother_joins_and_asks(stage) {
  const { house } = stage;
  const { group, sri, dewi, lina, officer } = await circle(house);
  const cadre = await house.as('kader-bojong');
  const rows = async () => (await cadre.rows()).all('group_member');
  const row = async (mother) => (await rows()).find((m) => m.mother === mother);
  const invite = async (mother, way) => {
    const member = (await row(mother))?.id ?? newId();
    await cadre.must('supportgroup.invite', { member, mother, group, way });
    return member;
  };
  await cadre.must('supportgroup.answer', { member: await invite(sri, 'in_person'), accept: true });
  await cadre.must('supportgroup.plan_meeting', {
    meeting: newId(),
    group,
    on: dayFrom(9),
    from: '09:00',
    place: 'Rumah Bu RT 03',
    topics: ['position', 'family_support'],
  });
  await invite(dewi, 'link');
  const url = await pageOf(officer, 'Dewi Anggraeni');
  assert.ok(!(await (await fetch(url)).text()).includes('Dewi'), 'a preview names nobody');

  const page = await openLink(stage, url);
  await look(stage, page, 'member-invited-360');
  assert.ok(!(await page.locator('body').innerText()).includes('Sri'), 'who has not joined sees nobody');
  await page.getByRole('button', { name: words('page.member.accept'), exact: true }).click();
  await page.getByText(words('page.ok.joined')).waitFor();
  await page.getByText('Rumah Bu RT 03').waitFor();
  const text = await page.locator('body').innerText();
  assert.ok(
    text.includes('Sri') && !text.includes('Wahyuni') && !text.includes('Arga'),
    'first names, and no children',
  );

  // The twins are weighed twice and asked about; the second weight of Bayu is one that is doubted.
  for (const [i, baby] of (await row(dewi)).babies.entries()) {
    await cadre.must('health.weigh', {
      weighing: newId(),
      child: baby.id,
      on: dayFrom(-36),
      weight_g: 3100 + 200 * i,
      source: 'measured',
    });
    await cadre.must('health.weigh', {
      weighing: newId(),
      child: baby.id,
      on: dayFrom(-3),
      weight_g: i ? 6400 : 4300,
      source: 'measured',
    });
    await cadre.must('health.feeding', {
      feeding: newId(),
      baby: baby.id,
      source: 'told',
      on: dayFrom(-3),
      last_day: 'exclusive',
      since_last: 'exclusive',
    });
  }
  await page.reload();
  assert.equal(await page.locator('svg.growth').count(), 2, 'a curve each');
  assert.equal(await page.locator('[data-is=yes]').count(), 2, 'a month each');
  await noKeys(page, 'member');
  await look(stage, page, 'member-360');
  await page
    .screenshot({ path: path.join(SCREENS, 'member-360-full.png'), fullPage: true })
    .catch(() => undefined);
  await page.getByText(words('page.member.figures')).first().click();
  await page.setViewportSize(DESK);
  await look(stage, page, 'member-1366');
  await page.setViewportSize({ width: 360, height: 640 });

  // A question; then one with a danger sign, which is a request at the desk.
  const ask = async (code, sign) => {
    await page.locator('#tanya summary').click();
    await page.locator('#tanya select').selectOption(code);
    if (sign) await page.locator(`#tanya input[value=${sign}]`).check();
    await page.locator('#tanya textarea').fill('Bayi menolak <b>menyusu</b>');
    await page.getByRole('button', { name: words('page.member.ask_send'), exact: true }).click();
  };
  await ask('latch');
  await page.getByText(words('page.ok.asked'), { exact: true }).waitFor();
  await ask('crying', 'F01');
  await page.getByText(words('page.ok.asked_urgent'), { exact: true }).waitFor();
  await look(stage, page, 'member-urgent-360');
  const told = (await cadre.rows()).all('member_problem').filter((p) => p.mother === dewi);
  assert.equal(told.length, 2);
  assert.ok(
    told.some((p) => p.request),
    'the desk has a request',
  );

  // What once helped her is shared with the cadre, and waits for the midwife.
  await page.locator('#cerita summary').click();
  await page.locator('#cerita select').selectOption('crying');
  await page.locator('#cerita textarea[name=what]').fill('Rewel tiap sore');
  await page.locator('#cerita textarea[name=helped]').fill('Digendong dulu, lalu disusui');
  await look(stage, page, 'member-share-360');
  await page.getByRole('button', { name: words('page.member.share_send'), exact: true }).click();
  await page.getByText(words('page.ok.story_shared'), { exact: true }).waitFor();
  const story = (await cadre.rows()).find('experience', (x) => x.what === 'Rewel tiap sore');
  assert.ok(story?.own && story.state === 'draft', 'the cadre sees it, the midwife reads it first');

  // Lina is asked by her link too and says no: nothing else changes for her.
  await invite(lina, 'link');
  const hers = await openLink(stage, await pageOf(officer, 'Lina Marlina'));
  await hers.getByRole('button', { name: words('page.member.decline'), exact: true }).click();
  await hers.getByText(words('page.ok.declined')).waitFor();
  assert.equal((await row(lina)).state, 'declined');
}
