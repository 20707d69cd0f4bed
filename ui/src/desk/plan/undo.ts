// The way back from a move: the job to who had it, at the place it had, and what a person had wished of it.
import type { Id } from '../../lib/contract';
import type { PlanWish } from '../../lib/contract.plan';
import { placeOf, type Lane } from '../../lib/plan';
import { t } from '../../lib/text';
import { world } from '../../lib/world.svelte';
import { toast } from '../../register/tell';
import { sayMove, sayUnpin, type On } from './ask';

/** Made before the move, because it remembers how things stand; the plan it moves in then is the newest. */
export function undoMove(on: On, job: Id, lanes: Lane[], wishes: PlanWish[]): () => Promise<void> {
  const lane = lanes.find((one) => one.bars.some((bar) => bar.job === job));
  const place = lane ? placeOf(lane, job) : 0;
  const wished = wishes.some((wish) => wish.id === job && wish.worker);
  return async () => {
    const now = world.rows.where('day_plan', (p) => p.group === on.group && p.day === on.day)[0];
    const here = { ...on, version: now?.version ?? on.version };
    // What nobody had before is nobody's again: the plan finds it a place or says why not.
    const told = lane ? await sayMove(here, { job, worker: lane.worker, place }) : await sayUnpin(here, job);
    if (told.status === 'accepted' && lane && !wished) await sayUnpin(here, job);
    toast(told, t(told.status === 'refused' ? 'plan.undo_not' : 'plan.undone'));
  };
}
