import type { HomeVisit } from '../lib/contract';
import type { IconName } from '../lib/icons';
import { WITNESSED, type Step } from '../lib/journey';
import { world } from '../lib/world.svelte';

/** The picture on a step's button. */
export const STEP_ICON: Record<Step, IconName> = {
  accept: 'tick',
  set_out: 'car',
  arrive: 'pin',
  spoke: 'talk',
  aboard: 'car',
  at_centre: 'work',
  care_ended: 'tick',
  set_off_home: 'car',
  home: 'home',
  done_on_spot: 'check',
  hand_on: 'give',
  give_back: 'undo',
  no_show: 'person',
};

/** Steps that want a word more than a tap. */
export const WITH_FORM: Step[] = ['spoke', 'hand_on', 'care_ended', 'done_on_spot', 'give_back', 'no_show'];

type Simple = 'accept' | 'set_out' | 'arrive' | 'aboard' | 'at_centre' | 'set_off_home' | 'home';

/** Says a step that needs no form; while it has not left the phone it can be taken back. */
export async function say(visit: HomeVisit, step: Step, alone: boolean): Promise<void> {
  const plain = { visit: visit.id };
  const body = WITNESSED.includes(step) && alone ? { ...plain, alone: true } : plain;
  const item = await world.say(`visit.${step as Simple}`, body, visit.id);
  world.done(world.kept(), item.id);
}
