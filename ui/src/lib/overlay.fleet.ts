import type { Act } from './overlay';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const stands =
  (state: string): Act =>
  (on, said) => {
    const was = on.get('vehicle', text(said.body['vehicle']));
    if (was) on.put('vehicle', { ...was, state });
    for (const team of on.where('team', (one) => one.vehicle === was?.id))
      on.put('team', { ...team, vehicle_state: state });
  };

/** What is told of vehicles and roads shows at once, also without signal. */
export const FLEET_ACTS: Record<string, Act> = {
  'fleet.vehicle_broken': stands('broken'),
  'fleet.vehicle_mended': stands('ok'),
  'fleet.close_road': (on, said, _, at) => {
    const { closure, label, village, lat, lon, until, reason } = said.body as Record<string, string> & {
      lat?: number;
      lon?: number;
    };
    on.put('road_closure', {
      id: text(closure),
      label: text(label),
      village: text(village),
      lat: Number(lat ?? 0),
      lon: Number(lon ?? 0),
      from: at,
      until: text(until),
      reason: text(reason),
      state: 'closed',
    });
  },
  'fleet.open_road': (on, said) => {
    const was = on.get('road_closure', text(said.body['closure']));
    if (was) on.put('road_closure', { ...was, state: 'opened' });
  },
};
