import { describe, expect, test } from 'vitest';
import type { Worker } from '../../lib/contract';
import type { ConsentText } from './ask';
import { byPurpose, byVillage, cadresOf, nextVersion, WORD_FORM } from './model';

const text = (purpose: string, version: string) => ({ purpose, version }) as ConsentText;
const worker = (id: string, kinds: string[], state: Worker['state'] = 'active') =>
  ({ id, name: id, kinds, state }) as Worker;

describe('setting up', () => {
  test('every village has its part; the open stand before the closed, ten after nine', () => {
    const village = (id: string, name: string) => ({ id, name, lat: 0, lon: 0 });
    const row = (name: string, v: string, closed = false) => ({ id: name, name, village: v, closed });
    const parts = byVillage(
      [village('2', 'Sempu'), village('1', 'Karang')],
      [row('Melati 10', '2'), row('Anggrek', '2', true), row('Melati 9', '2')],
    );
    expect(parts.map((p) => [p.village.name, p.rows.map((r) => r.name)])).toEqual([
      ['Karang', []],
      ['Sempu', ['Melati 9', 'Melati 10', 'Anggrek']],
    ]);
  });

  test('a cadre is chosen among cadres and midwives, and whoever was chosen before stays to be seen', () => {
    const all = [worker('b', ['cadre']), worker('a', ['midwife']), worker('c', ['courier'])];
    const left = worker('d', ['cadre'], 'suspended');
    expect(cadresOf([...all, left]).map((w) => w.id)).toEqual(['a', 'b']);
    expect(cadresOf([...all, left], ['d']).map((w) => w.id)).toEqual(['a', 'b', 'd']);
  });

  test('the next version counts on from the highest of its own purpose', () => {
    const texts = [text('photo', '10'), text('photo', '9'), text('milk', '40'), text('own', 'lama')];
    expect(nextVersion(texts, 'photo')).toBe('11');
    expect(nextVersion(texts, 'own')).toBe('1');
    expect(nextVersion([], 'photo')).toBe('1');
  });

  test('purposes stand in the order of the house, own ones behind', () => {
    const texts = [text('own', '1'), text('photo', '2'), text('photo', '1'), text('milk', '1')];
    expect(byPurpose(texts, ['milk', 'alarm', 'photo']).map((p) => p.name)).toEqual(['milk', 'photo', 'own']);
    expect(byPurpose(texts, [])[1]!.versions.map((v) => v.version)).toEqual(['2', '1']);
  });

  test('a version is a word the server takes', () => {
    const form = new RegExp('^(?:' + WORD_FORM + ')$', 'v');
    for (const good of ['1', '2026-1', 'v1.2', 'a/b_c']) expect(good).toMatch(form);
    for (const bad of ['', 'V1', '-1', 'a b']) expect(bad).not.toMatch(form);
  });
});
