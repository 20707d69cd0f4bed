// The days ahead: a schedule is written and seen, the courier's phone shows it, he is ill and others come, a sheet of
// paper is typed in.
import assert from 'node:assert/strict';
import { DESK, PHONE, button, look, signIn, words } from '../people.mjs';
import { until } from '../ride.mjs';

const civil = (days = 0) =>
  new Date(Date.now() + 7 * 3_600_000 + days * 86_400_000).toISOString().slice(0, 10);

const KEYS = { 'Darma Saputra': 'darma', 'Hasan Mulyadi': 'hasan', 'Joko Prasetyo': 'joko' };

/** An hour that is ahead today: by day one of the day, later one of the night, for which the courier has to agree. */
async function stillToday(api) {
  if (new Date(Date.now() + 7 * 3_600_000).getUTCHours() < 15) return '16.40';
  const darma = (await api.rows()).find('worker', (w) => w.name === 'Darma Saputra');
  await api.must('travel.set_night', { worker: darma.id, agrees: true, told: true });
  return '23.40';
}

/** Who comes to a mother today, once the plan of the day knows of her: the usual courier, or whom it found nearer. */
async function comesToday(api, mother) {
  const name = await until(async () => {
    const rows = await api.rows();
    const plan = rows.find('day_plan', (d) => d.group === 'couriers' && d.day === civil());
    const it = rows.find('milk_pickup', (p) => p.day === civil() && p.mother_name === mother && p.courier);
    return plan && !plan.stale_since && it && rows.find('worker', (w) => w.id === it.courier).name;
  });
  assert.ok(name, 'nobody comes to ' + mother);
  return name;
}

export async function a_schedule_is_written_and_planned(stage) {
  const api = await stage.house.as('petugas');
  const at = await stillToday(api);
  const desk = await signIn(stage, 'petugas', DESK);
  await desk.goto(stage.house.address + '/#/schedule/places');
  await desk.locator('.list .choice').first().click();
  const mother = await desk.locator('.edit h2').innerText();
  await desk.getByLabel(words('schedule.usual')).selectOption({ label: 'Darma Saputra' });
  for (const name of ['Sab', 'Min']) await desk.locator('.days label', { hasText: name }).click();
  await desk.getByLabel(words('schedule.at')).fill(at);
  await desk.locator('.preview li').first().waitFor();
  await look(stage, desk, 'desk-schedule-editor-1366');
  await button(desk, 'schedule.save').click();
  await desk.getByText(words('schedule.saved')).waitFor();

  await desk.goto(stage.house.address + '/#/schedule');
  const name = await comesToday(api, mother);
  const lane = desk.locator('tbody tr', { hasText: name });
  await lane.getByText(mother).first().waitFor();
  await look(stage, desk, 'desk-schedule-week-1366');
  await desk.setViewportSize(PHONE);
  await look(stage, desk, 'desk-schedule-week-360');
  await desk.setViewportSize(DESK);

  const courier = await signIn(stage, KEYS[name], PHONE);
  await courier.getByRole('heading', { name: words('schedule.day.planned') }).waitFor();
  await look(stage, courier, 'courier-planned-360');

  await lane.getByRole('button', { name: words('schedule.out') }).click();
  await button(desk, 'schedule.out_save').click();
  await desk.locator('tbody tr', { hasText: name }).getByText(words('schedule.reason.ill')).waitFor();
  await lane.getByText(mother).nth(6).waitFor({ state: 'detached' });
  await courier.getByText(words('schedule.away')).waitFor();
  await lane.getByRole('button', { name: words('schedule.back') }).click();
  await lane.getByRole('button', { name: words('schedule.out') }).waitFor();
}

export async function a_holiday_takes_the_day_off(stage) {
  const desk = await signIn(stage, 'petugas', DESK);
  await desk.goto(stage.house.address + '/#/schedule/holidays');
  await desk.getByLabel(words('schedule.holiday_day')).fill(civil(3));
  await desk.getByLabel(words('schedule.holiday_name')).fill('Hari puskesmas');
  await button(desk, 'schedule.holiday_add').click();
  await desk.locator('li', { hasText: 'Hari puskesmas' }).waitFor();
  await button(desk, 'schedule.fill').click();
  await desk.locator('li', { hasText: 'Hari Lahir Pancasila' }).first().waitFor();
  await button(desk, 'schedule.fill').click();
  await desk.getByRole('alert').getByText(words('code.schedule.holidays_filled')).waitFor();
  await look(stage, desk, 'desk-schedule-holidays-1366');
}

export async function a_sheet_is_printed_and_typed_in(stage) {
  const desk = await signIn(stage, 'petugas', DESK);
  const api = await stage.house.as('petugas');
  const worker = (await api.rows()).find('worker', (w) => w.name === 'Hasan Mulyadi');
  const paper = await fetch(`${stage.house.address}/api/v1/milk/daysheet.pdf?courier=${worker.id}`, {
    headers: { Cookie: api.cookie },
  });
  assert.equal(paper.headers.get('content-type'), 'application/pdf');

  await desk.goto(stage.house.address + '/#/schedule/sheet');
  await desk.getByLabel(words('schedule.told.day')).fill(civil(-1));
  await desk.getByLabel(words('schedule.told.courier')).selectOption({ label: 'Hasan Mulyadi' });
  await desk.getByLabel(words('schedule.told.place'), { exact: true }).selectOption({ index: 1 });
  await desk.getByLabel(words('schedule.told.bag')).fill('T 77');
  const hours = { expressed: '09.00', picked_up: '10.10', delivered: '10.55' };
  for (const [key, at] of Object.entries(hours))
    await desk.getByLabel(words('schedule.told.' + key)).fill(at);
  await desk.getByLabel(words('schedule.told.received_by')).selectOption({ index: 1 });
  await look(stage, desk, 'desk-schedule-sheet-1366');
  await button(desk, 'schedule.told.save').click();
  await desk.getByText(words('schedule.told.done')).waitFor();
  await desk.locator('li.row a').first().waitFor();
}
