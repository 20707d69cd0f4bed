// A village as a midwife has it: who is pregnant, small, old and alone, where they live, what was recorded and found.
import assert from 'node:assert/strict';
import { newId } from './house.mjs';

const DAY = 86_400_000;
/** The civil day some days from now, as the clock on the wall has it. */
export const dayFrom = (days) =>
  new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Jakarta' }).format(Date.now() + days * DAY);

const PREGNANCY = 280;
/** Who lives where: hamlet, then what is said of them; a day is days from today. */
const PEOPLE = [
  { key: 'ani', name: 'Ani Kurniasih', hamlet: 'Krajan', born: -9600, due: 40, phone: '089911110001' },
  { key: 'bela', name: 'Bela Safitri', hamlet: 'Darungan', born: -8400, due: 130, phone: '089911110002' },
  { key: 'citra', name: 'Citra Ayu', hamlet: 'Krajan', born: -10200, due: 210, phone: '089911110003' },
  { key: 'dimas', name: 'Dimas', hamlet: 'Krajan', born: -500, sex: 'male', mother: 'citra' },
  { key: 'eka', name: 'Eka', hamlet: 'Darungan', born: -400, mother: 'bela' },
  { key: 'fajar', name: 'Fajar', hamlet: 'Darungan', born: -900, sex: 'male' },
  { key: 'karto', name: 'Mbah Karto', hamlet: 'Krajan', born: -31000, sex: 'male', alone: true },
  { key: 'minah', name: 'Mbah Minah', hamlet: 'Darungan', born: -29000, alone: true },
  { key: 'ratri', name: 'Ratri Hastuti', hamlet: 'Krajan', born: -9000, due: 90, hidden: true },
];

/** Makes them once a house; the second time they are there already. */
const made = new WeakMap();
export function villageOf(house) {
  if (!made.has(house)) made.set(house, settle(house));
  return made.get(house);
}

async function settle(house) {
  const officer = await house.as('petugas-sempu');
  const midwife = await house.as('bidan-sempu');
  const [village] = (await midwife.rows()).all('village');
  assert.ok(village, 'the midwife serves a village');
  const ids = new Map();
  const houses = new Map();
  for (const [i, one] of PEOPLE.entries()) {
    const [person, place, household] = [newId(), newId(), newId()];
    const home = {
      lat: village.lat + ((i % 3) - 1) * 0.004,
      lon: village.lon + (Math.floor(i / 3) - 1) * 0.004,
    };
    const at = { village: village.id, hamlet: one.hamlet, rt: String(1 + (i % 3)), rw: '2', home };
    await officer.must('registry.set_house', { house: place, ...at });
    await officer.must('registry.set_household', { household, house: place });
    await officer.must('registry.register', {
      person,
      kind: 'resident',
      name: one.name,
      sex: one.sex ?? 'female',
      born: dayFrom(one.born),
      village: village.id,
      household,
      relation: one.mother ? 'child' : 'head',
      ...(one.phone ? { phone: one.phone } : {}),
      ...(one.due ? { due: dayFrom(one.due) } : {}),
      ...(one.alone ? { lives_alone: true } : {}),
      ...(one.mother ? { mother: ids.get(one.mother) } : {}),
      ...(one.hidden ? { hidden_address: true } : {}),
    });
    ids.set(one.key, person);
    houses.set(one.key, place);
  }
  const record = (key, on, more) =>
    midwife.must('health.record', {
      record: newId(),
      person: ids.get(key),
      on: dayFrom(on),
      place: 'home',
      ...more,
    });
  // Ani had her first contact and one in the middle; what was due between has passed.
  await record('ani', 40 - PREGNANCY + 60, { kind: 'antenatal', antenatal: { code: 'K1' } });
  await record('ani', -70, {
    kind: 'antenatal',
    antenatal: { code: 'K3' },
    vitals: { systolic_mmhg: 118, diastolic_mmhg: 76 },
  });
  await record('bela', -20, { kind: 'antenatal', antenatal: { code: 'K1' } });
  const child = (key, on, vitals) => record(key, on, { kind: 'child', vitals });
  await child('dimas', -8, { weight_g: 8200, length_mm: 760, muac_mm: 121 });
  for (const [on, weight_g] of [
    [-75, 8600],
    [-45, 8600],
    [-12, 8500],
  ])
    await child('eka', on, { weight_g });
  await child('fajar', -3, { weight_g: 11800, muac_mm: 141 });
  await record('karto', -95, { kind: 'elder', elder: { falls: 1, meals_per_day: 2, walks: 'helped' } });
  await officer.must('finding.report', {
    finding: newId(),
    kind: 'latrine',
    house: houses.get('karto'),
    what: 'Belum ada jamban',
  });
  await officer.must('alarm.install', {
    house: houses.get('karto'),
    elder: ids.get('karto'),
    on: dayFrom(-10),
    can_strike: true,
  });
  return { village, ids, houses, officer, midwife };
}
