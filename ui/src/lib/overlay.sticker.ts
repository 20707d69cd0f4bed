import type { Envelope } from './contract';
import type { HouseSticker } from './contract.sticker';
import { day } from './format';
import type { Act, Self } from './overlay';
import { normalHouseCode } from './sticker';
import type { Tables } from './tables';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The row of a house as this phone knows it; one it has never heard of stands under its code until the server has answered. */
function change(on: Tables, said: Envelope, told: (was: HouseSticker) => Partial<HouseSticker>): void {
  const code = normalHouseCode(text(said.body['code']));
  const was =
    on.get('house_sticker', text(said.body['house'])) ??
    on.where('house_sticker', (row) => row.code === code)[0];
  const home = on.where('person', (person) => person.house_code === code)[0];
  const row = was ?? { id: code, code, village: home?.village ?? '', state: 'gone' as const };
  on.put('house_sticker', { ...row, ...told(row) });
}

const seen = (said: Envelope, self: Self, at: string): Partial<HouseSticker> => ({
  state: 'up',
  seen_on: day(Date.parse(at)),
  seen_by_name: self.name,
  ...(text(said.body['phone']) ? { phone: text(said.body['phone']) } : {}),
});

export const STICKER_ACTS: Record<string, Act> = {
  'sticker.put_up': (on, said, self, at) =>
    change(on, said, () => ({
      ...seen(said, self, at),
      put_on: day(Date.parse(at)),
      put_by_name: self.name,
      consent_how: text(said.body['consent_how']),
    })),
  // With which number it hangs there the server says: what was outdated stays so here.
  'sticker.seen': (on, said, self, at) =>
    change(on, said, (was) => ({
      ...seen(said, self, at),
      ...(was.state === 'outdated' ? { state: 'outdated' } : {}),
    })),
  'sticker.gone': (on, said, _self, at) =>
    change(on, said, () => ({
      state: 'gone',
      gone_on: day(Date.parse(at)),
      gone_why: text(said.body['why']),
    })),
  'sticker.refused': (on, said, _self, at) =>
    change(on, said, () => ({ state: 'refused', refused_on: day(Date.parse(at)) })),
};
