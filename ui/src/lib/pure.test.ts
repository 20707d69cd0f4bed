import { describe, expect, test } from 'vitest';
import type { Delivery, Fix } from './contract';
import {
  asTyped,
  date,
  duration,
  hour,
  instantOf,
  mark,
  number,
  reckon,
  rupiah,
  weekday,
  wholeOf,
} from './format';
import { base32, newId } from './ids';
import { mosaicOf } from './mosaic';
import { international, sms, tel, whatsapp } from './phone';
import { ringOf } from './promise';
import { candidatesOf, fold, matches, queueOf } from './queue';
import { sameLabel } from './run';
import { Tables } from './tables';
import { line, speak, t } from './text';

describe('ids', () => {
  test('16 bytes in 26 letters, the order of bytes kept', () => {
    expect(base32(new Uint8Array(16))).toBe('0'.repeat(26));
    expect(base32(new Uint8Array(16).fill(255))).toBe('7' + 'z'.repeat(25));
  });
  test('ids are of version 7, different, and later ones sort later', () => {
    const [a, b] = [newId(1_000), newId(2_000)];
    expect(a).toMatch(/^[0-9a-hjkmnp-tv-z]{26}$/);
    expect(a < b).toBe(true);
    expect(newId(1_000)).not.toBe(a);
  });
});

describe('the promise ring', () => {
  const promise = { start: '2026-11-19T07:00:00Z', due: '2026-11-19T09:00:00Z', state: 'running' as const };
  const after = (minutes: number) => ringOf(promise, Date.parse(promise.start) + minutes * 60_000);
  test.each([
    [0, 'ok'],
    [89.9, 'ok'],
    [90, 'warn'],
    [107.9, 'warn'],
    [108, 'urgent'],
    [119.9, 'urgent'],
    [120, 'late'],
  ])('after %s of 120 minutes it is %s', (minutes, state) => expect(after(minutes).state).toBe(state));
  test('it counts up past the deadline and stops when kept', () => {
    expect(after(128).left).toBe(-8);
    const kept = ringOf(
      { ...promise, state: 'kept', ended_at: '2026-11-19T08:40:00Z' },
      Date.parse('2026-11-20T00:00:00Z'),
    );
    expect(kept).toMatchObject({ state: 'kept', left: 20 });
  });
});

describe('words and figures', () => {
  test('hours, dates and sums in the zone of the health centre', () => {
    reckon('Asia/Jakarta', 'id');
    expect(hour('2026-11-21T07:30:00Z')).toBe('14.30');
    expect(date('2026-11-20T18:00:00Z')).toBe('21 Nov 2026');
    reckon('WIT', 'id');
    expect(hour('2026-11-21T07:30:00Z')).toBe('16.30');
    expect(hour(null)).toBe('');
    expect(rupiah(25_000)).toBe('Rp 25.000');
    expect(rupiah(-1_250_000)).toBe('-Rp 1.250.000');
    expect(rupiah(0)).toBe('Rp 0');
  });
  test('figures and sums are written as each language writes them', () => {
    reckon('WIB', 'en');
    expect([number(4.4, 1), number(1234), number(1234.56, 1), number(-0.5, 1)]).toEqual([
      '4.4',
      '1,234',
      '1,234.6',
      '-0.5',
    ]);
    expect([rupiah(25_000), rupiah(-1_250_000), rupiah(0)]).toEqual(['Rp 25,000', '-Rp 1,250,000', 'Rp 0']);
    expect([asTyped(1020.5, 1), mark()]).toEqual(['1020.5', '.']);
    expect(weekday('2026-11-19T05:00:00Z')).toBe('Thursday 19 Nov');
    reckon('WIB', 'id');
    expect([number(4.4, 1), number(1234), number(1234.56, 1), number(-0.5, 1)]).toEqual([
      '4,4',
      '1.234',
      '1.234,6',
      '-0,5',
    ]);
    expect([asTyped(1020.5, 1), mark()]).toEqual(['1020,5', ',']);
  });
  test('whatever is written in a field is read again, in both languages', () => {
    for (const language of ['id', 'en'] as const) {
      reckon('WIB', language);
      for (const n of [0, 7, 999, 1000, 25_000, 1_500_000]) {
        expect([wholeOf(number(n)), wholeOf(rupiah(n)), wholeOf(asTyped(n))]).toEqual([n, n, n]);
      }
    }
    reckon('WIB', 'id');
    expect(wholeOf('1 500 000')).toBe(1_500_000);
    for (const no of ['', 'lima', '1.50', '1500,50', '1.500,000', '-5', '1..000'])
      expect(wholeOf(no)).toBeNaN();
  });
  test.each(['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'])(
    'a clock time typed in %s is that instant',
    (zone) => {
      reckon(zone, 'id');
      for (const clock of ['00:00', '07:05', '14:30', '23:59']) {
        const instant = instantOf('2026-11-21', clock);
        expect(hour(instant)).toBe(clock.replace(':', '.'));
        expect(date(instant)).toBe('21 Nov 2026');
      }
    },
  );
  test('durations in words', async () => {
    await speak('id');
    expect(duration(113)).toBe('1 jam 53 menit');
    expect(duration(60)).toBe('1 jam');
    expect(duration(8)).toBe('8 menit');
    expect(duration(3 * 1440)).toBe('3 hari');
  });
  test('the marked fact is what the catalogue marks, never what a name contains', async () => {
    await speak('id');
    const said = line('me.say', { name: 'Sri *Ayu*' });
    expect(said).toEqual({ before: 'Anda masuk sebagai ', mark: 'Sri *Ayu*', after: '.' });
    expect(t('me.say', { name: 'Sri' })).toBe('Anda masuk sebagai Sri.');
  });
});

test('phone numbers for chat, message and call', () => {
  expect(international('0812-3456 7890')).toBe('6281234567890');
  expect(international('+62 812 3456 7890')).toBe('6281234567890');
  expect(whatsapp('08123', 'a&b c')).toBe('https://wa.me/628123?text=a%26b%20c');
  expect(sms('08123', 'x')).toBe('sms:+628123?body=x');
  expect(tel('0271 123 456')).toBe('tel:0271123456');
});

test('labels match without spaces and case, an empty one matches nothing', () => {
  expect(sameLabel('k7m42', 'K7M 42')).toBe(true);
  expect(sameLabel('K7M 43', 'K7M 42')).toBe(false);
  expect(sameLabel('', ' ')).toBe(false);
});

describe('the desk', () => {
  const NOW = Date.parse('2026-11-19T07:00:00Z');
  const at = (minutes: number) => new Date(NOW + minutes * 60_000).toISOString();
  const spot = { label: '', note: '', lat: -7.5, lon: 110.9, village: '' };
  function rows(): Tables {
    const tables = new Tables();
    const put = (id: string, due: number, carriedUntil?: number, state: Delivery['state'] = 'on_the_way') => {
      const bottle = {
        id: 'b' + id,
        label: '',
        volume_ml: 1,
        expressed_at: at(-60),
        milk: 'fresh',
        state: 'carried',
        holder: 'courier',
        holder_name: '',
      };
      const bottles = [{ ...bottle, use_by: at(carriedUntil ?? 600) }];
      tables.put('milk_delivery', {
        id,
        state,
        bottles,
        promise: 'q' + id,
        pickup: spot,
        want_pickup_at: at(0),
      } as unknown as Delivery);
      tables.put('promise', {
        id: 'q' + id,
        subject: id,
        kind: 'milk_ride',
        start: at(due - 120),
        due: at(due),
        state: 'running',
      });
    };
    put('soon', 11);
    put('late', -8);
    put('later', -3);
    put('calm', 90);
    put('spoilt', 100, -1);
    put('done', -50, 600, 'delivered');
    return tables;
  }
  test('danger first, then the late, longest first, then by what is left; what is over is not there', () => {
    expect(queueOf(rows(), NOW).map((c) => c.id)).toEqual(['spoilt', 'late', 'later', 'soon', 'calm']);
  });
  test('the nearest free certified courier on shift is suggested; who may not ride comes last with the reason', () => {
    const tables = new Tables();
    const shift = { from: at(-60), to: at(300) };
    const worker = (id: string, change: object = {}) =>
      tables.put('worker', {
        id,
        name: id,
        kinds: ['courier'],
        phone: '',
        state: 'active',
        appointment: null,
        certificate: { course: '', number: '', valid_from: '', valid_to: '', state: 'valid' },
        shift,
        on_job: false,
        ...change,
      });
    worker('far');
    worker('near');
    worker('busy', { on_job: true });
    worker('off', { shift: null });
    worker('barred', { state: 'suspended' });
    worker('lapsed', { certificate: null });
    const fix = (id: string, lat: number): [string, Fix] => [id, { worker: id, lat, lon: 110.9, at: at(0) }];
    const fixes = new Map([fix('far', -7.6), fix('near', -7.51), fix('busy', -7.5), fix('off', -7.5)]);
    const list = candidatesOf(tables, { pickup: spot, want_pickup_at: at(10) } as Delivery, fixes, NOW);
    expect(list.map((c) => [c.worker.id, c.unfit])).toEqual([
      ['near', ''],
      ['far', ''],
      ['busy', ''],
      ['off', 'off_shift'],
      ['barred', 'suspended'],
      ['lapsed', 'certificate'],
    ]);
  });
  test('names are found as they are said: titles, old spellings, doubled letters', () => {
    expect(fold('Ibu Soekarno')).toBe('sukarno');
    expect(matches('sukarno', 'Bu Soekarno')).toBe(true);
    expect(matches('djoko', 'Pak Joko')).toBe(true);
    expect(matches('rini', 'Ibu Sri')).toBe(false);
    expect(matches('', 'anything')).toBe(true);
  });
});

describe('the mosaic', () => {
  const spots = Array.from({ length: 10 }, (_, i) => ({
    id: 'v' + i,
    name: '',
    lat: -7.5 + (i % 4) * 0.013,
    lon: 110.9 + Math.floor(i / 4) * 0.021,
  }));
  test('every cell lies inside the drawing and around its own village', () => {
    for (const cell of mosaicOf(spots, 520, 372).cells) {
      for (const [x, y] of cell.outline) expect(x >= 0 && x <= 520 && y >= 0 && y <= 372).toBe(true);
      const nearest = (x: number, y: number) =>
        Math.min(
          ...mosaicOf(spots, 520, 372)
            .cells.filter((c) => c.id !== cell.id)
            .map((c) => Math.hypot(c.x - x, c.y - y)),
        );
      for (const [x, y] of cell.outline)
        expect(Math.hypot(cell.x - x, cell.y - y)).toBeLessThan(nearest(x, y));
    }
  });
  test('no village, one village, two in one place: no accident', () => {
    expect(mosaicOf([], 520, 372).cells).toEqual([]);
    expect(mosaicOf(spots.slice(0, 1), 520, 372).cells[0]?.outline.length).toBeGreaterThan(20);
    const twins = mosaicOf([spots[0]!, { ...spots[0]!, id: 'w' }], 520, 372);
    expect(twins.cells.flatMap((c) => c.outline.flat()).every(Number.isFinite)).toBe(true);
  });
});

test('a row of which a role sees little breaks no page', () => {
  const little = { id: 'd1', number: '0423', state: 'on_the_way', bottles: null };
  const tables = Tables.of([
    { key: 'milk_delivery/d1', tbl: 'milk_delivery', id: 'd1', seq: 1, row: little },
  ]);
  expect(tables.get('milk_delivery', 'd1')).toMatchObject({
    number: '0423',
    bottles: [],
    recipients: [],
    courier_name: '',
  });
  expect(queueOf(tables, 0)).toMatchObject([{ due: Infinity, danger: false }]);
});
