// What the import page asks the server; each rejects with a Problem, or with whatever a missing line throws.
import { json } from '../../lib/api';
import type { Problem as Refused } from '../../lib/contract';

export interface Counts {
  rows: number;
  good: number;
  bad: number;
  warned: number;
  new: number;
  unchanged: number;
  changed: number;
  doubtful: number;
  refused: number;
}
export type State = 'ready' | 'running' | 'done' | 'failed' | 'cancelled';

/** A list on its way into the register, as it stands among others. */
export interface Import {
  id: string;
  name: string;
  state: State;
  format: string;
  kind: string;
  created_at: string;
  updated_at: string;
  counts: Counts;
  /** How many commands enter it, and how many of them have been decided. */
  parts: number;
  done: number;
  code?: string;
}
export interface Problem {
  row: number;
  /** From 1; 0 or nothing is the row as a whole. */
  column?: number;
  field?: string;
  code: string;
  /** It keeps the row out. */
  error?: boolean;
}
export interface View extends Import {
  mapping: { kind: string; headers: string[]; columns: string[]; village?: string };
  unmatched: number[];
  fields: string[];
  preview: { row: number; cells: string[] }[];
  problems: Problem[];
}

const AT = 'register/imports';
export const list = async () => (await json<{ imports: Import[] }>('GET', AT)).imports;
export const view = (id: string) => json<View>('GET', `${AT}/${id}`);
export const remap = (id: string, columns: string[], village: string) =>
  json<View>('POST', `${AT}/${id}/mapping`, village ? { columns, village } : { columns });
export const run = (id: string) => json<View>('POST', `${AT}/${id}/run`, {});
/** The rows that are not in the register, with why, to be corrected and sent again. */
export const badRows = (id: string) => `/api/v1/${AT}/${id}/bad.xlsx`;

export async function cancel(id: string): Promise<void> {
  const response = await fetch(`/api/v1/${AT}/${id}/cancel`, { method: 'POST', credentials: 'same-origin' });
  if (!response.ok) throw await refusal(response.status, await response.text());
}

function refusal(status: number, body: string): Refused {
  try {
    const said = JSON.parse(body) as Partial<Refused>;
    return { code: said.code ?? 'http.' + status, status };
  } catch {
    return { code: 'http.' + status, status };
  }
}

/** Sends a file; `told` hears which share of it (0 to 1) has left. Rejects with a Problem, or without a line with an Error. */
export function upload(file: File, told: (share: number) => void): Promise<View> {
  return new Promise((done, fail) => {
    // fetch does not tell how far a body has gone.
    const request = new XMLHttpRequest();
    request.open('POST', `/api/v1/${AT}?name=${encodeURIComponent(file.name.slice(0, 200))}`);
    request.upload.onprogress = (event) => event.lengthComputable && told(event.loaded / event.total);
    request.onload = () =>
      request.status === 200
        ? done(JSON.parse(request.responseText) as View)
        : fail(refusal(request.status, request.responseText));
    request.onerror = () => fail(new Error('no line'));
    request.send(file);
  });
}

/** Of a preview: what is wrong with a cell, the worst first; column 0 is the row as a whole. */
export function problemsAt(problems: Problem[], row: number, column: number): Problem[] {
  return problems
    .filter((p) => p.row === row && (p.column ?? 0) === column)
    .sort((a, b) => Number(b.error ?? false) - Number(a.error ?? false));
}

/** Problems by what they say, the most frequent of the worst first: 300 rows with one mistake are one line. */
export function gathered(
  problems: Problem[],
): { code: string; error: boolean; column: number; rows: number[] }[] {
  const all = new Map<string, { code: string; error: boolean; column: number; rows: number[] }>();
  for (const p of problems) {
    const key = `${p.code}/${p.column ?? 0}`;
    const there = all.get(key);
    if (there) there.rows.push(p.row);
    else all.set(key, { code: p.code, error: !!p.error, column: p.column ?? 0, rows: [p.row] });
  }
  return [...all.values()].sort((a, b) => Number(b.error) - Number(a.error) || b.rows.length - a.rows.length);
}
