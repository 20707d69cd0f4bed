/** The rows of those who can be sent, beside teams, vehicles and closed roads. */
import type { Id, Stamp } from './contract';

/** Who has the telephone from an hour to an hour. */
export interface OnCall {
  id: Id;
  worker: Id;
  worker_name: string;
  from: Stamp;
  to: Stamp;
  state: 'on' | 'ended';
}
export interface FleetRows {
  on_call: OnCall;
}
