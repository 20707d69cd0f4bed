// @ts-check
// The little that a link page does by itself: the courier moves, the page is
// drawn anew when something happens, a code is copied. Without it the page shows
// the last state and a link to load it again.
(function () {
  'use strict';

  /** how often a page is drawn anew by itself, in milliseconds */
  const EVERY = 60000;
  /** a position older than this is shown as old, in milliseconds */
  const STALE = 180000;

  /** @type {EventSource | null} */
  let stream = null;
  let waiting = false;
  /** @type {string | undefined} the arrival that the page was last told */
  let arrival;

  /** @param {string} id */
  const by = (id) => document.getElementById(id);

  /** The page's own part is fetched and put in place of the old one. */
  async function redraw() {
    const old = by('lembar');
    const from = old && old.dataset.part;
    if (!old || !from || waiting) return;
    const active = document.activeElement;
    if (active instanceof HTMLInputElement && active.type !== 'hidden') return; // nobody's typing is taken away
    waiting = true;
    try {
      const answer = await fetch(from, { credentials: 'same-origin', cache: 'no-store' });
      if (answer.status === 404 || answer.status === 410) return location.reload();
      if (!answer.ok) return;
      const next = new DOMParser().parseFromString(await answer.text(), 'text/html').getElementById('lembar');
      if (!next) return;
      old.replaceWith(document.adoptNode(next));
      begin();
    } catch (e) {
      // no signal: what stands stays
    } finally {
      waiting = false;
    }
  }

  /**
   * Where a point lies in the picture (Web Mercator, as the server draws it).
   * @param {number} lat
   * @param {number} lon
   * @param {HTMLElement | SVGElement} map
   */
  function place(lat, lon, map) {
    const sin = Math.sin((lat * Math.PI) / 180);
    const k = Number(map.dataset.scale);
    return {
      x: (lon / 360 + 0.5 - Number(map.dataset.x0)) * k,
      y: (0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI) - Number(map.dataset.y0)) * k,
    };
  }

  /** @param {{lat: number, lon: number, at: string, stale: boolean, eta?: string}} fix */
  function move(fix) {
    const map = /** @type {SVGElement | null} */ (/** @type {unknown} */ (by('peta')));
    const dot = by('kurir');
    const when = by('kapan');
    if (!map || !dot || !when) return void redraw();
    const p = place(fix.lat, fix.lon, map);
    if (p.x < 0 || p.y < 0 || p.x > 360 || p.y > 274) return void redraw(); // he left the picture
    dot.setAttribute('transform', 'translate(' + p.x.toFixed(1) + ' ' + p.y.toFixed(1) + ')');
    dot.classList.remove('away');
    dot.classList.toggle('stale', fix.stale);
    ways(p);
    when.hidden = false;
    when.dataset.at = fix.at;
    age();
    const news = arrival !== undefined && arrival !== fix.eta;
    arrival = fix.eta;
    if (news) void redraw(); // the sentence at the top tells it
  }

  /** @param {{x: number, y: number}} p */
  function ways(p) {
    const from = by('dari');
    const to = by('tujuan');
    const at = p.x.toFixed(1) + ' ' + p.y.toFixed(1);
    const done = by('jalan');
    const left = by('sisa');
    if (from && done) done.setAttribute('d', 'M' + from.getAttribute('cx') + ' ' + from.getAttribute('cy') + 'L' + at);
    if (to && left) left.setAttribute('d', 'M' + at + 'L' + to.dataset.x + ' ' + to.dataset.y);
  }

  /** How long ago the courier was where he stands. */
  function age() {
    const when = by('kapan');
    const words = by('usia');
    if (!when || !words || !when.dataset.at) return;
    const ms = Date.now() - Date.parse(when.dataset.at);
    if (!(ms >= 0 && ms < 86400000)) return; // this phone's clock is off: the server's words stay
    const n = ms < 60000 ? Math.floor(ms / 1000) : Math.floor(ms / 60000);
    words.textContent = ((ms < 60000 ? when.dataset.seconds : when.dataset.minutes) || '').replace('{n}', String(n));
    words.className = ms > STALE ? 'old' : 'live';
    const dot = by('kurir');
    if (dot) dot.classList.toggle('stale', ms > STALE);
  }

  function listen() {
    const sheet = by('lembar');
    const from = sheet && sheet.dataset.live;
    if (!from) {
      if (stream) stream.close();
      stream = null;
      return;
    }
    if (stream) return;
    const s = new EventSource(from);
    stream = s;
    s.addEventListener('fix', (e) => move(JSON.parse(e.data)));
    s.addEventListener('elsewhere', () => void redraw());
    s.addEventListener('state', () => void redraw());
    s.addEventListener('end', () => {
      s.close();
      stream = null;
      void redraw();
    });
  }

  function copying() {
    const button = by('salin');
    const code = by('kode');
    if (!button || !code || !navigator.clipboard) return;
    button.hidden = false;
    button.addEventListener('click', async () => {
      await navigator.clipboard.writeText((code.textContent || '').replace(/\s/g, ''));
      const words = button.querySelector('span');
      if (words) words.textContent = button.dataset.done || '';
    });
  }

  function begin() {
    copying();
    age();
    listen();
  }

  // A button pressed twice is one wish: the second press changes nothing.
  document.addEventListener('submit', (e) => {
    const form = /** @type {HTMLFormElement} */ (e.target);
    if (form.dataset.sent) e.preventDefault();
    form.dataset.sent = '1';
    setTimeout(() => delete form.dataset.sent, 5000);
  });
  document.addEventListener('visibilitychange', () => {
    if (!document.hidden) void redraw();
  });
  setInterval(() => !document.hidden && void redraw(), EVERY);
  setInterval(age, 5000);
  begin();
})();
