import type { Delivery, Job, Promised, Step } from './contract';
import type { Tables } from './tables';

/** What the courier does next; it is the main button of the run. */
export type Next =
  'accept' | 'set_out' | 'hand_over' | 'pack' | 'depart' | 'arrive' | 'deliver' | 'take' | 'wait' | 'done';

/** Steps their author may take back, and for how long (milliseconds): the rule of the house, checked by the server too. */
export const UNDO_MS = 10 * 60 * 1000;
const UNDOABLE = new Set(['packed', 'departed', 'arrived', 'absent', 'given']);

const ENDED = new Set<Delivery['state']>(['delivered', 'returned', 'discarded', 'cancelled']);
export function ended(delivery: Delivery): boolean {
  return ENDED.has(delivery.state);
}

export function nextOf(delivery: Delivery, job: Job | undefined, worker: string): Next {
  if (ended(delivery)) return 'done';
  if (delivery.transfer_to) return delivery.transfer_to === worker ? 'take' : 'wait';
  if (delivery.courier && delivery.courier !== worker) return 'done';
  if (job?.state === 'offered') return 'accept';
  switch (delivery.state) {
    case 'declared':
      return job?.state === 'accepted' ? 'set_out' : 'hand_over';
    case 'handed_over':
      return 'pack';
    case 'packed':
      return 'depart';
    case 'on_the_way':
      return 'arrive';
    default:
      return 'deliver';
  }
}

export interface Leg {
  delivery: Delivery;
  job: Job | undefined;
  promise: Promised | undefined;
  next: Next;
}

/** The courier's runs that are not over: what is in hand first, then by the hour of pick-up; offers apart. */
export function legsOf(rows: Tables, worker: string): { legs: Leg[]; offers: Leg[] } {
  const mine = rows.where('milk_delivery', (delivery) => {
    const job = rows.get('job', delivery.job);
    const given = delivery.transfer_to === worker;
    const offered = job?.state === 'offered' && job.worker === worker;
    return (
      !ended(delivery) && (given || offered || (delivery.courier === worker && job?.state !== 'offered'))
    );
  });
  const legs = mine.map((delivery) => {
    const job = rows.get('job', delivery.job);
    return {
      delivery,
      job,
      promise: rows.get('promise', delivery.promise),
      next: nextOf(delivery, job, worker),
    };
  });
  const rank = (leg: Leg) => (leg.delivery.state === 'declared' ? 1 : 0);
  legs.sort(
    (a, b) => rank(a) - rank(b) || a.delivery.want_pickup_at.localeCompare(b.delivery.want_pickup_at),
  );
  return {
    legs: legs.filter((leg) => leg.next !== 'accept'),
    offers: legs.filter((leg) => leg.next === 'accept'),
  };
}

export function stepsOf(rows: Tables, delivery: string): Step[] {
  return rows
    .where('milk_step', (step) => step.delivery === delivery)
    .sort((a, b) => a.at.localeCompare(b.at));
}

/** The last step of a delivery if this person may still take it back at `now` (epoch ms). */
export function undoable(steps: Step[], name: string, now: number): Step | undefined {
  const last = steps.at(-1);
  if (!last || last.undone || last.by !== name || !UNDOABLE.has(last.kind)) return undefined;
  return now - Date.parse(last.at) < UNDO_MS ? last : undefined;
}

/** A bottle's label as typed or scanned, without spaces and case: "k7m 42" is "K7M42". */
export function sameLabel(a: string, b: string): boolean {
  const plain = (label: string) => label.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return plain(a) !== '' && plain(a) === plain(b);
}
