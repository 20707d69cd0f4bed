// Where somebody comes to who opens the app without an address.
import type { Id } from './contract';
import type { Tables } from './tables';
import { teamsNow } from './visit';

/** Whether somebody is of a team that is on duty now. */
export const onTeam = (rows: Tables, worker: Id, now: number): boolean =>
  worker !== '' && teamsNow(rows, now).some((team) => team.members.some((m) => m.id === worker));

/** A phone, by the width at which the desk's list and its panel no longer stand side by side. */
export const narrow = (): boolean => matchMedia('(max-width: 63.99rem)').matches;
