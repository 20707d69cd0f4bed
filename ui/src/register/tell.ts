import type { BodyOf, Verb } from '../lib/verbs';
import { t } from '../lib/text';
import { world } from '../lib/world.svelte';

/** How long a form waits for the server's word (milliseconds) before it trusts the outbox and closes. */
const PATIENCE_MS = 8_000;

export interface Told {
  /** kept: on the phone, goes out when there is signal. */
  status: 'accepted' | 'kept' | 'refused' | 'held' | 'proposed';
  code?: string;
  field?: string;
  result?: Record<string, unknown>;
}

const late = (): Promise<null> => new Promise((done) => setTimeout(() => done(null), PATIENCE_MS));

/**
 * Says something about people. With a line it waits for the answer, so that a form can show why it was refused and
 * keeps what was typed; without one it is kept on the phone. `subject` chains it behind what was said of the same.
 */
export async function tell<V extends Verb>(verb: V, body: BodyOf<V>, subject?: string): Promise<Told> {
  if (!world.online || world.line === 'signal') {
    await world.say(verb, body, subject);
    return { status: 'kept' };
  }
  const answer = await Promise.race([world.ask(verb, body, subject), late()]);
  if (!answer) return { status: 'kept' };
  // The form says it; the bar at the top need not say it again.
  if (answer.status === 'refused') world.dismiss(answer.id);
  return answer;
}

/** The short word at the bottom after something was said. */
export function toast(told: Told, words: string): void {
  if (told.status === 'kept') world.tell(t('toast.kept'));
  else if (told.status === 'proposed') world.tell(t('reg.proposed'));
  else if (told.status === 'held') world.tell(t('reg.held'));
  else world.tell(words);
}
