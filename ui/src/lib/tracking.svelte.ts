import { watch, type Tracking } from './positions';

/** Whether this phone is telling where it is: only while a job runs. */
class Track {
  state = $state<Tracking | 'off'>('off');
  private stop: (() => void) | null = null;

  run(wanted: boolean): void {
    if (wanted === (this.stop !== null)) return;
    if (wanted) {
      this.state = 'on';
      this.stop = watch((state) => (this.state = state));
    } else {
      this.stop?.();
      this.stop = null;
      this.state = 'off';
    }
  }
}
export const tracking = new Track();
