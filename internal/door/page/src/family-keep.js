// @ts-check
// Keeps a family's own page, as it was last seen, so that its visits can be read without
// signal, with when that was. It serves that one page, keeps the latest rendering of each
// language and what it is drawn with, and forgets it when the link has ended.
(function () {
  "use strict";

  const self = /** @type {any} */ (globalThis);
  const home = new URL(self.registration.scope).pathname;
  const NAME = "family:" + home;
  /** the page says by this that it may be kept; hidden while there is signal */
  const MARK = ' id="kept" hidden';
  /** what was said after a button is not said again */
  const SAID = /<p class="note ok" role="status">.*?<\/p>/s;

  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (/** @type {any} */ event) =>
    event.waitUntil(
      self.clients
        .claim()
        .then(() => look(home))
        .catch(() => undefined),
    ),
  );

  /** @param {string} address */
  const keyOf = (address) =>
    home +
    "?lang=" +
    (new URL(address, self.location.origin).searchParams.get("lang") || "id");

  /** Keeps a page and its styles and scripts. @param {string} address @param {Response} answer */
  async function keep(address, answer) {
    const text = await answer.text();
    if (!text.includes(MARK)) return;
    const store = await caches.open(NAME);
    await store.put(
      keyOf(address),
      new Response(text.replace(SAID, ""), { headers: answer.headers }),
    );
    /** @type {string[]} */
    const files = text.match(/\/t\/[a-z]+\.(?:css|js)\?v=[0-9a-f]+/g) || [];
    for (const key of await store.keys()) {
      const old = new URL(key.url);
      if (old.pathname !== home && !files.includes(old.pathname + old.search))
        await store.delete(key);
    }
    for (const file of files)
      if (!(await store.match(file))) await store.add(file);
  }

  /** The page from the network; what is kept goes with a link that has ended. @param {string | Request} request */
  async function look(request) {
    const answer = await fetch(request);
    const address = typeof request === "string" ? request : request.url;
    if (answer.status === 404 || answer.status === 410)
      await caches.delete(NAME);
    else if (answer.ok)
      await keep(address, answer.clone()).catch(() => undefined);
    return answer;
  }

  /** What was last seen, with its age to be read. @param {string} address */
  async function kept(address) {
    const found = await (await caches.open(NAME)).match(keyOf(address));
    if (!found) return Response.error();
    const text = (await found.text()).replace(MARK, ' id="kept"');
    return new Response(text, { headers: found.headers });
  }

  self.addEventListener("fetch", (/** @type {any} */ event) => {
    const url = new URL(event.request.url);
    if (event.request.method !== "GET" || url.origin !== self.location.origin)
      return;
    if (event.request.mode === "navigate" && url.pathname === home)
      event.respondWith(look(event.request).catch(() => kept(url.href)));
    else if (/^\/t\/[a-z]+\.(css|js)$/.test(url.pathname))
      event.respondWith(
        caches
          .match(url.pathname + url.search)
          .then((have) => have || fetch(event.request)),
      );
  });
})();
