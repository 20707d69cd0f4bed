import type { Envelope } from './contract';
import type { RoundOutcome } from './contract.rounds';
import type { Act, Self } from './overlay';
import type { Tables } from './tables';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The plan of somebody ends; what becomes of the rhythm the server says. */
function free(on: Tables, person: string, change: object): void {
  const was = on.get('round', person);
  if (!was) return;
  const { visit: _visit, planned_on: _on, ...rest } = was;
  on.put('round', { ...rest, planned_for: [], planned_names: [], ...change });
}

/** A visit, as this phone has told it: whoever was seen is not on the list any more. */
function visited(on: Tables, said: Envelope, self: Self, at: string): void {
  const id = text(said.body['visit']);
  const person = text(said.body['person']);
  const outcome = text(said.body['outcome']) as RoundOutcome;
  const day = text(said.body['on']);
  const round = on.get('round', person);
  const was = on.get('round_visit', id);
  on.put('round_visit', {
    ...(was ?? {
      id,
      person,
      person_name: round?.name ?? '',
      village: round?.village ?? '',
      ...(round ? { group: round.group, code: round.code } : {}),
      workers: [],
    }),
    outcome,
    why: text(said.body['why']),
    on: day,
    by_name: self.name,
    at,
  });
  if (outcome === 'done')
    free(on, person, { last_on: day, last_outcome: outcome, due_on: '9999-12-31', late_from: '9999-12-31' });
  else if (outcome === 'refused')
    free(on, person, {
      last_outcome: outcome,
      refused_on: day,
      due_on: '9999-12-31',
      late_from: '9999-12-31',
    });
  else free(on, person, { last_outcome: outcome, not_home_count: (round?.not_home_count ?? 0) + 1 });
}

function planned(on: Tables, said: Envelope): void {
  const plans = Array.isArray(said.body['plans']) ? (said.body['plans'] as Record<string, unknown>[]) : [];
  const worker = on.get('worker', text(said.body['worker']));
  const team = on.get('team', text(said.body['team']));
  for (const plan of plans) {
    const was = on.get('round', text(plan['person']));
    if (!was) continue;
    on.put('round', {
      ...was,
      visit: text(plan['visit']),
      planned_on: text(plan['on']),
      planned_for: worker ? [worker.id] : (team?.members ?? []).map((m) => m.id),
      planned_names: worker ? [worker.name] : (team?.members ?? []).map((m) => m.name),
    });
  }
}

export const ROUND_ACTS: Record<string, Act> = {
  'round.visit': visited,
  'round.plan': planned,
  'round.unplan': (on, said) => {
    const visit = on.get('round_visit', text(said.body['visit']));
    if (!visit) return;
    on.put('round_visit', { ...visit, outcome: 'unplanned' });
    free(on, visit.person, {});
  },
};
