import type { components } from '../../lib/api.gen';
import { number } from '../../lib/format';
import { t } from '../../lib/text';

export type Rates = components['schemas']['whatif.Rates'];
export type Scenario = components['schemas']['whatif.Scenario'];
export type Play = components['schemas']['api.Play'];
export type Result = components['schemas']['whatif.Result'];

/** A scenario that can be ticked; the name goes with the question and stands on the answer. */
export interface Choice {
  key: string;
  scenario: Scenario;
}

/** What a shorter promise is: an hour less of four, half an hour less of two. */
const shorter = (minutes: number): number => (minutes >= 180 ? minutes - 60 : minutes - 30);

/** The minutes of the promise that a scenario shortens: that of the whole way, or of being fetched. */
export function promiseOf(rates: Rates): number {
  return rates.standing?.promise ?? rates.calls.find((call) => call.rice > 0)?.promise ?? 0;
}

/** What may be compared: as it is now first, then one change each. */
export function choices(rates: Rates): Choice[] {
  const now = rates.crew.workers;
  const one = (key: string, name: string, change: Partial<Scenario> = {}): Choice => ({
    key,
    scenario: { ...change, name: name },
  });
  const out = [one('now', t('whatif.scenario_now'))];
  if (now > 1) out.push(one('less', t('whatif.scenario_less'), { workers: now - 1 }));
  out.push(one('more', t('whatif.scenario_more'), { workers: now + 1 }));
  out.push(one('more2', t('whatif.scenario_more2'), { workers: now + 2 }));
  if (rates.crew.vehicles < now) out.push(one('vehicle', t('whatif.scenario_vehicle'), { more_vehicles: 1 }));
  if ((rates.standing?.per_courier ?? 0) > 0)
    out.push(one('ceiling', t('whatif.scenario_ceiling'), { per_courier: -1 }));
  const promise = shorter(promiseOf(rates));
  if (promise >= 30)
    out.push(
      one('promise', t('whatif.scenario_promise', { hours: number(promise / 60, promise % 60 ? 1 : 0) }), {
        promise,
      }),
    );
  out.push(one('rain', t('whatif.scenario_rain'), { rain: 0.5 }));
  out.push(one('demand', t('whatif.scenario_demand'), { demand: 1.5 }));
  return out;
}

/** A base that is moved to the middle of a village. */
export function moved(rates: Rates, village: string): Choice[] {
  const to = rates.villages.find((one) => one.name === village);
  return to ? [{ key: 'base', scenario: { name: t('whatif.scenario_base', { village }), base: to.at } }] : [];
}

/** The figures that a group has: couriers owe no rice, teams have no list. */
export function told(rates: Rates, figure: string): boolean {
  if (figure === 'mothers' || figure === 'waiting') return !!rates.standing;
  return figure !== 'rice' || rates.calls.length > 0;
}

/** A day's figure for the plot day by day. */
export function daily(day: components['schemas']['whatif.Day'], figure: string): number {
  const of: Record<string, number> = { served: day.served, mothers: day.mothers, missed: day.missed };
  return of[figure] ?? 0;
}
