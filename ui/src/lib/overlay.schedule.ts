import type { MilkHoliday, Place, SchedulePeriod } from './contract';
import type { Act } from './overlay';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What the days ahead look like before the server has heard; who comes instead is its to say. */
export const SCHEDULE_ACTS: Record<string, Act> = {
  'schedule.skip': (on, said) => {
    const was = on.get('milk_pickup', text(said.body['pickup']));
    if (was) on.put('milk_pickup', { ...was, state: 'skipped', reason: text(said.body['reason']) });
  },
  'schedule.courier_out': (on, said) => {
    const worker = text(said.body['worker']);
    const day = text(said.body['day']);
    on.put('milk_absence', {
      id: said.id,
      worker,
      worker_name: on.get('worker', worker)?.name ?? '',
      day,
      reason: text(said.body['reason']),
    });
  },
  'schedule.courier_back': (on, said) => {
    const { worker, day } = said.body;
    for (const a of on.where('milk_absence', (x) => x.worker === worker && x.day === day))
      on.drop('milk_absence', a.id);
  },
  'schedule.set': (on, said) => {
    const id = text(said.body['place']);
    const courier = text(said.body['courier']);
    on.put('milk_schedule', {
      ...on.get('milk_schedule', id),
      id,
      courier,
      courier_name: on.get('worker', courier)?.name ?? '',
      periods: (said.body['periods'] ?? []) as SchedulePeriod[],
    });
  },
  'schedule.set_finish': (on, said) => {
    const id = text(said.body['place']);
    const was = on.get('milk_schedule', id) ?? { id, periods: [] };
    const { ward: _, ward_from: __, ward_to: ___, ...home } = was;
    const ward = said.body['finish'] as Place | undefined;
    on.put(
      'milk_schedule',
      ward ? { ...home, ward, ward_from: text(said.body['from']), ward_to: text(said.body['to']) } : home,
    );
  },
  'schedule.set_holiday': (on, said) => {
    const { day, kind, name } = said.body;
    on.put('milk_holiday', {
      id: said.id,
      day: text(day),
      kind: text(kind) as MilkHoliday['kind'],
      name: text(name),
    });
  },
  'schedule.drop_holiday': (on, said) => on.drop('milk_holiday', text(said.body['holiday'])),
};
