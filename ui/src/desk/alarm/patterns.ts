import type { ALARM_MEANINGS } from '../../lib/contract.alarm';

/** A pattern that is known somewhere, to choose from. It says nothing of another village: each has its own. */
export interface Pattern {
  pattern: string;
  meaning: (typeof ALARM_MEANINGS)[number];
  /** What it is called there. */
  words: string;
  /** Catalogue key app.alarm.from_<from>: where it was found. */
  from: 'java' | 'interview' | 'posts' | 'proposal';
}

/**
 * Sources: the common Javanese set from katamaiyah.caknun.com, pontren.com and Kompasiana (KKN UM); 6-6 from one
 * interview at radarpena.disway.id, which contradicts it; 3-1 and 1-3 from the guard posts that Suara.com tells of.
 * Nowhere is there a pattern for illness: the last line is our proposal, and the village decides.
 */
export const PATTERNS: Pattern[] = [
  { pattern: '1-1-1', meaning: 'death', words: 'Rojo pati', from: 'java' },
  { pattern: '2-2-2', meaning: 'thief', words: 'Maling', from: 'java' },
  { pattern: '3-3-3', meaning: 'fire', words: 'Kobongan', from: 'java' },
  { pattern: '4-4-4', meaning: 'disaster', words: 'Banjir, gempa', from: 'java' },
  { pattern: '5-5-5', meaning: 'livestock', words: 'Rojo koyo', from: 'java' },
  { pattern: '1-7-1', meaning: 'safe', words: 'Doro muluk', from: 'java' },
  { pattern: 'titir', meaning: 'danger', words: 'Titir', from: 'java' },
  { pattern: '6-6', meaning: 'death', words: 'Doro muluk', from: 'interview' },
  { pattern: '3-1', meaning: 'disaster', words: 'Bencana', from: 'posts' },
  { pattern: '1-3', meaning: 'accident', words: 'Kecelakaan', from: 'posts' },
  { pattern: '3-3', meaning: 'old_needs_help', words: 'Minta tolong lansia', from: 'proposal' },
];
