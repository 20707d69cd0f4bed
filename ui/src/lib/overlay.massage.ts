import type { Envelope } from './contract';
import type { MassageBooking, MassageState, MassageVisit } from './contract.massage';
import { day } from './format';
import { figuresOf } from './massage-figures';
import type { Act } from './overlay';
import { stateAfter, strictest, withAdult, type Answers, type Tri } from './screening';
import type { Tables } from './tables';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** When it was by the server's clock: a phone's own may be a day off, and an hour of the door counts. */
const byServer = (at: string, skew = 0): string => new Date(Date.parse(at) + skew).toISOString();

/** Changes a booking and what happened on its visit; a visit that has no row yet gets one. */
function change(
  on: Tables,
  said: Envelope,
  to: (was: MassageBooking) => {
    state: MassageState;
    booking?: Partial<MassageBooking>;
    visit: Partial<MassageVisit>;
  },
): void {
  const was = on.get('massage_booking', text(said.body['booking']));
  if (!was) return;
  const { state, booking, visit } = to(was);
  on.put('massage_booking', { ...was, ...booking, state });
  on.put('massage_visit', {
    ...(on.get('massage_visit', was.id) ?? { id: was.id, cadre: was.cadre ?? '' }),
    ...visit,
  });
}

/** The slot to which the parent said yes at the door; the visit lasts as long as it did. */
function agreedTo(said: Envelope, was: MassageBooking): Partial<MassageBooking> | null {
  const from = text(said.body['at']);
  if (said.body['agreed'] !== true || !from || !was.from || !was.to) return null;
  const length = Date.parse(was.to) - Date.parse(was.from);
  const to = new Date(Date.parse(from) + length).toISOString();
  return { cadre: text(said.body['cadre']), day: day(from), from, to };
}

/** What the phone makes of the answers stands until the server has heard them. */
const screened: Act = (on, said, self, phoneAt) =>
  change(on, said, (was) => {
    const at = byServer(phoneAt, self.skew);
    const born = (was.children ?? []).map((child) => child.born ?? '');
    const answers = (said.body['answers'] ?? {}) as Answers;
    const { screening, adult } = figuresOf();
    const judged = strictest(answers, born, Date.parse(at), screening);
    const v = withAdult(judged, adult === 'required', text(said.body['adult']) as Tri);
    const state = stateAfter(v, list(said.body['signs']).length > 0, was.state) as MassageState;
    const to = v.result === 'move' && state === 'to_move' ? agreedTo(said, was) : null;
    return {
      state: to ? 'booked' : state,
      booking: { limits: v.limits as MassageBooking['limits'] & {}, verdict: v.result, ...to },
      visit: { screened_at: at, verdict: v.result, rows: v.rows },
    };
  });

export const MASSAGE_ACTS: Record<string, Act> = {
  'massage.set_out': (on, said, self, at) =>
    change(on, said, () => ({ state: 'on_way', visit: { set_out_at: byServer(at, self.skew) } })),
  'massage.screen': screened,
  'massage.start': (on, said, self, at) =>
    change(on, said, () => ({ state: 'started', visit: { started_at: byServer(at, self.skew) } })),
  'massage.finish': (on, said, self, at) =>
    change(on, said, () => ({
      state: 'done',
      visit: {
        ended_at: byServer(at, self.skew),
        did: list(said.body['did']),
        taught: list(said.body['taught']),
        alone: said.body['alone'] === true,
        note: text(said.body['note']),
      },
    })),
  'massage.fee_paid': (on, said) => {
    const fee = on.get('massage_fee', text(said.body['booking']));
    if (fee) on.put('massage_fee', { ...fee, state: 'paid' });
  },
  'massage.stop': (on, said, self, at) =>
    change(on, said, () => ({
      state: 'stopped',
      visit: {
        ended_at: byServer(at, self.skew),
        stop_why: text(said.body['why']),
        note: text(said.body['note']),
      },
    })),
  'massage.refuse_house': (on, said, self, at) => {
    const was = on.get('massage_booking', text(said.body['booking']));
    // Who was on her way turns back.
    if (was?.state === 'on_way' && said.body['want'] !== 'company')
      on.put('massage_booking', { ...was, state: 'booked' });
    on.put('massage_refusal', {
      id: said.id,
      cadre: self.worker ?? '',
      booking: text(said.body['booking']),
      want: said.body['want'] === 'company' ? 'company' : 'refuse',
      note: text(said.body['note']),
      said_at: byServer(at, self.skew),
    });
  },
  'massage.not_home': (on, said, self, at) =>
    change(on, said, () => ({ state: 'not_home', visit: { ended_at: byServer(at, self.skew) } })),
};
