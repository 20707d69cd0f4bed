import { codeOf } from '../lib/api';
import { day } from '../lib/format';
import { world } from '../lib/world.svelte';
import { answered, ask } from './ask';
import { pageHere, type Page } from './people';

/** The page of a person or a household: asked of the server, made of this phone's rows where there is no line. */
export class Loaded {
  page = $state.raw<Page | null>(null);
  /** A code of ours when there is no such page. */
  code = $state('');
  /** Made of what this phone holds. */
  here = $state(false);
  full = $state(false);
  private round = 0;

  constructor(
    private kind: 'person' | 'household',
    private id: string,
  ) {}

  async load(full = false): Promise<void> {
    const mine = ++this.round;
    try {
      const page = await (this.kind === 'person' ? ask.person(this.id, full) : ask.household(this.id, full));
      if (mine !== this.round) return;
      this.page = page;
      this.here = false;
      this.full = full;
      this.code = '';
      keepTexts(page);
    } catch (error) {
      if (mine !== this.round) return;
      const local = pageHere(world.rows, this.kind, this.id, day(world.now));
      // Just registered on this phone and not yet sent: the server does not know of it.
      if (local && (!answered(error) || codeOf(error) === 'not_found')) {
        this.page = { ...local, texts: keptTexts() };
        this.here = true;
      } else if (!this.page || answered(error)) this.code = codeOf(error);
    }
  }

  /** With what was just said over it, where the page comes from this phone. */
  refresh(): void {
    if (!this.here) return;
    const local = pageHere(world.rows, this.kind, this.id, day(world.now));
    if (local) this.page = { ...local, texts: keptTexts() };
  }
}

const TEXTS = 'sambang.consent_texts';

/** The texts that are read out before a consent, kept for a day without signal; they are nobody's secret. */
function keepTexts(page: Page): void {
  try {
    if (page.texts.length > 0) localStorage.setItem(TEXTS, JSON.stringify(page.texts));
  } catch {
    // Without room they are read again with signal.
  }
}
export function keptTexts(): Page['texts'] {
  try {
    return JSON.parse(localStorage.getItem(TEXTS) ?? '[]') as Page['texts'];
  } catch {
    return [];
  }
}
