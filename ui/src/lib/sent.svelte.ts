import { untrack } from 'svelte';
import { world } from './world.svelte';

/**
 * Reads a list of the server anew when something that was kept here without signal has gone out. `of` are the beginnings of
 * the verbs that change the list, as `lead.`. Is called while a part is set up.
 */
export function whenSent(of: string[], read: () => void): void {
  let had = 0;
  $effect(() => {
    const left = world.waiting.filter(({ envelope }) =>
      of.some((begin) => envelope.verb.startsWith(begin)),
    ).length;
    if (left < had) untrack(read);
    had = left;
  });
}
