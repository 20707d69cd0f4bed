import { describe, expect, test } from 'vitest';
import type { MassageBooking, MassageCompany, MassageRefusal } from './contract.massage';
import { alongsOf, comesAlong, companyOf, wantsCompany } from './massage-company';

const company = (more: Partial<MassageCompany>): MassageCompany => ({
  id: 'c',
  booking: 'b',
  companion: 'euis',
  companion_name: 'Euis',
  cadre: 'lilis',
  cadre_name: 'Lilis',
  day: '2026-03-02',
  from: '2026-03-02T03:00:00.000Z',
  to: '2026-03-02T03:30:00.000Z',
  said_at: '2026-03-01T03:00:00.000Z',
  ...more,
});
const ended = { ended_at: '2026-03-01T04:00:00.000Z' };

describe('who comes along', () => {
  test('is the one whose naming has not ended', () => {
    const all = [company({ id: '1', ...ended, why: 'replaced' }), company({ id: '2', companion: 'ani' })];
    expect(companyOf(all, 'b')?.companion).toBe('ani');
    expect(companyOf(all, 'other')).toBeUndefined();
  });

  test('has a page of it until she has read that it is off', () => {
    const has = (more: Partial<MassageCompany>, today = '2026-03-02') =>
      comesAlong([company(more)], 'euis', today);
    expect(has({})).toBe(true);
    expect(has({ ...ended, why: 'desk' })).toBe(true);
    expect(has({ ...ended, why: 'desk' }, '2026-03-03')).toBe(false);
    expect(has({ ...ended, why: 'over' })).toBe(false);
    expect(has({ companion: 'ani' })).toBe(false);
  });

  test('is wanted for a home, by the cadre who said it', () => {
    const said: MassageRefusal = {
      id: 'r',
      cadre: 'lilis',
      parent: 'p',
      booking: 'b',
      want: 'company',
      said_at: '',
    };
    const b = { id: 'later', cadre: 'lilis', parent: 'p' } as MassageBooking;
    expect(wantsCompany([said], b)).toBe(true);
    expect(wantsCompany([said], { ...b, cadre: 'euis' })).toBe(false);
    expect(wantsCompany([{ ...said, want: 'refuse' }], b)).toBe(false);
  });

  test('reads what is ahead, and what is off unless she was named again', () => {
    const all = [
      company({ id: 'off', booking: 'x', ...ended, why: 'moved' }),
      company({ id: 'over', booking: 'y', ...ended, why: 'over' }),
      company({ id: 'before', ...ended, why: 'desk' }),
      company({ id: 'now' }),
      company({ id: 'past', day: '2026-03-01' }),
      company({ id: 'hers', companion: 'ani' }),
    ];
    const mine = alongsOf(all, 'euis', '2026-03-02', '2026-03-03');
    expect(mine.ahead.map((c) => c.id)).toEqual(['now']);
    expect(mine.off.map((c) => c.id)).toEqual(['off']);
  });
});
