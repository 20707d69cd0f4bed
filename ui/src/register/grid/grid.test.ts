import { describe, expect, test } from 'vitest';
import { blocks, bodyOf, emptyCells, problems, type Cells, type Row } from './model';
import { readBorn, readPaste, readRelation, readSex } from './parse';

const TODAY = '2026-03-02';
const page = { village: '33.13.14.2001', hamlet: 'Krajan', posyandu: '', group: '' };
const row = (cells: Partial<Cells>, more: Partial<Row> = {}): Row => ({
  id: 'r',
  at: 0,
  state: 'typed',
  ...more,
  cells: { ...emptyCells(), ...cells },
});

describe('a birth date is read as it is written', () => {
  test.each([
    ['12/3/1990', '1990-03-12', false],
    ['12-03-90', '1990-03-12', false],
    ['1.2.24', '2024-02-01', false],
    ['12 Maret 1990', '1990-03-12', false],
    ['5 agt 25', '2025-08-05', false],
    ['1990-03-12', '1990-03-12', false],
    ['1990', '1990-07-01', true],
    ['35', '1991-07-01', true],
    ['35 th', '1991-07-01', true],
    ['8 bln', '2025-07-01', true],
    ['0 bln', '2026-03-01', true],
    ['2026', '2026-01-01', true],
    ['', '', false],
  ])('%s', (said, born, guessed) => expect(readBorn(said, TODAY)).toEqual({ born, guessed }));
  test.each(['31/2/1990', '3/13/1990', 'kemarin', '1/1/2027', '130', '12/3'])('%s is none', (said) =>
    expect(readBorn(said, TODAY)).toBeNull(),
  );
});

test('sex and relation are read in the words of a notebook', () => {
  expect([readSex('P'), readSex('laki-laki'), readSex(''), readSex('x')]).toEqual([
    'female',
    'male',
    '',
    null,
  ]);
  expect([readRelation('KK'), readRelation('Istri'), readRelation('mertua'), readRelation('?')]).toEqual([
    'head',
    'spouse',
    'parent',
    null,
  ]);
});

test('a page is pasted from a spreadsheet', () => {
  expect(readPaste('Sri\tP\r\n"Nur ""Ina"""\t"di\njalan"\n\n')).toEqual([
    ['Sri', 'P'],
    ['Nur "Ina"', 'di jalan'],
  ]);
});

describe('a row', () => {
  test('says what cannot be read and what keeps it back', () => {
    expect(problems(row({}), TODAY)).toEqual({});
    const found = problems(row({ name: 'Sri', born: '31/2/90', nik: '12' }), TODAY);
    expect(found).toEqual({ born: 'born', nik: 'nik' });
    expect(blocks(found)).toBe(true);
    expect(blocks(problems(row({ name: 'Sri', nik: '12' }), TODAY))).toBe(false);
    expect(problems(row({ sex: 'P' }), TODAY)).toEqual({ name: 'name' });
  });
  test('goes to the server with what holds for the page, and nothing that was not written', () => {
    expect(
      bodyOf([row({ name: ' Sri ', born: '35', sex: 'p', phone: '0812 3456 7890', rt: '3' })], page, TODAY),
    ).toEqual({
      rows: [
        {
          name: 'Sri',
          born: '1991-07-01',
          born_guessed: true,
          sex: 'female',
          phones: ['0812 3456 7890'],
          rt: '3',
          village: '33.13.14.2001',
          hamlet: 'Krajan',
        },
      ],
    });
  });
  test('tells whom it resembles, unless the typist has settled that', () => {
    const like = { id: 'p1', name: 'Sri', state: 'active', why: ['name'] };
    expect(bodyOf([row({ name: 'A' }), row({ name: 'Sri' }, { like })], page, TODAY).doubts).toEqual([
      { row: 1, person: 'p1', reasons: ['name'] },
    ]);
    expect(bodyOf([row({ name: 'Sri' }, { like, person: 'p1' })], page, TODAY).doubts).toBeUndefined();
    expect(bodyOf([row({ name: 'Sri' }, { like: null })], page, TODAY).doubts).toBeUndefined();
  });
});
