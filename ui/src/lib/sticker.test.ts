import { describe, expect, it } from 'vitest';
import type { Envelope } from './contract';
import { overlay } from './overlay';
import type { Item } from './keep';
import { checkDigit, dialled, houseCodeIn, normalHouseCode, sectionsOf, sheetsFor, wallsOf } from './sticker';
import { Tables } from './tables';

const rows = Tables.of([
  {
    tbl: 'person',
    id: 'p1',
    row: { id: 'p1', name: 'Kasan', village: 'v1', house_code: '07-0423-5', address: 'RT 002' },
  },
  { tbl: 'person', id: 'p2', row: { id: 'p2', name: 'Sri', village: 'v1', house_code: '07-0423-5' } },
  { tbl: 'person', id: 'p3', row: { id: 'p3', name: 'Tumini', village: 'v1', hidden_address: true } },
] as never);
const said = (verb: string, body: Record<string, unknown>, at = '2026-11-19T02:00:00.000Z'): Item =>
  ({
    envelope: { id: verb, verb, v: 1, occurred_at: at, body } as unknown as Envelope,
    state: 'waiting',
  }) as unknown as Item;

describe('the code of a house', () => {
  it('is read from an address, typed text and what a thumb mistakes', () => {
    const code = `07-0423-${checkDigit('070423')}`;
    expect(houseCodeIn(`https://sambang.example/sempu/lapor?rumah=${code}`)).toBe(code);
    expect(houseCodeIn(`https://x/lapor?rumah=${code}&lang=en`)).toBe(code);
    expect(normalHouseCode(code.replaceAll('-', ' '))).toBe(code);
    expect(normalHouseCode(code.replaceAll('0', 'O'))).toBe(code);
  });
  it('is no code when its check digit does not fit', () => {
    const wrong = (Number(checkDigit('070423')) + 1) % 10;
    expect(normalHouseCode(`07-0423-${wrong}`)).toBe('');
    expect(houseCodeIn('https://elsewhere.example/')).toBe('');
    expect(normalHouseCode('12')).toBe('');
  });
});

describe('the walls of a village without signal', () => {
  it('are its houses, each once; a hidden address has none', () => {
    const walls = wallsOf(rows);
    expect(walls).toHaveLength(1);
    expect(walls[0]).toMatchObject({ code: '07-0423-5', state: 'without', address: 'RT 002' });
  });
  it('change with what was told there', () => {
    const at = normalHouseCode('0704' + '23' + checkDigit('070423'));
    const home = Tables.of([
      { tbl: 'person', id: 'p1', row: { id: 'p1', name: 'Kasan', village: 'v1', house_code: at } },
    ] as never);
    const self = { name: 'Kader Wati' };
    const up = overlay(
      home,
      [said('sticker.put_up', { code: at, consent_how: 'spoken', phone: '+62333' })],
      self,
    );
    expect(wallsOf(up)).toMatchObject([
      { code: at, state: 'up', put_by_name: 'Kader Wati', phone: '+62333' },
    ]);
    const gone = overlay(
      home,
      [
        said('sticker.put_up', { code: at, consent_how: 'spoken' }),
        said('sticker.gone', { code: at, why: 'torn' }),
      ],
      self,
    );
    expect(wallsOf(gone)).toMatchObject([{ state: 'gone', gone_why: 'torn' }]);
  });
  it('stand by village and group', () => {
    const wall = (code: string, group?: string) => ({
      code,
      village: 'v1',
      state: 'without' as const,
      ...(group ? { ten_house_group: group } : {}),
    });
    expect(
      sectionsOf([wall('1', 'g'), wall('2'), wall('3', 'g')]).map((s) => [s.group, s.walls.length]),
    ).toEqual([
      ['g', 2],
      ['', 1],
    ]);
  });
});

describe('label sheets', () => {
  it('count the labels that are used already', () => {
    expect(sheetsFor(8, '2x4', 1)).toBe(1);
    expect(sheetsFor(8, '2x4', 2)).toBe(2);
    expect(sheetsFor(21, '3x7', 1)).toBe(1);
  });
  it('carry the number as one dials it', () => {
    expect(dialled('+6281234567890')).toBe('0812 3456 7890');
    expect(dialled('+62271000000')).toBe('0271 000 000');
    expect(dialled('+62222500123')).toBe('022 2500 123');
  });
});
