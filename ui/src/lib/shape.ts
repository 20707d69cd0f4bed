const PLACE = { label: '', note: '', lat: 0, lon: 0, village: '' };

/** What stands where a role is not shown a field: a page then shows less, it does not break. */
const MISSING: Record<string, Record<string, unknown>> = {
  day_plan: {
    version: 0,
    source: '',
    out: [],
    workers: [],
    left: [],
    jobs: 0,
    broken: 0,
    working_s: 0,
    metres: 0,
  },
  day_route: { version: 0, metres: 0, stops: [] },
  plan_wish: { forbidden: [] },
  round: { groups: [], missed: [], planned_for: [], planned_names: [] },
  round_visit: { workers: [] },
  growth_card: { guest: false, name: '', lines: [] },
  growth_concern: { guest: false, name: '', urgent: false, reasons: [], since: '', upto: '' },
  worker: { kinds: [], phone: '', certificate: null, appointment: null, shift: null, on_job: false },
  milk_place: { mother_phone: '', pickup: PLACE, drop: PLACE, recipients: [], hidden_address: false },
  milk_application: {
    mother_phone: '',
    pickup: PLACE,
    finish: PLACE,
    recipients: [],
    passed: [],
    days: [],
    from: '',
    to: '',
    metres: -1,
    hidden_address: false,
  },
  milk_delivery: {
    place: '',
    mother_name: '',
    mother_phone: '',
    baby_name: '',
    pickup: PLACE,
    drop: PLACE,
    recipients: [],
    want_pickup_at: '',
    job: '',
    courier: '',
    courier_name: '',
    bag: '',
    bottles: [],
    promise: '',
    fee: { amount: 0, state: 'none' },
    proven: false,
    review: '',
    received_by: '',
    transfer_to: '',
    absent_tries: 0,
  },
  milk_step: { by: '', params: {}, late: false, undone: false },
  milk_review: { reasons: [], closed_by: '', decision: '', answers: [] },
  earning: { parts: [] },
  statement: { lines: [], held: [], funds: [], prepared_by_name: '' },
  message: { how: '', text: '', link: '', to_name: '', to_phone: '', sent_by: '' },
  milk_schedule: { periods: [] },
  milk_pickup: { mother_name: '', baby_name: '', village: '', pickup: PLACE },
  person: { name: '', village: '' },
  task: { person_name: '', owner_name: '' },
  need_case: {
    people: [],
    todo: [],
    timeline: [],
    owner_name: '',
    village: '',
    overdue: false,
    complaint: false,
  },
  alarm_post: { responders: [], wants: [], heard_by: [], elder_gone: '' },
  home_visit: { workers: [], needs: [] },
  team: { members: [] },
  visit_record: { person_name: '', by_name: '', given: [], dangers: [], new_cases: [] },
  finding: { owner_name: '', found_by_name: '', letters: 0, reminders: 0, overdue: false, timeline: [] },
  slip_book: { used: [], void: [], missing: [] },
  posyandu: { cadres: [], open_day: 0 },
  proposal: { summary: '', by_name: '', body: {} },
};

/** A row with every field the pages read; null counts as missing. */
export function shaped(tbl: string, row: Record<string, unknown>): Record<string, unknown> {
  const missing = MISSING[tbl];
  if (!missing) return row;
  const whole = { ...row };
  for (const [field, value] of Object.entries(missing)) whole[field] ??= value;
  return whole;
}
