import type { Bottle, Delivery, Job, Place, Promised, Rows, Step, Table } from '../src/lib/contract';

/** An invented afternoon, Thursday 19 Nov 2026 14.12 in Kebakkramat, for looking at pages before there is a server. */
export const NOW = Date.parse('2026-11-19T07:12:00Z');
/** Minutes from now as an instant. */
export const at = (minutes: number): string => new Date(NOW + minutes * 60_000).toISOString();

const VILLAGES: [string, string, number, number][] = [
  ['v1', 'Kebak', -7.512, 110.912],
  ['v2', 'Waru', -7.497, 110.92],
  ['v3', 'Pulosari', -7.513, 110.936],
  ['v4', 'Malanggaten', -7.518, 110.957],
  ['v5', 'Kaliwuluh', -7.503, 110.969],
  ['v6', 'Banjarharjo', -7.537, 110.975],
  ['v7', 'Alastuwo', -7.547, 110.956],
  ['v8', 'Macanan', -7.544, 110.939],
  ['v9', 'Nangsri', -7.534, 110.924],
  ['v10', 'Kemiri', -7.532, 110.905],
];
export const rows: { [T in Table]?: (Rows[T] & { id: string })[] } = {};
const put = <T extends Table>(tbl: T, row: Rows[T] & { id: string }): void => {
  const list = (rows[tbl] ??= []) as (Rows[T] & { id: string })[];
  list.push(row);
};
for (const [id, name, lat, lon] of VILLAGES) put('village', { id, name, lat, lon });

const place = (label: string, note: string, v: number): Place => {
  const [id, , lat, lon] = VILLAGES[v - 1]!;
  return { label, note, lat: lat + 0.001, lon: lon + 0.0012, village: id };
};
const certificate = (number: string, to: string, state: 'valid' | 'lapsed' = 'valid') => ({
  course: 'milk_courier',
  number,
  valid_from: '2025-06-01',
  valid_to: to,
  state,
});
const shift = { from: '2026-11-19T00:00:00Z', to: '2026-11-19T09:00:00Z' };
const couriers: [string, string, string, boolean, 'valid' | 'lapsed'][] = [
  ['w1', 'Pak Joko', '2027-06-01', true, 'valid'],
  ['w2', 'Pak Darma', '2026-12-20', true, 'valid'],
  ['w3', 'Pak Hasan', '2027-03-01', false, 'valid'],
  ['w4', 'Bu Tutik', '2026-10-01', false, 'lapsed'],
];
couriers.forEach(([id, name, to, on_job, state], i) => {
  put('worker', {
    id,
    name,
    kinds: ['courier'],
    phone: `+62812000010${i}`,
    state: 'active',
    certificate: certificate(`KA-00${i + 1}/2025`, to, state),
    appointment: { number: `ST-1${i}/2026`, valid_to: '2026-12-31' },
    shift: id === 'w4' ? null : shift,
    on_job,
  });
  put('phone', {
    id: 'p' + id,
    worker: id,
    worker_name: name,
    label: i % 2 ? 'Xiaomi biru' : 'Samsung hitam',
    kind: i % 2 ? 'owntracks' : 'traccar',
    state: i === 3 ? 'waiting' : 'active',
    last_seen: i === 3 ? null : at(-1 - i * 5),
    battery: 78 - i * 30,
  });
});

type Mother = [string, string, string, string, number, string, number, string, string];
const MOTHERS: Mother[] = [
  ['m1', 'Ibu Sri', 'Dimas', 'Pabrik garmen, pintu timur', 1, 'RT 03 RW 01', 7, 'Mbah Parti', 'nenek Dimas'],
  ['m2', 'Ibu Yuni', 'Alya', 'Kantor kecamatan', 2, 'RT 01 RW 02', 10, 'Bu Siti', 'tante Alya'],
  ['m3', 'Ibu Nani', 'Raka', 'SD Negeri 2', 3, 'RT 05 RW 03', 2, 'Mbah Karso', 'kakek Raka'],
  ['m4', 'Ibu Ratna', 'Kirana', 'Pasar Kebakkramat, blok C', 4, 'RT 02 RW 01', 8, 'Bu Wiwik', 'nenek Kirana'],
  [
    'm5',
    'Ibu Dewi Ayu Kusumaningtyas',
    'Bagas',
    'Klinik Sehat',
    9,
    'RT 04 RW 02',
    6,
    'Pak Wardi',
    'ayah Bagas',
  ],
];
for (const [id, mother_name, baby_name, from, fv, to, tv, recipient, relation] of MOTHERS) {
  put('milk_place', {
    id,
    mother_name,
    baby_name,
    baby_born: '2026-0' + (4 + Number(id[1])) + '-11',
    mother_phone: '+6281300002' + id[1] + '0',
    village: VILLAGES[tv - 1]![0],
    state: id === 'm5' ? 'paused' : 'active',
    pickup: place(from, 'lewat pos satpam', fv),
    drop: place(`${to}, ${VILLAGES[tv - 1]![1]}`, 'rumah cat hijau', tv),
    recipients: [
      { id: 'r' + id, name: recipient, relation, phone: '+6281300003' + id[1] + '0', active: true },
    ],
    hidden_address: id === 'm4',
  });
}

interface Ride {
  id: string;
  number: string;
  mother: string;
  state: Delivery['state'];
  courier?: string;
  job: Job['state'];
  want: number;
  started?: number;
  eta?: number;
  ended?: number;
  bottles: [string, number, number][];
  proven?: boolean;
}
const DONE = new Set(['delivered', 'returned', 'discarded', 'cancelled']);
function ride(r: Ride): void {
  const home = rows.milk_place!.find((p) => p.id === r.mother)!;
  const worker = rows.worker!.find((w) => w.id === r.courier);
  const carried = r.state !== 'declared';
  const over = DONE.has(r.state);
  const bottles = r.bottles.map(([label, volume_ml, ago], i): Bottle => ({
    id: r.id + 'b' + i,
    label,
    volume_ml,
    expressed_at: at(-ago),
    use_by: at(24 * 60 - ago),
    milk: 'fresh',
    state: over ? 'delivered' : carried ? 'carried' : 'declared',
    holder: over ? 'recipient' : carried ? 'courier' : 'mother',
    holder_name: over ? home.recipients[0]!.name : carried ? (worker?.name ?? '') : home.mother_name,
  }));
  const start = r.started ?? 0;
  put('milk_delivery', {
    id: r.id,
    place: r.mother,
    number: r.number,
    mother_name: home.mother_name,
    mother_phone: home.mother_phone,
    baby_name: home.baby_name,
    pickup: home.pickup,
    drop: home.drop,
    recipients: home.recipients,
    want_pickup_at: at(r.want),
    state: r.state,
    job: 'j' + r.id,
    courier: r.job === 'offered' || r.job === 'open' ? '' : (r.courier ?? ''),
    courier_name: r.job === 'offered' || r.job === 'open' ? '' : (worker?.name ?? ''),
    bag: 'T-' + r.number,
    bottles,
    declared_at: at(r.want - 45),
    handed_over_at: carried ? at(start) : null,
    departed_at: carried ? at(start + 6) : null,
    arrived_at: r.state === 'arrived' ? at(-1) : null,
    ended_at: r.ended === undefined ? null : at(r.ended),
    eta: r.eta === undefined ? null : at(r.eta),
    promise: carried ? 'q' + r.id : '',
    fee: over ? { amount: 25_000, state: r.proven ? 'earned' : 'held' } : { amount: 0, state: 'none' },
    proven: r.proven ?? false,
    review: over && !r.proven ? 'open' : '',
    received_by: over ? home.recipients[0]!.name : '',
    temperature_c: carried ? 4 : null,
    transfer_to: '',
    absent_tries: 0,
  });
  const job: Job = {
    id: 'j' + r.id,
    kind: 'milk',
    subject: r.id,
    state: r.job,
    worker: r.courier ?? '',
    worker_name: worker?.name ?? '',
  };
  put('job', {
    ...job,
    offered_at: at(-3),
    answer_by: at(7),
    due: at(r.want + 120),
    ...(r.job === 'open' ? { why_none: '' } : {}),
  });
  if (carried) promise(r, start);
  story(r, worker?.name ?? '', home.mother_name);
}
function promise(r: Ride, start: number): void {
  const row: Promised = {
    id: 'q' + r.id,
    subject: r.id,
    kind: 'milk_ride',
    start: at(start),
    due: at(start + 120),
    state: r.ended === undefined ? 'running' : 'kept',
  };
  put('promise', r.ended === undefined ? row : { ...row, ended_at: at(r.ended) });
}
function story(r: Ride, courier: string, mother: string): void {
  let n = 0;
  const step = (kind: string, when: number, by: string, late = false): void =>
    put('milk_step', {
      id: `${r.id}s${n++}`,
      delivery: r.id,
      at: at(when),
      recorded_at: at(when + (late ? 32 : 0)),
      kind,
      by,
      params: {},
      late,
      undone: false,
    } satisfies Step);
  step('declared', r.want - 45, mother);
  if (r.job !== 'open') step('offered', r.want - 40, 'Nita');
  if (r.courier && r.job !== 'offered') step('accepted', r.want - 36, courier);
  if (r.started === undefined) return;
  step('handed_over', r.started, courier);
  step('packed', r.started + 3, courier);
  if (r.state !== 'packed') step('departed', r.started + 6, courier);
  if (r.state === 'arrived') step('arrived', -1, courier);
  if (r.ended !== undefined) {
    step('delivered', r.ended, courier, !r.proven);
    step(r.proven ? 'proven' : 'review_opened', r.ended, 'server', false);
  }
}
ride({
  id: 'd1',
  number: '0423',
  mother: 'm1',
  state: 'arrived',
  courier: 'w1',
  job: 'arrived',
  want: -34,
  started: -40,
  eta: 3,
  bottles: [
    ['K7M 42', 120, 122],
    ['K7M 43', 90, 47],
  ],
});
ride({
  id: 'd2',
  number: '0421',
  mother: 'm2',
  state: 'on_the_way',
  courier: 'w2',
  job: 'on_the_way',
  want: -115,
  started: -109,
  eta: 9,
  bottles: [['P2R 10', 110, 190]],
});
ride({
  id: 'd3',
  number: '0424',
  mother: 'm3',
  state: 'declared',
  courier: 'w1',
  job: 'accepted',
  want: 43,
  bottles: [['T4B 07', 100, 60]],
});
ride({
  id: 'd4',
  number: '0425',
  mother: 'm4',
  state: 'declared',
  job: 'open',
  want: 20,
  bottles: [
    ['H8C 31', 130, 30],
    ['H8C 32', 120, 20],
    ['H8C 33', 80, 10],
  ],
});
ride({
  id: 'd5',
  number: '0426',
  mother: 'm5',
  state: 'declared',
  courier: 'w1',
  job: 'offered',
  want: 95,
  bottles: [['Z3K 15', 90, 15]],
});
ride({
  id: 'd6',
  number: '0419',
  mother: 'm4',
  state: 'delivered',
  courier: 'w1',
  job: 'done',
  want: -305,
  started: -302,
  ended: -260,
  bottles: [['H8C 21', 120, 400]],
  proven: true,
});
ride({
  id: 'd7',
  number: '0420',
  mother: 'm5',
  state: 'delivered',
  courier: 'w1',
  job: 'done',
  want: -190,
  started: -187,
  ended: -144,
  bottles: [['Z3K 11', 90, 260]],
  proven: false,
});
ride({
  id: 'd8',
  number: '0418',
  mother: 'm2',
  state: 'packed',
  courier: 'w2',
  job: 'on_the_way',
  want: -130,
  started: -128,
  eta: 30,
  bottles: [['P2R 08', 110, 190]],
});

put('milk_review', {
  id: 'v7',
  delivery: 'd7',
  number: '0420',
  reasons: ['wrong_code', 'late_report'],
  opened_at: at(-112),
  state: 'open',
  closed_by: '',
  decision: '',
});
for (let i = 0; i < 14; i++) {
  const w = couriers[i % 3]!;
  put('earning', {
    id: 'e' + i,
    worker: w[0],
    worker_name: w[1],
    delivery: i < 2 ? 'd' + (6 + i) : '',
    number: '04' + (19 - i),
    amount: 25_000,
    at: at(-144 - i * 700),
    state: i === 1 || i === 3 ? 'held' : 'earned',
  });
}
put('balance', {
  id: 'b1',
  account: 'Dana antar ASI',
  owner: 'Puskesmas Kebakkramat I',
  unit: 'rupiah',
  amount: 4_250_000,
});
put('balance', { id: 'b2', account: 'Upah kurir', owner: 'Pak Joko', unit: 'rupiah', amount: 125_000 });
put('message', {
  how: '',
  id: 'g1',
  to_name: 'Ibu Sri',
  to_phone: '0813 0000 2010',
  kind: 'arrived',
  text: 'Kurir sudah tiba di tempat tujuan. Lihat di sini:',
  link: 'https://contoh.sambang.id/t/9x2',
  state: 'waiting',
  created_at: at(-1),
  sent_by: '',
  worker: 'w1',
});
put('message', {
  how: '',
  id: 'g2',
  to_name: 'Mbah Karso',
  to_phone: '0813 0000 3030',
  kind: 'coming',
  text: 'Ada kiriman untuk cucu hari ini sekitar 15.20.',
  link: '',
  state: 'waiting',
  created_at: at(-4),
  sent_by: '',
  worker: 'w1',
});
put('message', {
  how: '',
  id: 'g3',
  to_name: 'Ibu Ratna',
  to_phone: '0813 0000 2040',
  kind: 'done',
  text: 'Sudah diterima Bu Wiwik.',
  link: '',
  state: 'sent',
  created_at: at(-260),
  sent_by: 'Pak Joko',
  sent_at: at(-258),
  worker: 'w1',
});
put('proposal', {
  id: 'o1',
  verb: 'ledger.reverse',
  state: 'proposed',
  by_name: 'Bu Endang',
  at: at(-70),
  summary: 'Balik upah antaran 0412, Rp 25.000: tercatat dua kali.',
  body: {},
});

export const fixes = [
  { worker: 'w1', lat: -7.5462, lon: 110.9562, at: at(0), speed_kmh: 24, battery: 78, stale: false },
  { worker: 'w2', lat: -7.519, lon: 110.9085, at: at(-6), speed_kmh: 0, battery: 18, stale: true },
  { worker: 'w3', lat: -7.536, lon: 110.94, at: at(0), speed_kmh: 0, battery: 66, stale: false },
];
