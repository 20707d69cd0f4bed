// A seller of Bojong Nangka with both certificates, ten leaflets under one code and a page of their own, as the walks
// find them.
import assert from 'node:assert/strict';
import { newId } from './house.mjs';
import { dayFrom } from './village.mjs';

/** Reads an address of the door as somebody of the staff. */
export async function read(house, caller, where) {
  const answer = await fetch(`${house.address}/api/v1/${where}`, { headers: { Cookie: caller.cookie } });
  assert.equal(answer.status, 200, where);
  return await answer.json();
}

export async function stall(house, name = 'Slamet Riyadi') {
  const [head, officer] = [await house.as('kepala-bojong'), await house.as('petugas-bojong')];
  const { facility } = await read(house, officer, 'me');
  const villages = (await officer.rows()).all('village').slice(0, 2);
  const [seller, batch] = [newId(), newId()];
  await head.must('workforce.add_worker', {
    worker: seller,
    name,
    phone: '0812 3000 4000',
    kinds: ['seller'],
  });
  for (const [i, course] of ['breastfeeding_basics', 'breast_massage'].entries())
    await head.must('workforce.certify', {
      worker: seller,
      course,
      number: 'KASI-' + newId().slice(-6).toUpperCase() + i,
      valid_from: dayFrom(-10),
      valid_to: dayFrom(i ? 20 : 300),
    });
  await officer.must('campaign.enlist', {
    seller,
    kind: 'jamu',
    villages: villages.map((v) => v.id),
    days: [1, 3, 5],
    language: 'id',
    phone: 'smart',
  });
  await officer.must('campaign.receive', { material: 'leaflet', count: 50 });
  const { result } = await officer.must('campaign.hand_over', {
    batch,
    seller,
    material: 'leaflet',
    count: 10,
    village: villages[0].id,
  });
  await officer.must('campaign.send_page', { seller });
  const sent = (await officer.rows()).all('message').find((m) => m.kind === 'seller_page' && m.link);
  assert.ok(sent, 'the page was sent');
  return { officer, head, seller, batch, villages, slug: facility.slug, code: result.code, link: sent.link };
}
