import { type Lifted, nudge, type Room } from './grid';

/** How far a pointer goes before it means a drag, in pixels. */
const SLACK = 6;
interface Drag extends Lifted {
  x: number;
  y: number;
  dx: number;
  dy: number;
  on: boolean;
}

/** Moves a visit of the calendar by pointer, or by keyboard: space lifts it, arrows move it, enter puts it down. */
export class Mover {
  drag = $state.raw<Drag | null>(null);
  lifted = $state.raw<Lifted | null>(null);
  private begun: Lifted | null = null;
  private dropped = false;

  constructor(
    /** Where a point of the screen is in the calendar; null: outside of it. */
    private under: (x: number, y: number, held: Drag) => Pick<Lifted, 'row' | 'day' | 'minute'> | null,
    private room: () => Room,
    private put: (held: Lifted) => void,
    /** Somebody holds this visit now: where it could go may be asked. */
    private lift: (booking: string) => void = () => undefined,
  ) {}

  /** Where it would go now. */
  get target(): Lifted | null {
    return this.drag?.on ? this.drag : this.lifted;
  }
  shiftOf(booking: string): string | undefined {
    const { drag } = this;
    return drag?.on && drag.booking === booking ? `translate(${drag.dx}px, ${drag.dy}px)` : undefined;
  }

  down(event: PointerEvent, held: Lifted): void {
    if (event.button !== 0 || event.pointerType === 'touch') return; // a finger scrolls; it moves by the form
    this.begun = held;
    this.drag = { ...held, x: event.clientX, y: event.clientY, dx: 0, dy: 0, on: false };
  }
  move(event: PointerEvent): void {
    const { drag } = this;
    if (!drag) return;
    const [dx, dy] = [event.clientX - drag.x, event.clientY - drag.y];
    if (!drag.on && Math.hypot(dx, dy) < SLACK) return;
    if (!drag.on) this.lift(drag.booking);
    const next = { ...drag, dx, dy, on: true };
    this.drag = { ...next, ...this.under(event.clientX, event.clientY, next) };
  }
  up(): void {
    const was = this.drag;
    this.drag = null;
    if (!was?.on) return;
    this.dropped = true; // the click that follows is the end of the drag
    setTimeout(() => (this.dropped = false));
    this.leave(was);
  }
  cancel(): void {
    this.drag = null;
    this.lifted = null;
  }
  /** A click that is not the end of a drag. */
  press(open: () => void): void {
    if (!this.dropped) open();
  }
  key(event: KeyboardEvent, held: Lifted, may: boolean): void {
    const { lifted } = this;
    if (event.key === ' ' && may) {
      this.begun = held;
      this.lifted = lifted ? null : held;
      if (!lifted) this.lift(held.booking);
    } else if (lifted && event.key.startsWith('Arrow'))
      this.lifted = nudge(lifted, event.key, event.shiftKey, this.room());
    else if (lifted && event.key === 'Enter') {
      this.lifted = null;
      this.leave(lifted);
    } else if (lifted && event.key === 'Escape') this.lifted = null;
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
  private leave(held: Lifted): void {
    const { begun } = this;
    const same = begun?.row === held.row && begun.day === held.day && begun.minute === held.minute;
    if (!same) this.put({ booking: held.booking, row: held.row, day: held.day, minute: held.minute });
  }
}
