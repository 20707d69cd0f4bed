import type { components } from '../../lib/api.gen';

/** Whether the standing week has room for an applicant, at which hour, and where it is tightest. */
export type Advice = components['schemas']['admission.Advice'];

/** How many such mothers the couriers can serve, a weekday each. */
export type Rooms = components['schemas']['admission.Rooms'];

/** An hour (HH:MM) as people write it here: 11.40. */
export const clock = (hour: string): string => hour.replace(':', '.');

/** Green, amber or red, with the icon beside it: meaning is never by colour alone. */
export const FACE: Record<
  string,
  { tone: 'green' | 'amber' | 'red' | undefined; icon: 'check' | 'clock' | 'warn' | 'pin' }
> = {
  fits: { tone: 'green', icon: 'check' },
  moved: { tone: 'amber', icon: 'clock' },
  not: { tone: 'red', icon: 'warn' },
  unknown: { tone: undefined, icon: 'pin' },
};
