// The visits to the sick as the walks begin them: a team on duty, a request that came by telephone, the team sent.
import assert from 'node:assert/strict';
import { newId } from './house.mjs';

const HOUR = 3_600_000;
/** Somebody's name, without the health centre that stands behind it in the list of logins. */
export const nameOf = (house, key) => house.logins.get(key).name.split(' · ')[0];

/** The desk of Sempu and its team: a doctor and a driver with a vehicle. Made once a house, found again after; now is the hour there. */
export async function teamOf(house, now = Date.now()) {
  const desk = await house.as('pengatur-sempu');
  const rows = await desk.rows();
  const worker = (key) => rows.find('worker', (w) => w.name === nameOf(house, key)).id;
  const members = [worker('dokter-sempu'), worker('sopir-sempu')];
  const there = rows.find(
    'team',
    (t) => t.state !== 'ended' && members.every((id) => t.members.some((m) => m.id === id)),
  );
  if (there) return { desk, team: there.id, members };
  const [team, vehicle] = [newId(), newId()];
  const carries = { seats: 3, stretcher: true, wheelchair: false, roads: ['paved'] };
  const name = 'Ambulans desa ' + team.slice(-3);
  await desk.must('fleet.add_vehicle', { vehicle, name, call_sign: 'JZ13XYZ', ...carries });
  const from = new Date(now - HOUR).toISOString();
  const to = new Date(now + 8 * HOUR).toISOString();
  await desk.must('fleet.form_team', {
    team,
    name: 'Tim Chips',
    call_sign: 'Primadona 1',
    members,
    vehicle,
    from,
    to,
  });
  return { desk, team, members };
}

/** Somebody ill at home, told to the desk by telephone, and the team sent to them. */
export async function sentTo(house, patient, more = {}) {
  const { desk, team } = await teamOf(house);
  const rows = await desk.rows();
  const village = rows.all('village')[0];
  assert.ok(village, 'Sempu has villages');
  const visit = newId();
  await desk.must('need.request', {
    case: visit,
    kind: 'visit_request',
    patient: { name: patient, phone: '089912345678' },
    where: {
      village: village.id,
      text: 'RT 03 RW 02, dekat musala',
      lat: village.lat + 0.004,
      lon: village.lon,
    },
    what: 'Pusing dan lemas sejak pagi',
    door: 'phone',
    ...more,
  });
  await desk.must('visit.send', { visit, team });
  return { desk, visit, village };
}

export const visitOf = async (desk, id) => (await desk.rows()).find('home_visit', (v) => v.id === id);
export const stepsOf = async (desk, id) =>
  (await desk.rows()).all('home_visit_step').filter((s) => s.visit === id);
