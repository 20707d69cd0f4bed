import type { PhoneWord } from './contract';
import type { Item } from './keep';

type Power = { level: number; addEventListener(kind: 'levelchange', act: () => void): void };

/** What this phone knows of itself: its battery, where the browser tells it; -1 where it does not. */
class Health {
  battery = $state(-1);

  constructor() {
    const power = (navigator as { getBattery?: () => Promise<Power> }).getBattery?.();
    void power?.then(
      (p) => {
        const read = () => (this.battery = Math.round(p.level * 100));
        read();
        p.addEventListener('levelchange', read);
      },
      () => undefined,
    );
  }

  /** When the oldest command that waits was made, by this phone. */
  oldest(waiting: Item[]): string {
    return (
      waiting
        .map((item) => item.envelope.occurred_at ?? '')
        .filter(Boolean)
        .sort()[0] ?? ''
    );
  }

  /** What is said with a round of sync; `pictures` wait beside the commands. */
  word(waiting: Item[], refused: number, pictures: number): PhoneWord {
    const word: PhoneWord = {
      unsent: waiting.length + pictures,
      refused,
      battery: this.battery,
      at: new Date().toISOString(),
    };
    const oldest = this.oldest(waiting);
    return oldest ? { ...word, oldest } : word;
  }
}
export const health = new Health();
