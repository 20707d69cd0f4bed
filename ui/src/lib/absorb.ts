import type { Answer, SyncAnswer } from './contract';
import { emptyPatch, type Patch, type Snapshot } from './keep';

/** Settled commands are kept this long, to be offered again to a server that went back to a backup. */
export const KEEP_SENT_MS = 30 * 24 * 3600 * 1000;

/** The number in a head `seq.hash8`; -1 for none. */
export function seqOf(head: string): number {
  const seq = Number.parseInt(head, 10);
  return Number.isNaN(seq) ? -1 : seq;
}

/**
 * What one answer of the server changes on the phone, as one atomic patch. Pure: the phone's clock is given.
 * A row lives while an audience of ours holds it; an outbox item leaves only when its id is answered, and a refused
 * one stays until the person has seen it off.
 */
export function absorb(was: Snapshot, said: SyncAnswer, now: number): Patch {
  const patch = emptyPatch();
  settle(was, said.answers, now, patch);
  if (said.reset) offerAgain(was, patch);
  rowsOf(was, said, patch);
  const start = said.reset || said.lost.length > 0 ? {} : was.meta.cursors;
  const newer = said.reset || seqOf(said.head) >= seqOf(was.meta.head);
  patch.meta = {
    cursors: { ...start, ...(said.lost.length > 0 ? {} : said.cursors) },
    head: newer ? said.head : was.meta.head,
    token: said.token,
    skew: Date.parse(said.now) - now,
    // Until all of it has come for the first time nothing may look empty that is only not here yet.
    synced: said.more && was.meta.synced === 0 ? 0 : now,
  };
  const old = was.sent.filter((sent) => now - sent.at > KEEP_SENT_MS && !patch.dropSent.includes(sent.id));
  patch.dropSent.push(...old.map((sent) => sent.id));
  return patch;
}

function settle(was: Snapshot, answers: Answer[], now: number, patch: Patch): void {
  const waiting = new Map(was.outbox.map((item) => [item.id, item]));
  for (const answer of answers) {
    const item = waiting.get(answer.id);
    if (!item) continue;
    if (answer.status === 'refused') {
      patch.putItems.push({ ...item, state: 'refused', code: answer.code, field: answer.field });
      continue;
    }
    patch.dropItems.push(item.id);
    patch.putSent.push({ id: item.id, envelope: item.envelope, at: now, answer });
  }
}

/** A server whose history is not ours may have lost what we sent: the same ids again are harmless where it has not. */
function offerAgain(was: Snapshot, patch: Patch): void {
  if (seqOf(was.meta.head) < 0) return;
  for (const sent of was.sent) {
    patch.putItems.push({ id: sent.id, envelope: sent.envelope, state: 'waiting', again: true });
    patch.dropSent.push(sent.id);
  }
}

function rowsOf(was: Snapshot, said: SyncAnswer, patch: Patch): void {
  if (said.reset) patch.clear = true;
  const members = new Map(said.reset ? [] : was.members);
  const touched = new Set<string>();
  for (const member of was.members.values()) {
    if (said.reset || !said.lost.includes(member.audience)) continue;
    members.delete(member.key);
    patch.dropMembers.push(member.key);
    touched.add(member.row);
  }
  for (const change of said.changes) {
    const row = `${change.tbl}/${change.id}`;
    const key = `${change.audience}|${row}`;
    touched.add(row);
    if (change.gone) {
      if (members.delete(key)) patch.dropMembers.push(key);
    } else if (!members.has(key)) {
      const member = { key, audience: change.audience, row };
      members.set(key, member);
      patch.putMembers.push(member);
    }
  }
  const held = new Set([...members.values()].map((member) => member.row));
  // A key both put and dropped in one answer must end as the last word says.
  patch.putMembers = patch.putMembers.filter((member) => members.has(member.key));
  patch.dropMembers = patch.dropMembers.filter((key) => !members.has(key));
  const rows = said.reset ? new Map<string, never>() : was.rows;
  for (const row of touched) if (!held.has(row) && rows.has(row)) patch.dropRows.push(row);
  for (const { tbl, id, seq, row } of said.rows) {
    const key = `${tbl}/${id}`;
    if (held.has(key)) patch.putRows.push({ key, tbl, id, seq, row });
  }
}
