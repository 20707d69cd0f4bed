// The app without signal: every built file is kept at install, old versions are deleted, a navigation falls back to
// the kept page. Anything that is data (api, phone, link pages, tiles) is never touched.
const VERSION = 'sambang-__VERSION__';
const FILES = ['__FILES__'];
const DATA = /^\/(api|phone|t|l|tiles|healthz|readyz|test|webhook)(\/|$)/;

self.addEventListener('install', (event) => {
  event.waitUntil(
    caches
      .open(VERSION)
      .then((cache) => cache.addAll(FILES))
      .then(() => self.skipWaiting()),
  );
});

self.addEventListener('activate', (event) => {
  event.waitUntil(
    caches
      .keys()
      .then((names) => Promise.all(names.filter((n) => n !== VERSION).map((n) => caches.delete(n))))
      .then(() => self.clients.claim()),
  );
});

self.addEventListener('fetch', (event) => {
  const url = new URL(event.request.url);
  if (event.request.method !== 'GET' || url.origin !== location.origin || DATA.test(url.pathname)) return;
  if (event.request.mode === 'navigate') {
    // Only the app's own page: another address may be a page of the server. The newest page where there is signal.
    if (url.pathname !== '/' && url.pathname !== '/index.html') return;
    event.respondWith(fetch(event.request).catch(() => caches.match('/')));
    return;
  }
  event.respondWith(caches.match(event.request).then((kept) => kept ?? fetch(event.request)));
});
