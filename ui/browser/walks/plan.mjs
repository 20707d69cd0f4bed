// The day plan: a dispatcher drags a job and sees what it costs before it is done, takes it back, tries it by keyboard
// and on a phone; a courier sees the order of his day and why a job went to somebody else.
import assert from 'node:assert/strict';
import { DESK, PHONE, button, fits, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

/** A sentence up to what is filled in. */
const begin = (key, hole) => words(key, { [hole]: '|' }).split('|')[0];
const civil = (hours) => new Date(Date.now() + hours * 3_600_000).toISOString().slice(0, 10);
/** The plan of the next day is looked at, so that the hour of the clock does not matter. */
const tomorrow = civil(7 + 24);
const HOURS = ['10:00', '10:30', '11:00', '13:00', '13:20'];

/** Mothers who are fetched from every day, so that tomorrow has something to plan. */
async function scheduled(house) {
  const officer = await house.as('petugas');
  const rows = await officer.rows();
  if (rows.all('milk_pickup').some((p) => p.day === tomorrow && p.state === 'planned')) return;
  const places = rows.all('milk_place').filter((p) => p.state === 'active');
  for (const [i, at] of HOURS.entries()) {
    const period = { from: tomorrow, kind: 'normal', weekdays: [1, 2, 3, 4, 5, 6, 7], at };
    await officer.must('schedule.set', { place: places[i].id, periods: [period] });
  }
}
/** The couriers' plan of tomorrow as the dispatcher holds it, when nothing is being planned any more. */
const settled = (desk) =>
  until(async () => {
    const rows = await desk.rows();
    const plan = rows.find('day_plan', (p) => p.group === 'couriers' && p.day === tomorrow);
    if (!plan || plan.version === 0 || plan.stale_since) return null;
    return { rows, plan, routes: rows.all('day_route').filter((r) => r.plan === plan.id) };
  }, 200);
const carrier = ({ routes }, job) => routes.find((r) => r.stops.some((s) => s.job === job))?.worker;
const nameOf = (rows, id) => rows.find('worker', (w) => w.id === id).name;

/** A job that another courier of the day could have too, of the routes that `may` says. */
async function somethingToMove(desk, may = () => true) {
  const { rows, plan, routes } = await settled(desk);
  for (const route of routes.filter((r) => may(rows, r)))
    for (const { job } of route.stops)
      for (const { worker } of plan.workers.filter((w) => w.worker !== route.worker)) {
        const move = { group: plan.group, day: plan.day, version: plan.version, job, worker, place: -1 };
        const { said } = await desk.post('plan/try', move);
        if (said && !said.why) return { rows, plan, route, job, from: route.worker, to: worker, at: said.at };
      }
  throw new Error('nothing of the plan can be moved');
}

export async function dispatcher_drags_a_run(stage) {
  const { house } = stage;
  await scheduled(house);
  const desk = await house.as('pengatur');
  const { rows, job, from, to } = await somethingToMove(desk);
  const page = await signIn(stage, 'pengatur', DESK);
  await page.goto(`${house.address}/#/dayplan/couriers/${tomorrow}`);
  const bar = page.locator(`.board [data-job="${job}"]`);
  await bar.waitFor();
  await noKeys(page, 'the day plan');
  await look(stage, page, 'desk-dayplan-1366');

  const name = (id) => nameOf(rows, id);
  const lane = page.getByRole('group', { name: name(to), exact: true }).locator('[data-lane]');
  await lane.scrollIntoViewIfNeeded();
  const [a, b] = [await bar.boundingBox(), await lane.boundingBox()];
  await page.mouse.move(a.x + 12, a.y + 8);
  await page.mouse.down();
  await page.mouse.move(a.x + 16, b.y + b.height / 2, { steps: 5 });
  await page.mouse.up();
  const cost = page.getByRole('dialog');
  await cost.locator('[data-cost]').waitFor();
  await look(stage, page, 'desk-dayplan-cost-1366');
  await cost.getByRole('button', { name: words('plan.confirm'), exact: true }).click();
  await page.getByText(words('plan.moved', { name: name(to) })).waitFor();
  const undo = page.getByRole('button', { name: words('act.undo'), exact: true });
  await until(async () => carrier(await settled(desk), job) === to);
  await undo.click();
  await page.getByText(words('plan.undone')).waitFor();
  await until(async () => {
    const now = await settled(desk);
    return carrier(now, job) === from && !now.rows.find('plan_wish', (w) => w.id === job)?.worker;
  });

  // The same by keyboard: lifted, moved a row, put down; left as it was.
  await bar.focus();
  await page.keyboard.press('Space');
  const below = await bar.evaluate((el) => !!el.closest('.lane').nextElementSibling?.matches('.lane'));
  await page.keyboard.press(below ? 'ArrowDown' : 'ArrowUp');
  await page.getByRole('status').filter({ hasText: 'Enter' }).first().waitFor();
  await page.keyboard.press('Enter');
  await cost.getByRole('button', { name: words('plan.leave'), exact: true }).click();

  // By tap on a phone.
  await page.setViewportSize(PHONE);
  await page.locator(`.lists [data-job="${job}"]`).first().click();
  await button(page, 'plan.move').click();
  await page.getByLabel(words('plan.to_whom'), { exact: true }).selectOption({ label: name(to) });
  await button(page, 'plan.see_cost').click();
  await cost.locator('[data-cost]').waitFor();
  await look(stage, page, 'desk-dayplan-cost-360');
  await cost.getByRole('button', { name: words('plan.leave'), exact: true }).click();
  await page.locator(`.lists [data-job="${job}"]`).first().click();
  await button(page, 'plan.pin', { name: name(from) }).click();
  await until(async () => (await settled(desk)).rows.find('plan_wish', (w) => w.id === job)?.worker === from);
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await look(stage, page, 'desk-dayplan-360');
  await page.context().setOffline(true);
  await page.getByText(begin('plan.offline', 'when')).waitFor();
  await fits(page, 'the day plan without signal');
  await page.context().setOffline(false);
}

export async function courier_sees_his_day(stage) {
  const { house } = stage;
  await scheduled(house);
  const desk = await house.as('pengatur');
  const logins = new Set([...house.logins.values()].map((login) => login.name));
  const { rows, route, ...moved } = await somethingToMove(desk, (all, r) =>
    logins.has(nameOf(all, r.worker)),
  );

  const page = await signIn(stage, house.keyOf(nameOf(rows, moved.from)), PHONE);
  const title = begin('plan.mine_on', 'day');
  const order = page.locator(`section.order[aria-label^="${title}"]`).last();
  await order.getByRole('listitem').first().waitFor();
  assert.equal(await order.getByRole('listitem').count(), route.stops.length, 'his stops in their order');
  await order.scrollIntoViewIfNeeded();
  await noKeys(page, 'the order of the day');
  await look(stage, page, 'courier-order-360');

  const { version } = (await settled(desk)).plan;
  const { job, to: worker, at } = moved;
  await desk.must('plan.move', { group: 'couriers', day: tomorrow, job, worker, at, version });
  await page.getByRole('button', { name: words('plan.moved_from_me'), exact: true }).click();
  await page
    .getByRole('status')
    .filter({ hasText: begin('plan.moved_why', 'why') })
    .waitFor();
  await look(stage, page, 'courier-order-moved-360');
}
