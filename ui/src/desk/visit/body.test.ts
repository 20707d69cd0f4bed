import { expect, test } from 'vitest';
import { reckon } from '../../lib/format';
import { bodyOf, type Typed } from './body';
import { DOORS, doorOfKey } from './doors';

const nothing: Typed = {
  request: 'c1',
  kind: 'visit_request',
  name: '',
  phone: '',
  place: '',
  what: '',
  door: 'phone',
  callSign: '',
  heard: '2026-11-19T07:12:00.000Z',
  danger: false,
  called: false,
  sign: '',
  colour: '',
  reporter: { name: '', phone: '' },
  needs: [],
  slip: '',
  written: { day: '', clock: '' },
  want: { day: '2026-11-20', clock: '08:00' },
};

test('an unknown person and an unknown place are a request all the same', () => {
  expect(bodyOf(nothing)).toEqual({
    case: 'c1',
    kind: 'visit_request',
    what: '',
    door: 'phone',
    heard_at: '2026-11-19T07:12:00.000Z',
  });
});
test('what was said is sent, what was left open is not', () => {
  const said = bodyOf({
    ...nothing,
    name: ' Mbah Karto ',
    place: 'Waru RT 2',
    village: 'v1',
    door: 'radio',
    callSign: 'jz13abc',
    danger: true,
    called: true,
    sign: 'E01',
    colour: 'yellow',
    reporter: { name: '', phone: '0899' },
    needs: ['stretcher'],
  });
  expect(said).toMatchObject({
    patient: { name: 'Mbah Karto' },
    where: { text: 'Waru RT 2', village: 'v1' },
    call_sign: 'JZ13ABC',
    colour: 'red',
    call: true,
    sign: 'E01',
    reporter: { phone: '0899' },
    needs: ['stretcher'],
  });
  expect(said).not.toHaveProperty('want_at');
  expect(said).not.toHaveProperty('slip');
});
test('a slip keeps its number and its written time; a journey the hour it is wanted', () => {
  reckon('Asia/Jakarta', 'id');
  const slip = bodyOf({ ...nothing, slip: '0042', written: { day: '2026-11-19', clock: '09:10' } });
  expect(slip).toMatchObject({ slip: 42, written_at: '2026-11-19T02:10:00.000Z' });
  expect(bodyOf({ ...nothing, written: { day: '2026-11-19', clock: '09:10' } })).not.toHaveProperty(
    'written_at',
  );
  expect(bodyOf({ ...nothing, kind: 'transport_request' })).toMatchObject({
    want_at: '2026-11-20T01:00:00.000Z',
  });
});
test('every door has a key of its own', () => {
  expect(new Set(DOORS.map((one) => one.key)).size).toBe(DOORS.length);
  expect(doorOfKey('R')).toBe('radio');
  expect(doorOfKey('Tab')).toBeUndefined();
});
