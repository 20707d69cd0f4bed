import { expect, test } from 'vitest';
import type { Envelope, HomeVisit } from './contract';
import type { Item } from './keep';
import { overlay } from './overlay';
import { queueOf } from './queue';
import { Tables } from './tables';

const AT = '2026-11-19T07:15:00.000Z';
let n = 0;
const say = (verb: string, body: Record<string, unknown>): Item => {
  n += 1;
  const envelope: Envelope = { id: 'e' + n, verb, v: 1, device: 'd', n, occurred_at: AT, body };
  return { id: envelope.id, envelope, state: 'waiting' };
};
const me = { name: 'Nita', worker: 'w1' };

test('a request typed without signal stands in the queue with its start, red first', () => {
  const base = new Tables();
  base.put('person', { id: 'p1', name: 'Lastri', village: 'v2', phones: ['0899'] });
  const shown = overlay(
    base,
    [
      say('need.request', {
        case: 'calm',
        kind: 'visit_request',
        what: 'Luka kaki',
        patient: { name: 'Pak Slamet' },
        where: { village: 'v1', text: 'RT 2' },
        heard_at: '2026-11-19T07:12:00.000Z',
      }),
      say('need.request', { case: 'red', kind: 'visit_request', person: 'p1', colour: 'red', door: 'radio' }),
    ],
    me,
  );
  expect(queueOf(shown, Date.parse(AT)).map((e) => [e.id, e.danger])).toEqual([
    ['red', true],
    ['calm', false],
  ]);
  expect(shown.get('need_case', 'calm')).toMatchObject({
    started_at: '2026-11-19T07:12:00.000Z',
    patient_name: 'Pak Slamet',
    where: 'RT 2',
    number: '',
  });
  expect(shown.get('need_case', 'red')).toMatchObject({
    patient_name: 'Lastri',
    village: 'v2',
    patient_phone: '0899',
  });
});

test('a colour and a call are seen at once; a team that is sent stands on the visit', () => {
  const base = new Tables();
  base.put('team', {
    id: 't1',
    name: 'Tim Wulan',
    call_sign: 'SEMPU 1',
    members: [{ id: 'w2', name: 'W', role: 'doctor' }],
    from: AT,
    to: AT,
    state: 'on',
  });
  const visit: HomeVisit = {
    id: 'c',
    number: '0417',
    kind: 'visit_request',
    state: 'open',
    village: 'v1',
    opened_at: AT,
  };
  base.put('home_visit', visit);
  const asked = say('need.request', { case: 'c', kind: 'visit_request', what: 'Sesak' });
  const triaged = say('need.triage', { case: 'c', colour: 'red', sign: 'E02', call: true });
  const shown = overlay(base, [asked, triaged, say('visit.send', { visit: 'c', team: 't1' })], me);
  expect(shown.get('need_case', 'c')).toMatchObject({ colour: 'red', called: true });
  expect(shown.get('home_visit', 'c')).toMatchObject({
    state: 'sent',
    colour: 'red',
    sign: 'E02',
    team_name: 'Tim Wulan',
    workers: ['w2'],
  });
  expect(shown.get('need_case', 'c')?.timeline.map((l) => l.kind)).toEqual(['opened', 'triaged']);
});
