// A support group of Bojong Nangka, as the walks find it.
import { newId } from './house.mjs';
import { words } from './people.mjs';
import { dayFrom } from './village.mjs';

/** A group with three mothers: Sri and Dewi have babies, Lina expects; one experience is in the bank. */
export async function circle(house) {
  const [officer, midwife, cadre] = [
    await house.as('petugas-bojong'),
    await house.as('bidan-bojong'),
    await house.as('kader-bojong'),
  ];
  const village = (await cadre.rows()).all('village')[0].id;
  const { worker } = await (
    await fetch(house.address + '/api/v1/me', { headers: { Cookie: cadre.cookie } })
  ).json();
  const group = newId();
  const join = { group, name: 'Melati', village, leader: worker };
  const one = async (name, more) => {
    const person = newId();
    await officer.must('registry.register', {
      person,
      name,
      kind: 'resident',
      village,
      sex: 'female',
      ...more,
    });
    return person;
  };
  const sri = await one('Sri Wahyuni', { born: dayFrom(-9900) });
  const dewi = await one('Dewi Anggraeni', { born: dayFrom(-9000) });
  const lina = await one('Lina Marlina', { born: dayFrom(-8500), due: dayFrom(60) });
  const arga = await one('Arga', { born: dayFrom(-75), mother: sri });
  for (const name of ['Bima', 'Bayu']) await one(name, { born: dayFrom(-40), mother: dewi, sex: 'male' });
  // Who lives there already is found when the group begins.
  await midwife.must('supportgroup.found', join);
  // What mothers are told by who gives water at home is let in; of the other reasons nothing is.
  await midwife.must('help.approve', { reason: 'relatives', words: words('group.help_relatives') });
  const experience = newId();
  await cadre.must('experience.enter', {
    experience,
    village,
    problem: 'relatives',
    month: 2,
    what: 'Nenek di rumah memberi air putih karena cuaca panas',
    helped: 'Nenek diajak ke pertemuan dan mendengar dari ibu-ibu lain',
  });
  await midwife.must('experience.approve', { experience, looked: true });
  return { group, village, sri, dewi, lina, arga, experience, officer, midwife };
}
