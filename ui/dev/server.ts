import type { Envelope, Me, SyncRequest, Table } from '../src/lib/contract';
import { overlay } from '../src/lib/overlay';
import { Tables } from '../src/lib/tables';
import { fixes, NOW, rows } from './rows';

export interface Said {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** Answers as the server would, from the invented afternoon; what is said is applied with the app's own overlay. */
let tables = Tables.of(
  Object.entries(rows).flatMap(([tbl, list]) =>
    list.map((row) => ({
      key: `${tbl}/${row.id}`,
      tbl,
      id: row.id,
      seq: 1,
      row: row as unknown as Record<string, unknown>,
    })),
  ),
);

function meOf(who: string): Me {
  const desk = who !== 'joko';
  const facility = {
    id: 'f1',
    name: 'Puskesmas Kebakkramat I',
    slug: 'kebakkramat1',
    zone: 'Asia/Jakarta',
    demo: true,
    service_phone: '+62271000000',
    emergency_number: '119',
  };
  const me: Me = {
    account: desk ? 'nita' : 'joko',
    name: desk ? 'Nita' : 'Pak Joko',
    roles: desk ? ['head', 'officer', 'dispatcher', 'treasurer', 'admin'] : ['courier'],
    facility,
    audiences: ['f'],
    app_version: '1.0.0',
    tiles: { url: '/tiles/{z}/{x}/{y}.png', attribution: 'OpenStreetMap' },
  };
  return desk ? me : { ...me, worker: 'w1' };
}

function sync(request: SyncRequest, who: string): unknown {
  for (const envelope of request.commands) apply(envelope, who);
  const names = Object.keys(rows) as Table[];
  const all = names.flatMap((tbl) =>
    tables.all(tbl).map((row) => ({ tbl, id: (row as { id: string }).id, seq: 2, row })),
  );
  return {
    head: '2.abcdef01',
    now: new Date(NOW).toISOString(),
    token: 't',
    answers: request.commands.map((c) => ({ id: c.id, status: 'accepted', result: resultOf(c) })),
    reset: request.head === '',
    audiences: ['f'],
    lost: [],
    changes: all.map(({ tbl, id }) => ({ audience: 'f', tbl, id })),
    rows: all,
    cursors: { f: 2 },
    more: false,
  };
}
function apply(envelope: Envelope, who: string): void {
  const me = meOf(who);
  tables = overlay(tables, [{ id: envelope.id, envelope, state: 'waiting' }], {
    name: me.name,
    worker: me.worker ?? '',
  });
}
function resultOf(envelope: Envelope): Record<string, string> | undefined {
  if (envelope.verb === 'link.issue') return { url: 'https://contoh.sambang.id/l/7h3k' };
  return envelope.verb === 'workforce.enrol_phone'
    ? { url: 'https://contoh.sambang.id/phone/x9', owntracks_url: 'owntracks:///config?inline=x' }
    : undefined;
}

export function answer(method: string, url: string, body: string, cookie: string): Said {
  const who = /who=(\w+)/.exec(cookie)?.[1] ?? '';
  const json = (value: unknown, headers: Record<string, string> = {}, status = 200): Said => ({
    status,
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(value),
  });
  const refused = (code: string, status: number) => json({ code, status }, {}, status);
  const path = url.replace('/v1', '').split('?')[0];
  if (path === '/session' && method === 'POST') {
    const phone = String((JSON.parse(body) as { phone: string }).phone);
    const next = phone.endsWith('1') ? 'joko' : 'nita';
    return json(meOf(next), { 'Set-Cookie': `who=${next}; Path=/` });
  }
  if (path === '/session')
    return { status: 204, headers: { 'Set-Cookie': 'who=; Path=/; Max-Age=0' }, body: '' };
  if (path === '/session/desk') return json({ people: [] });
  if (!who) return refused('session.none', 401);
  if (path === '/me') return json(meOf(who));
  if (path === '/sync') return json(sync(JSON.parse(body) as SyncRequest, who));
  if (path === '/positions') return { status: 204, headers: {}, body: '' };
  if (path === '/live') {
    const events = fixes.map((fix) => `event: fix\ndata: ${JSON.stringify(fix)}\n\n`).join('');
    return {
      status: 200,
      headers: { 'Content-Type': 'text/event-stream' },
      body: `retry: 3600000\n\n${events}`,
    };
  }
  return refused('not_found', 404);
}
