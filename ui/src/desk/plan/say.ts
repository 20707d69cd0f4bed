// How the day plan puts things into words.
import { duration, hour, number } from '../../lib/format';
import type { Bar, Lane } from '../../lib/plan';
import type { Over } from '../../lib/plan-over';
import { has, t } from '../../lib/text';
import type { Cost } from './ask';

/** What stands beside a job whose promise is not sure; "" where it is. */
export function lateWords(bar: Pick<Bar, 'standing' | 'over'>): string {
  if (bar.standing !== 'late' && bar.standing !== 'risk') return '';
  return t(bar.standing === 'late' ? 'plan.late' : 'plan.risk', { time: duration(bar.over) });
}

/** How much somebody has to do; where nothing is left, what the day was. */
export function loadWords(lane: Lane, over: Over): string {
  if (lane.bars.length > 0)
    return t('plan.load', {
      n: lane.bars.length,
      from: hour(lane.depart),
      to: hour(lane.back),
      km: number(lane.metres / 1000, 1),
    });
  if (over.visits === 0) return t('plan.free');
  const words = { n: over.visits, without: over.without };
  return t(over.without > 0 ? 'plan.over_without' : 'plan.over', words);
}

/** Why somebody cannot have a job, by the planner's word. */
export const whyWords = (why: string): string => (has('plan.why.' + why) ? t('plan.why.' + why) : why);

const minutes = (seconds: number): number => Math.round(Math.abs(seconds) / 60);

/** "2 promises later, 14 minutes more": what a move costs, or that it costs nothing. */
export function costWords(cost: Cost): string {
  const time = duration(minutes(cost.working_s));
  const said = [
    cost.lost.length > 0 && t('plan.cost_lost', { n: cost.lost.length }),
    cost.later.length > 0 && t('plan.cost_later', { n: cost.later.length }),
    cost.sooner.length > 0 && t('plan.cost_sooner', { n: cost.sooner.length }),
    cost.won.length > 0 && t('plan.cost_won', { n: cost.won.length }),
    minutes(cost.working_s) > 0 && t(cost.working_s > 0 ? 'plan.cost_more' : 'plan.cost_less', { time }),
  ].filter((one) => one !== false);
  return said.length > 0 ? said.join(', ') : t('plan.cost_nothing');
}

/** By how much somebody's promise would not be kept. */
export const lateBy = (seconds: number): string =>
  t('plan.change_late', { time: duration(Math.max(1, minutes(seconds))) });
