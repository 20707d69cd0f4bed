/** The rows of certificates of six months. Days are civil days, YYYY-MM-DD. */
import type { Id, Stamp } from './contract';

export interface SixMonthCertificate {
  id: Id;
  baby: Id;
  baby_name: string;
  mother?: Id;
  mother_name: string;
  village: Id;
  /** to_tell: its rule is broken, and the mother does not know yet. */
  state: 'valid' | 'to_tell' | 'withdrawn';
  number: string;
  issued_on: string;
  print_mother?: string;
  print_baby?: string;
  broken_at?: Stamp;
  told_at?: Stamp;
  /** The path on which anybody may check it. */
  page: string;
}
export interface GraduationRows {
  six_month_certificate: SixMonthCertificate;
}
