import type { Id, Table } from '../../lib/contract';
import type { VisitRecord } from '../../lib/contract.care';
import type { Tables } from '../../lib/tables';

/** Somebody in a rhythm of visits, as the village's own hold it; the id is the person's. */
export interface Round {
  id: Id;
  person: Id;
  name?: string;
  village: Id;
  hamlet?: string;
  group: string;
  groups?: string[];
  /** What is due next: round, K1 to K6, KF1 to KF4, KN1 to KN3. */
  code?: string;
  /** Codes whose time has passed. */
  missed?: string[];
  /** hospital or mourning: nobody is to be sent now. */
  paused?: string;
  /** Civil days: when somebody came last, when the next visit is due, from when on it is late. */
  last_on?: string;
  due_on?: string;
  late_from?: string;
  planned_on?: string;
  planned_for?: Id[];
  planned_names?: string[];
  /** The visit that is planned. */
  visit?: Id;
  last_outcome?: string;
  not_home_count?: number;
  refused_on?: string;
  at_risk?: boolean;
}

/** The rows of rounds and of visit records. */
export const of = {
  rounds: (rows: Tables): Round[] => rows.all('round' as Table) as unknown as Round[],
  records: (rows: Tables): VisitRecord[] => rows.all('visit_record' as Table) as unknown as VisitRecord[],
};
