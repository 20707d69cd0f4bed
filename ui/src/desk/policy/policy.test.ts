import { expect, test } from 'vitest';
import { speakInside } from '../../lib/text';
import { pathName, sectionName, valueOf } from './policy';

test('a changed setting is read out in words where there are any', async () => {
  await speakInside();
  expect(sectionName('campaign')).toBe('Kampanye ASI');
  expect(sectionName('not_yet')).toBe('not_yet');
  expect(pathName(['reorder', 'leaflet', 'count'])).toBe('Batas pesan lagi › Leaflet › Jumlah');
  expect(pathName(['courses', 'baby_massage', 'pass_mark'])).toBe('Pelatihan › baby_massage › pass_mark');
  expect(valueOf(25_000)).toBe('25.000');
  expect(valueOf(2018, 'baseline_year')).toBe('2018');
  expect(valueOf([30, 7])).toBe('30, 7');
  expect(valueOf([])).toBe('tidak ada');
  expect(valueOf(undefined)).toBe('tidak ada');
  expect(valueOf(true)).toBe('ya');
  expect(pathName(['screening', 'immunised_hours'])).toBe(
    'Pertanyaan keamanan › Tunggu sesudah imunisasi, jam',
  );
  expect(valueOf({ figure: 'cord_months', evidence: 'proposal' })).toBe(
    'Angka: Tali pusat ditanya di bawah umur, bulan; Kekuatan dasar: usulan sendiri',
  );
  expect(valueOf({ material: 'flag', count: 2 })).toBe('Bahan: Bendera; Jumlah: 2');
});
