import type { Envelope } from './contract';
import type { FindingKind, FindingLine, FindingRow } from './contract.finding';
import type { Act } from './overlay';
import type { Tables } from './tables';

const text = (value: unknown): string => (typeof value === 'string' ? value : '');

/** What this phone has told of and the server has not answered: without a number, and nobody has it yet. */
const report: Act = (on, said, self, at) => {
  const id = text(said.body['finding']);
  if (on.get('finding', id)) return;
  on.put('finding', {
    id,
    number: '',
    kind: text(said.body['kind']) as FindingKind,
    state: 'open',
    village: text(said.body['village']),
    house_code: text(said.body['code']),
    what: text(said.body['what']),
    photo: text(said.body['photo']),
    owner: '',
    owner_name: '',
    found_by: self.worker ?? '',
    found_by_name: self.name,
    found_at: at,
    due_on: '',
    letters: 0,
    reminders: 0,
    overdue: false,
    timeline: [lineOf(said, 'reported', self.name, at)],
  });
};

function lineOf(said: Envelope, kind: string, name: string, at: string): FindingLine {
  return {
    id: said.id,
    kind,
    at,
    recorded_at: at,
    by_name: name,
    note: text(said.body['note']),
    photo: text(said.body['photo']),
  };
}

function change(on: Tables, said: Envelope, to: (was: FindingRow) => Partial<FindingRow>): void {
  const was = on.get('finding', text(said.body['finding']));
  if (was) on.put('finding', { ...was, ...to(was) });
}

const note: Act = (on, said, self, at) =>
  change(on, said, (was) => ({ timeline: [...was.timeline, lineOf(said, 'noted', self.name, at)] }));

/** A photo that somebody hides is out of sight at once on this phone. */
const hide: Act = (on, said, self, at) =>
  change(on, said, (was) => {
    const step = text(said.body['step']);
    const hidden = was.timeline.find((line) => line.id === step);
    return {
      ...(hidden?.kind === 'reported' ? { photo: '' } : {}),
      timeline: [
        ...was.timeline.map((line) =>
          line.id === step ? { ...line, photo: '', photo_state: 'hidden' as const } : line,
        ),
        { ...lineOf(said, 'photo_hidden', self.name, at), note: text(said.body['reason']) },
      ],
    };
  });

const give: Act = (on, said, self, at) => {
  const id = text(said.body['aid']);
  if (on.get('aid', id)) return;
  const household = text(said.body['household']);
  const known = on.where('aid', (row) => row.household === household)[0];
  on.put('aid', {
    id,
    household,
    village: known?.village ?? '',
    head_name: known?.head_name ?? '',
    house_code: known?.house_code ?? '',
    kind: text(said.body['kind']),
    giver: text(said.body['giver']),
    quantity: text(said.body['quantity']),
    on: text(said.body['on']),
    by_name: self.name,
    recorded_at: at,
  });
};

export const FINDING_ACTS: Record<string, Act> = {
  'finding.report': report,
  'finding.note': note,
  'finding.hide_photo': hide,
  'aid.give': give,
};
