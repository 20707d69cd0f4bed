// @ts-check
// Keeps the pages behind the codes of leaflets, so that they can be read without signal.
// With signal the newest is shown; nothing but these pages and their styles is kept.
(function () {
  "use strict";

  const NAME = "leaflet-1";
  /** how long the network is waited for before what is kept is shown, in milliseconds */
  const PATIENCE = 5000;
  const self = /** @type {any} */ (globalThis);

  self.addEventListener("install", () => self.skipWaiting());
  self.addEventListener("activate", (/** @type {any} */ event) =>
    event.waitUntil(self.clients.claim()),
  );

  /** A page is kept under its path and language. @param {string} address */
  const keyOf = (address) => {
    const url = new URL(address, self.location.origin);
    if (!url.pathname.startsWith("/b/")) return url.pathname + url.search;
    return url.pathname + "?lang=" + (url.searchParams.get("lang") || "id");
  };

  /** @param {string} address */
  async function fetched(address) {
    const answer = await fetch(address, { credentials: "omit" });
    if (answer.ok && !answer.redirected)
      await (await caches.open(NAME)).put(keyOf(address), answer.clone());
    return answer;
  }

  self.addEventListener("message", (/** @type {any} */ event) => {
    const all = /** @type {string[]} */ (event.data).filter((one) =>
      /^\/(b|t)\//.test(one),
    );
    event.waitUntil(
      (async () => {
        const store = await caches.open(NAME);
        for (const key of await store.keys()) {
          const old = new URL(key.url);
          // styles and scripts of a version that has gone
          if (
            old.pathname.startsWith("/t/") &&
            !all.includes(old.pathname + old.search)
          )
            await store.delete(key);
        }
        for (const one of all)
          if (one.startsWith("/b/") || !(await store.match(one)))
            await fetched(one);
        if (event.source) event.source.postMessage("kept");
      })().catch(() => undefined),
    );
  });

  /** @param {Request} request */
  async function page(request) {
    const kept = await (await caches.open(NAME)).match(keyOf(request.url));
    if (!kept) return fetched(request.url);
    const late = new Promise((resolve) =>
      setTimeout(() => resolve(kept), PATIENCE),
    );
    return Promise.race([fetched(request.url).catch(() => kept), late]);
  }

  self.addEventListener("fetch", (/** @type {any} */ event) => {
    const url = new URL(event.request.url);
    if (event.request.method !== "GET" || url.origin !== self.location.origin)
      return;
    if (event.request.mode === "navigate" && url.pathname.startsWith("/b/"))
      event.respondWith(page(event.request));
    else if (/^\/t\/[a-z]+\.(css|js)$/.test(url.pathname))
      event.respondWith(
        caches
          .match(url.pathname + url.search)
          .then((kept) => kept || fetch(event.request)),
      );
  });
})();
