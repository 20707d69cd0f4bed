/** Training: sessions, places at them, checks and what somebody has read. What is read is the reader's alone. */
import type { components } from './api.gen';
import type { Id, Stamp } from './contract';

type Schemas = components['schemas'];
export type Course = Schemas['training.CoursePage'];
export type CourseLine = Schemas['training.CourseLine'];
export type Learned = Schemas['training.Learned'];
export type PersonTraining = Schemas['training.PersonPage'];
export type Paper = Schemas['workforce.CertificateOf'];
export type Matrix = Schemas['training.Matrix'];
export type MatrixRow = Schemas['training.MatrixRow'];
export type Cell = Schemas['training.Cell'];
export type TrainingSession = Schemas['training.SessionView'];
export type TrainingAttempt = Schemas['training.AttemptView'];
export type Ticked = Schemas['training.Ticked'];

/** A worker's place at a session. */
export interface TrainingPlace {
  id: Id;
  session: Id;
  worker: Id;
  worker_name: string;
  course: string;
  on: string;
  invited: boolean;
  /** Nothing: they were not there, or nobody has said so yet. */
  attended_at?: Stamp | null;
  how?: string;
}
export interface TrainingProgress {
  id: Id;
  worker: Id;
  course: string;
  module: string;
  at: Stamp;
}
/** How a check went, and what would have been right. */
export interface CheckResult {
  score: number;
  passed: boolean;
  number?: string;
  missing?: string[];
  wrong?: {
    question: string;
    right: number;
    why: { id: string; en?: string; jv?: string; osi?: string; su?: string };
  }[];
}
export interface TrainingRows {
  training_session: TrainingSession;
  training_place: TrainingPlace;
  training_attempt: TrainingAttempt;
  training_progress: TrainingProgress;
}
