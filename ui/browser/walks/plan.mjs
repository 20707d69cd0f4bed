// The day plan: a dispatcher drags a job and sees what it costs before it is done, takes it back, tries it by keyboard
// and on a phone; a courier sees the order of his day and why a job went to somebody else.
import assert from 'node:assert/strict';
import { DESK, PHONE, button, fits, look, noKeys, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

/** The couriers' plans as the dispatcher holds them, when nothing is being planned any more: the last day first. */
const settled = (desk) =>
  until(async () => {
    const rows = await desk.rows();
    const plans = rows.all('day_plan').filter((p) => p.group === 'couriers');
    if (plans.length === 0 || plans.some((p) => p.version === 0 || p.stale_since)) return null;
    const routesOf = (plan) => rows.all('day_route').filter((r) => r.plan === plan.id);
    return { rows, routesOf, plans: plans.sort((a, b) => b.day.localeCompare(a.day)) };
  });
const carrier = (rows, job) => rows.all('day_route').find((r) => r.stops.some((s) => s.job === job))?.worker;
const nameOf = (rows, id) => rows.find('worker', (w) => w.id === id).name;

/** A job that another courier of its day could have too, of those that `may` says. */
async function somethingToMove(desk, may = () => true) {
  const { rows, plans, routesOf } = await settled(desk);
  for (const plan of plans)
    for (const route of routesOf(plan).filter((r) => may(rows, r)))
      for (const { job } of route.stops)
        for (const { worker } of plan.workers.filter((w) => w.worker !== route.worker)) {
          const move = { group: plan.group, day: plan.day, version: plan.version, job, worker, place: -1 };
          const { said } = await desk.post('plan/try', move);
          if (said && !said.why)
            return { rows, plan, route, job, from: route.worker, to: worker, at: said.at };
        }
  throw new Error('nothing of the plan can be moved');
}

export async function dispatcher_drags_a_run(stage) {
  const { house } = stage;
  const desk = await house.as('pengatur');
  const { rows, plan, job, from, to } = await somethingToMove(desk);
  const page = await signIn(stage, 'pengatur', DESK);
  await page.goto(`${house.address}/#/dayplan/couriers/${plan.day}`);
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
  await until(async () => carrier((await settled(desk)).rows, job) === to);
  await undo.click();
  await page.getByText(words('plan.undone')).waitFor();
  await until(async () => {
    const now = (await settled(desk)).rows;
    return carrier(now, job) === from && !now.find('plan_wish', (w) => w.id === job)?.worker;
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
  await page.getByText(words('plan.offline').split('{')[0]).waitFor();
  await fits(page, 'the day plan without signal');
  await page.context().setOffline(false);
}

export async function courier_sees_his_day(stage) {
  const { house } = stage;
  const desk = await house.as('pengatur');
  const logins = new Set([...house.logins.values()].map((login) => login.name));
  // The phone shows the nearest day on which somebody has something.
  const nearest = (rows, r) =>
    rows.all('day_route').every((other) => other.worker !== r.worker || other.day >= r.day);
  const moved = await somethingToMove(
    desk,
    (rows, r) => logins.has(nameOf(rows, r.worker)) && nearest(rows, r),
  );
  const { rows, route } = moved;

  const page = await signIn(stage, house.keyOf(nameOf(rows, moved.from)), PHONE);
  const order = page.locator('section.order');
  await order.getByRole('listitem').first().waitFor();
  assert.equal(await order.getByRole('listitem').count(), route.stops.length, 'his stops in their order');
  await order.scrollIntoViewIfNeeded();
  await noKeys(page, 'the order of the day');
  await look(stage, page, 'courier-order-360');

  const { version } = (await settled(desk)).plans.find((p) => p.id === route.plan);
  const { job, to: worker, at } = moved;
  await desk.must('plan.move', { group: 'couriers', day: route.day, job, worker, at, version });
  await page.getByRole('button', { name: words('plan.moved_from_me'), exact: true }).click();
  await page
    .getByRole('status')
    .filter({ hasText: words('plan.moved_why').split('{')[0] })
    .waitFor();
  await look(stage, page, 'courier-order-moved-360');
}
