// The way back from a move: the job to who had it, at the hour it had, and what a person had wished of it.
import type { Id } from '../../lib/contract';
import type { PlanWish } from '../../lib/contract.plan';
import type { Lane } from '../../lib/plan';
import { t } from '../../lib/text';
import { world } from '../../lib/world.svelte';
import { toast } from '../../register/tell';
import { sayMove, sayUnpin, type On } from './ask';

/** How long the way back waits for the plan that is being made, and how often it looks (milliseconds). */
const PATIENCE_MS = 20_000;
const LOOK_MS = 300;

const planOf = (on: On) => world.rows.where('day_plan', (p) => p.group === on.group && p.day === on.day)[0];

/** Resolves with the plan as it stands when nothing is being planned any more, or when waiting has been long enough. */
async function settled(on: On): Promise<On> {
  for (let waited = 0; planOf(on)?.stale_since && waited < PATIENCE_MS; waited += LOOK_MS)
    await new Promise((done) => setTimeout(done, LOOK_MS));
  return { ...on, version: planOf(on)?.version ?? on.version };
}

/** Made before the move, because it remembers how things stand. */
export function undoMove(on: On, job: Id, lanes: Lane[], wishes: PlanWish[]): () => Promise<void> {
  const lane = lanes.find((one) => one.bars.some((bar) => bar.job === job));
  const at = lane?.stops.find((stop) => stop.job === job)?.at;
  const wished = wishes.some((wish) => wish.id === job && wish.worker);
  return async () => {
    // What nobody had before is nobody's again: the plan finds it a place or says why not.
    const told = lane ? await sayMove(await settled(on), job, lane.worker, at) : await sayUnpin(on, job);
    toast(told, t('plan.undone'));
    if (told.status === 'refused') world.tell(t('plan.undo_not'));
    // It is back where it was; only then may the plan decide again.
    else if (lane && !wished) await sayUnpin(await settled(on), job);
  };
}
