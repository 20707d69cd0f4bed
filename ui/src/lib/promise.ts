import type { Promised } from './contract';

export type RingState = 'ok' | 'warn' | 'urgent' | 'late' | 'kept';
export interface RingView {
  state: RingState;
  /** Share of the time used, 0 to 100. */
  used: number;
  /** Minutes left; negative past the deadline. */
  left: number;
  /** Minutes the whole promise had. */
  whole: number;
}

/** The figure inside a small ring: only the largest unit, counted up past the deadline. `most` = minutes shown as minutes. */
export function figureOf(ring: RingView, most = 60): { n: number; unit: 'm' | 'h' | 'd'; sign: '' | '+' } {
  const minutes = Math.abs(ring.left);
  const sign = ring.state === 'late' ? '+' : '';
  if (minutes < most) return { n: minutes, unit: 'm', sign };
  return minutes < 2880
    ? { n: Math.floor(minutes / 60), unit: 'h', sign }
    : { n: Math.floor(minutes / 1440), unit: 'd', sign };
}

/** Amber from 75% of the time used, red from 90%: fixed for every promise of the house. */
const WARN = 75;
const URGENT = 90;

export function ringOf(
  promise: Pick<Promised, 'start' | 'due' | 'state' | 'ended_at'>,
  now: number,
): RingView {
  const start = Date.parse(promise.start);
  const due = Date.parse(promise.due);
  // A role that is shown no times gets a quiet ring.
  if (Number.isNaN(due)) return { state: 'ok', used: 0, left: 0, whole: 0 };
  const at = promise.ended_at ? Date.parse(promise.ended_at) : now;
  const used = Math.min(100, Math.max(0, ((at - start) / Math.max(1, due - start)) * 100));
  // Rounded towards the worse: 59 s left is 0 minutes, 1 s late is 1 minute late.
  const left = Math.floor((due - at) / 60_000);
  const whole = Math.round((due - start) / 60_000);
  // Struck: it had been kept all the time, and was proved later.
  if (promise.state === 'kept' || promise.state === 'struck')
    return { state: 'kept', used: Math.round(used), left, whole };
  const state =
    at >= due || promise.state === 'late' ? 'late' : used >= URGENT ? 'urgent' : used >= WARN ? 'warn' : 'ok';
  return { state, used: Math.round(used), left, whole };
}
