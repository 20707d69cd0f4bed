// The midwife's side of six months: a month that nobody asked about makes a baby unproven, she decides with a reason and
// makes the certificate, and the figure of the health centre goes from none to one; an experience is let in. The head
// sees the figures and no name.
import assert from 'node:assert/strict';
import { newId } from '../house.mjs';
import { DESK, fits, look, signIn, words } from '../people.mjs';
import { dayFrom } from '../village.mjs';

/** A group, a baby of seven months of whom month 2 is blank, and an experience that waits. */
async function half(house) {
  const [officer, cadre] = [await house.as('petugas-bojong'), await house.as('kader-bojong')];
  const village = (await cadre.rows()).all('village')[0].id;
  const baby = newId();
  await officer.must('registry.register', {
    person: baby,
    name: 'Kirana Putri',
    kind: 'resident',
    village,
    sex: 'female',
    born: dayFrom(-188),
  });
  for (const month of [0, 1, 3, 4, 5])
    await officer.must('health.feeding', {
      feeding: newId(),
      baby,
      month,
      last_day: 'exclusive',
      since_last: 'exclusive',
      source: 'told',
      on: dayFrom(0),
    });
  await cadre.must('experience.enter', {
    experience: newId(),
    village,
    problem: 'latch',
    month: 1,
    what: 'Bayi sulit melekat setelah lahir',
    helped: 'Bayi ditaruh di dada sebelum menyusu',
  });
}

export async function a_midwife_decides_and_the_figure_follows(stage) {
  const { house } = stage;
  await half(house);
  const page = await signIn(stage, 'bidan-bojong', DESK);
  await page.goto(`${house.address}/#/coverage`);
  const blank = page.getByRole('button', { name: words('coverage.what_not_proven') });
  await blank.click();
  const list = page.getByRole('dialog');
  await list.getByText('Kirana Putri').waitFor();
  await look(stage, page, 'coverage-list');
  await list.getByRole('button', { name: words('act.close'), exact: true }).click();

  await page.goto(`${house.address}/#/supportgroup`);
  await page.getByRole('tab', { name: new RegExp('^' + words('supportgroup.tab_experiences')) }).click();
  await page.getByRole('button', { name: words('supportgroup.approve'), exact: true }).click();
  await page.getByText(words('supportgroup.drafts_none')).waitFor();
  await page.getByRole('tab', { name: new RegExp('^' + words('supportgroup.tab_certificates')) }).click();
  const line = page.getByRole('listitem').filter({ hasText: 'Kirana Putri' });
  await line.getByRole('button', { name: words('supportgroup.decide'), exact: true }).click();
  const form = page.getByRole('dialog');
  await form.getByRole('button', { name: words('supportgroup.decide_yes'), exact: true }).click();
  await form.getByLabel(words('supportgroup.decide_reason')).fill('Ibu dan kader sama-sama ingat');
  await look(stage, page, 'supportgroup-decide');
  await form.getByRole('button', { name: words('supportgroup.decide_save'), exact: true }).click();
  await line.getByRole('button', { name: words('supportgroup.issue'), exact: true }).click();
  await line.getByRole('link', { name: words('supportgroup.print'), exact: true }).waitFor();
  await look(stage, page, 'supportgroup-certificates');
  await fits(page, 'the groups');

  await page.goto(`${house.address}/#/coverage`);
  const graduates = page.getByRole('button', { name: words('coverage.what_graduates') });
  await graduates.filter({ hasText: words('coverage.of', { n: 1, of: 1 }) }).waitFor();
  await look(stage, page, 'coverage');
  await fits(page, 'the coverage');

  const head = await signIn(stage, 'kepala-bojong', DESK);
  await head.goto(`${house.address}/#/coverage`);
  await head
    .getByText(words('coverage.of', { n: 1, of: 1 }))
    .first()
    .waitFor();
  assert.equal(await head.getByRole('button', { name: words('coverage.what_graduates') }).count(), 0);
  assert.equal(await head.getByText('Kirana').count(), 0);
}
