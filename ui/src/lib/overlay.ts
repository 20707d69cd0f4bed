import type { Bottle, Delivery, Envelope, Job, Step } from './contract';
import { day } from './format';
import type { Item } from './keep';
import { ADMISSION_ACTS } from './overlay.admission';
import { ALARM_ACTS } from './overlay.alarm';
import { CARE_ACTS } from './overlay.care';
import { FINDING_ACTS } from './overlay.finding';
import { FLEET_ACTS } from './overlay.fleet';
import { GROUP_ACTS } from './overlay.group';
import { LEAD_ACTS } from './overlay.lead';
import { MASSAGE_ACTS } from './overlay.massage';
import { NEED_ACTS } from './overlay.need';
import { REGISTER_ACTS } from './overlay.register';
import { REQUEST_ACTS } from './overlay.request';
import { RICE_ACTS } from './overlay.rice';
import { ROUND_ACTS } from './overlay.rounds';
import { SCHEDULE_ACTS } from './overlay.schedule';
import { STICKER_ACTS } from './overlay.sticker';
import { TRAINING_ACTS } from './overlay.training';
import { TRAVEL_ACTS } from './overlay.travel';
import { VISIT_ACTS } from './overlay.visit';
import { WEIGHING_ACTS } from './overlay.weighing';
import type { Tables } from './tables';

/** Who is looking: the overlay writes as this person. */
export interface Self {
  name: string;
  worker?: string;
  /** How far the server's clock is ahead of this phone's, in milliseconds. */
  skew?: number;
}
export type Act = (on: Tables, said: Envelope, self: Self, at: string) => void;

/** What the screen shows: the server's rows with what this phone has said and not yet heard back. */
export function overlay(rows: Tables, outbox: Item[], self: Self): Tables {
  const said = outbox.filter((item) => item.state === 'waiting' && !item.again);
  if (said.length === 0) return rows;
  const shown = rows.copy();
  for (const { envelope } of said) ACTS[envelope.verb]?.(shown, envelope, self, envelope.occurred_at ?? '');
  return shown;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

function changeDelivery(on: Tables, said: Envelope, change: (was: Delivery) => Partial<Delivery>): void {
  const was = on.get('milk_delivery', text(said.body['delivery']));
  if (was) on.put('milk_delivery', { ...was, ...change(was) });
}
function changeJob(on: Tables, id: string, change: Partial<Job>): void {
  const was = on.get('job', id);
  if (was) on.put('job', { ...was, ...change });
}
function step(
  on: Tables,
  said: Envelope,
  kind: string,
  self: Self,
  at: string,
  params: Step['params'] = {},
): void {
  const delivery = text(said.body['delivery']);
  on.put('milk_step', { id: said.id, delivery, at, kind, by: self.name, params, late: false, undone: false });
}
function bottlesOf(was: Delivery, ids: string[], change: Partial<Bottle>): Bottle[] {
  return was.bottles.map((bottle) => (ids.includes(bottle.id) ? { ...bottle, ...change } : bottle));
}
function degrees(said: Envelope): { temperature_c?: number } {
  const value = said.body['temperature_c'];
  return typeof value === 'number' ? { temperature_c: value } : {};
}
function end(on: Tables, was: Delivery, at: string, kept: boolean): void {
  changeJob(on, was.job, { state: 'done' });
  const promise = on.get('promise', was.promise);
  if (promise && kept)
    on.put('promise', { ...promise, state: at <= promise.due ? 'kept' : 'late', ended_at: at });
}

const handOver: Act = (on, said, self, at) => {
  changeDelivery(on, said, (was) => ({
    state: 'handed_over',
    handed_over_at: at,
    bag: text(said.body['bag']) || was.bag,
    bottles: bottlesOf(was, list(said.body['bottles']), {
      state: 'carried',
      holder: 'courier',
      holder_name: self.name,
    }),
    ...degrees(said),
  }));
  const by = (said.body['handed_by'] as { name?: string } | undefined)?.name ?? '';
  step(on, said, 'handed_over', self, at, { from: by });
};

const deliver: Act = (on, said, self, at) => {
  const id = text(said.body['recipient']);
  let to = text(said.body['other_name']);
  changeDelivery(on, said, (was) => {
    to = was.recipients.find((recipient) => recipient.id === id)?.name ?? to;
    end(on, was, at, true);
    const bottles = bottlesOf(was, list(said.body['bottles']), {
      state: 'delivered',
      holder: 'recipient',
      holder_name: to,
    });
    // Proof and fee stay as they are: only the server can check a code.
    return { state: 'delivered', ended_at: at, received_by: to, bottles, ...degrees(said) };
  });
  step(on, said, 'delivered', self, at, { to });
};

const back: Act = (on, said, self, at) => {
  changeDelivery(on, said, (was) => {
    const bottles = bottlesOf(was, list(said.body['bottles']), {
      state: 'returned',
      holder: 'none',
      holder_name: '',
    });
    const over = bottles.every((bottle) => bottle.state !== 'carried');
    if (over) end(on, was, at, false);
    return over ? { state: 'returned', ended_at: at, bottles } : { bottles };
  });
  step(on, said, 'returned', self, at, { to: text(said.body['to']) });
};

const discard: Act = (on, said, self, at) => {
  changeDelivery(on, said, (was) => {
    const bottles = bottlesOf(was, list(said.body['bottles']), {
      state: 'discarded',
      holder: 'none',
      holder_name: '',
    });
    const over = bottles.every((bottle) => bottle.state === 'discarded');
    if (over) end(on, was, at, false);
    return over ? { state: 'discarded', ended_at: at, bottles } : { bottles };
  });
  step(on, said, 'discarded', self, at, { reason: text(said.body['reason']) });
};

const take: Act = (on, said, self, at) => {
  changeDelivery(on, said, (was) => {
    changeJob(on, was.job, { worker: self.worker ?? '', worker_name: self.name });
    return {
      courier: self.worker ?? '',
      courier_name: self.name,
      transfer_to: '',
      bottles: bottlesOf(was, list(said.body['bottles']), { holder: 'courier', holder_name: self.name }),
    };
  });
  step(on, said, 'taken', self, at);
};

/** The state a delivery falls back to when its author takes a step back. */
const BEFORE: Record<string, Delivery['state']> = {
  packed: 'handed_over',
  departed: 'packed',
  arrived: 'on_the_way',
};
const undo: Act = (on, said, self, at) => {
  const undone = on.get('milk_step', text(said.body['step']));
  if (!undone) return;
  const was = on.get('milk_delivery', undone.delivery);
  const state = BEFORE[undone.kind];
  if (was && state) on.put('milk_delivery', { ...was, state });
  if (was && undone.kind === 'given') on.put('milk_delivery', { ...was, transfer_to: '' });
  on.put('milk_step', { ...undone, undone: true });
  on.put('milk_step', { ...undone, id: said.id, kind: 'undone', by: self.name, at, params: {} });
};

const declare: Act = (on, said, self, at) => {
  const place = on.get('milk_place', text(said.body['place']));
  if (!place) return;
  const id = text(said.body['delivery']);
  const bottles = (said.body['bottles'] as Partial<Bottle>[]).map((bottle): Bottle => {
    const known = { id: '', label: '', volume_ml: 0, expressed_at: at, use_by: '', milk: 'fresh' as const };
    return { ...known, ...bottle, state: 'declared', holder: 'mother', holder_name: place.mother_name };
  });
  on.put('milk_delivery', {
    id,
    place: place.id,
    number: '',
    mother_name: place.mother_name,
    mother_phone: place.mother_phone,
    baby_name: place.baby_name,
    pickup: place.pickup,
    drop: place.drop,
    recipients: place.recipients,
    want_pickup_at: text(said.body['want_pickup_at']),
    state: 'declared',
    job: '',
    courier: '',
    courier_name: '',
    bag: '',
    bottles,
    declared_at: at,
    promise: '',
    fee: { amount: 0, state: 'none' },
    proven: false,
    review: '',
    received_by: '',
    absent_tries: 0,
  });
  step(on, said, 'declared', self, at);
};

/** One function a verb; a verb that is not here is shown only as waiting. */
const ACTS: Record<string, Act> = {
  'milk.declare': declare,
  'milk.hand_over': handOver,
  'milk.pack': (on, said, self, at) => {
    changeDelivery(on, said, () => ({ state: 'packed', ...degrees(said) }));
    step(on, said, 'packed', self, at);
  },
  'milk.depart': (on, said, self, at) => {
    changeDelivery(on, said, () => ({ state: 'on_the_way', departed_at: at }));
    step(on, said, 'departed', self, at);
  },
  'milk.arrive': (on, said, self, at) => {
    changeDelivery(on, said, () => ({ state: 'arrived', arrived_at: at, ...degrees(said) }));
    step(on, said, 'arrived', self, at);
  },
  'milk.deliver': deliver,
  'milk.absent': (on, said, self, at) => {
    changeDelivery(on, said, (was) => ({ absent_tries: was.absent_tries + 1 }));
    step(on, said, 'absent', self, at, { action: text(said.body['action']) });
  },
  'milk.give': (on, said, self, at) => {
    changeDelivery(on, said, () => ({ transfer_to: text(said.body['to']) }));
    step(on, said, 'given', self, at, { to: on.get('worker', text(said.body['to']))?.name ?? '' });
  },
  'milk.take': take,
  'milk.return': back,
  'milk.discard': discard,
  'milk.undo': undo,
  'milk.cancel': (on, said, self, at) => {
    changeDelivery(on, said, (was) => {
      changeJob(on, was.job, { state: 'cancelled' });
      return { state: 'cancelled', ended_at: at };
    });
    step(on, said, 'cancelled', self, at);
  },
  'milk.review': (on, said) => {
    const was = on.get('milk_review', text(said.body['review']));
    if (was) on.put('milk_review', { ...was, state: 'closed', decision: text(said.body['decision']) });
  },
  'milk.answer_hold': (on, said, _, at) => {
    const was = on.get('milk_review', text(said.body['review']));
    const answer = { id: said.id, at, words: text(said.body['words']), photo: text(said.body['photo']) };
    if (was) on.put('milk_review', { ...was, answers: [...(was.answers ?? []), answer] });
  },
  'payment.receipt': (on, said, _, at) => {
    const was = on.get('statement', text(said.body['statement']));
    if (was) on.put('statement', { ...was, state: 'receipted', receipt: 'app', receipt_at: at });
  },
  'dispatch.offer': (on, said, _, at) => {
    const worker = on.get('worker', text(said.body['worker']));
    const change = {
      state: 'offered' as const,
      worker: text(said.body['worker']),
      worker_name: worker?.name ?? '',
    };
    changeJob(on, text(said.body['job']), { ...change, offered_at: at });
  },
  'dispatch.accept': (on, said, self) => {
    const job = on.get('job', text(said.body['job']));
    changeJob(on, text(said.body['job']), {
      state: 'accepted',
      worker: self.worker ?? '',
      worker_name: self.name,
    });
    const delivery = on.get('milk_delivery', job?.subject);
    if (delivery)
      on.put('milk_delivery', { ...delivery, courier: self.worker ?? '', courier_name: self.name });
  },
  'dispatch.decline': (on, said) =>
    changeJob(on, text(said.body['job']), { state: 'open', worker: '', worker_name: '' }),
  'dispatch.withdraw': (on, said) =>
    changeJob(on, text(said.body['job']), { state: 'open', worker: '', worker_name: '' }),
  'dispatch.set_out': (on, said) => changeJob(on, text(said.body['job']), { state: 'on_the_way' }),
  'messaging.mark': (on, said, self, at) => {
    const was = on.get('message', text(said.body['message']));
    const how = text(said.body['how']);
    const state = how === 'called' || how === 'skipped' ? how : 'sent';
    if (was) on.put('message', { ...was, state, sent_by: self.name, sent_at: at });
  },
  'equipment.check': (on, said, self, at) => {
    const was = on.get('cooler', text(said.body['cooler']));
    if (!was) return;
    const { seal_ok, clean, ice_frozen } = said.body as {
      seal_ok: boolean;
      clean: boolean;
      ice_frozen: number;
    };
    // What a temperature says is the server's to judge, by the settings it knows.
    const faults = [
      ...(seal_ok ? [] : ['seal']),
      ...(clean ? [] : ['dirty']),
      ...(ice_frozen < was.ice_packs ? ['ice'] : []),
    ];
    const check = {
      id: said.id,
      cooler: was.id,
      worker: self.worker ?? '',
      day: day(at),
      at,
      seal_ok,
      clean,
      ice_frozen,
      faults,
      late: false,
    };
    on.put('cooler', { ...was, last_check: check });
  },
  'equipment.hand': (on, said) => {
    const was = on.get('cooler', text(said.body['cooler']));
    const worker = on.get('worker', text(said.body['worker']));
    if (was)
      on.put('cooler', {
        ...was,
        worker: worker?.id ?? '',
        worker_name: worker?.name ?? '',
        recalled: false,
      });
  },
  'equipment.retire': (on, said) => {
    const was = on.get('cooler', text(said.body['cooler']));
    if (was) on.put('cooler', { ...was, state: said.body['state'] === 'out' ? 'out' : 'broken' });
  },
  'equipment.mend': (on, said) => {
    const was = on.get('cooler', text(said.body['cooler']));
    if (was) on.put('cooler', { ...was, state: 'ok' });
  },
  'workforce.block_phone': (on, said) => {
    const was = on.get('phone', text(said.body['phone']));
    if (was) on.put('phone', { ...was, state: 'blocked' });
  },
  'workforce.suspend': (on, said) => {
    const was = on.get('worker', text(said.body['worker']));
    if (was) on.put('worker', { ...was, state: 'suspended' });
  },
  'workforce.reinstate': (on, said) => {
    const was = on.get('worker', text(said.body['worker']));
    if (was) on.put('worker', { ...was, state: 'active' });
  },
  'approval.approve': (on, said) => on.drop('proposal', text(said.body['command'])),
  ...REGISTER_ACTS,
  ...ADMISSION_ACTS,
  ...NEED_ACTS,
  ...CARE_ACTS,
  ...FLEET_ACTS,
  ...GROUP_ACTS,
  ...LEAD_ACTS,
  ...MASSAGE_ACTS,
  ...ALARM_ACTS,
  ...RICE_ACTS,
  ...ROUND_ACTS,
  ...FINDING_ACTS,
  ...SCHEDULE_ACTS,
  ...STICKER_ACTS,
  ...TRAINING_ACTS,
  ...TRAVEL_ACTS,
  ...VISIT_ACTS,
  ...WEIGHING_ACTS,
  // The desk's word for a request knows who is in the register; it stands for the field's too.
  ...REQUEST_ACTS,
  'approval.reject': (on, said) => on.drop('proposal', text(said.body['command'])),
};
