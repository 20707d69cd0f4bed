import { world } from '../lib/world.svelte';
import { answered, ask, type Candidate } from './ask';
import { alikeHere, findHere, type Hit } from './people';

/** A finger rests this long (milliseconds) before the server is asked. */
const REST_MS = 140;

/** Search as it is typed: asks the server when the fingers rest, and looks on the phone where there is no line. */
export class Finding {
  hits = $state.raw<Hit[]>([]);
  busy = $state(false);
  /** Found on this phone only: the server was not reached. */
  here = $state(false);
  /** What the hits are of. */
  said = $state('');
  private round = 0;
  private timer = 0;

  find(said: string, village = ''): void {
    this.later(
      said.trim(),
      () => ask.search(said.trim(), village),
      () => findHere(world.rows, said),
    );
  }

  /** Who may be there already. */
  alike(candidate: Candidate): void {
    const said = JSON.stringify(candidate);
    this.later(
      candidate.name.trim().length > 2 || candidate.person ? said : '',
      () => ask.alike(candidate),
      () => alikeHere(world.rows, candidate),
    );
  }

  private later(said: string, there: () => Promise<Hit[]>, here: () => Hit[]): void {
    clearTimeout(this.timer);
    const mine = ++this.round;
    if (said === '') {
      this.hits = [];
      this.said = '';
      this.busy = false;
      return;
    }
    this.busy = true;
    this.timer = window.setTimeout(async () => {
      const found = await there().then(
        (hits) => ({ hits, here: false }),
        (error: unknown) => ({ hits: here(), here: !answered(error) }),
      );
      if (mine !== this.round) return;
      this.hits = found.hits;
      this.here = found.here;
      this.said = said;
      this.busy = false;
    }, REST_MS);
  }
}
