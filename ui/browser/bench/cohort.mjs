// The children of the day: as many as come to a big posyandu, of all ages to five, each with the weights of two months
// before, drawn the same in every run.
import { newId } from '../house.mjs';
import { dayFrom } from '../village.mjs';

const [CADRE, MIDWIFE, OFFICER] = ['kader-bojong', 'bidan-bojong', 'petugas-bojong'];
const NAMES = [
  'Aditya',
  'Bintang',
  'Citra',
  'Dewi',
  'Eko',
  'Fitri',
  'Gilang',
  'Hana',
  'Indra',
  'Joko',
  'Kirana',
  'Laras',
];
const SECOND = ['Anggraini', 'Hidayat', 'Lestari', 'Pratama', 'Saputra'];

/** The day: today; or the last 15 August, when every child is measured and has a capsule. */
export function weighedOn(great) {
  const today = dayFrom(0);
  if (!great) return today;
  const year = Number(today.slice(0, 4)) - (today < today.slice(0, 4) + '-08-15' ? 1 : 0);
  return `${year}-08-15`;
}
const DAY = 86_400_000;
/** The civil day so many days before another. */
const before = (day, days) => new Date(Date.parse(day) - days * DAY).toISOString().slice(0, 10);
const MONTH_DAYS = 30.44;

/** Near the middle of the WHO's weights for a month of age, in grams; what is to be entered is what matters here. */
const MIDDLE = [3300, 4400, 5300, 6100, 6700, 7200, 7600, 8000, 8300, 8600, 8900, 9200, 9400];
const middle = (months) => MIDDLE[months] ?? 9400 + (months - 12) * 190;
const lengthOf = (months) =>
  Math.round(500 + 250 * Math.min(1, months / 12) + Math.max(0, months - 12) * 8) / 10;
const comma = (n) => String(n).replace('.', ',');

/** By name, as the list has them. Every twelfth time a comma is forgotten (52 for 5,2). */
export function cohort(many, great) {
  const day = weighedOn(great);
  const children = Array.from({ length: many }, (_, i) => {
    const months = (i * 7 + 1) % 59;
    const grams = Math.round((middle(months) * (0.9 + ((i * 13) % 20) / 100)) / 100) * 100;
    const kg = comma(grams / 1000);
    const name = `${NAMES[i % NAMES.length]} ${SECOND[Math.floor(i / NAMES.length) % SECOND.length]} ${String.fromCharCode(65 + (i % 26))}`;
    const stalls = i % 15 === 4;
    const weights = [2, 1]
      .filter((n) => n < months)
      .map((n) => ({ on: before(day, n * 31), weight_g: stalls ? grams : grams - 300 * n }));
    return {
      name,
      sex: i % 2 ? 'male' : 'female',
      months,
      born: before(day, Math.round(months * MONTH_DAYS) + 12),
      kg,
      weights,
      ...(i % 12 === 7 && kg.includes(',') ? { slip: kg.replace(',', '') } : {}),
      length: comma(lengthOf(months)),
      lying: months < 24,
      capsule: months < 6 ? '' : months < 12 ? 'blue' : 'red',
    };
  });
  return children.sort((a, b) => a.name.localeCompare(b.name));
}

/** A posyandu of its own with these children and what they weighed before. */
export async function settle(house, children, great) {
  const [officer, cadre, midwife] = [await house.as(OFFICER), await house.as(CADRE), await house.as(MIDWIFE)];
  const mine = await cadre.rows();
  const [village] = mine.all('village');
  const posyandu = newId();
  await officer.must('registry.set_posyandu', {
    posyandu,
    village: village.id,
    name: 'Melati 60',
    open_day: Number(weighedOn(great).slice(8)),
    cadres: mine
      .all('worker')
      .slice(0, 1)
      .map((w) => w.id),
  });
  for (const { name, sex, born, weights } of children) {
    const child = newId();
    await officer.must('registry.register', {
      person: child,
      kind: 'resident',
      name,
      sex,
      born,
      village: village.id,
      posyandu,
    });
    for (const { on, weight_g } of weights)
      await midwife.must('health.weigh', {
        weighing: newId(),
        child,
        on,
        posyandu,
        weight_g,
        source: 'list',
      });
  }
  return { posyandu };
}
