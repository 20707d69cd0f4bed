// @ts-check
// What a leaflet's page does by itself: it tells the health centre once that a page was
// opened from this code, and has the phone keep it. It sends the id that the page was
// drawn with and nothing of who reads. Without it the pages are read as well, and a
// button tells the same.
(function () {
  "use strict";

  /** how long the same phone and the same code are one reader, in milliseconds: a day */
  const ONCE = 86400000;

  const at = document.getElementById("leaflet");
  if (!at) return;

  /** @param {() => void} what storage may be forbidden, and a full phone keeps nothing */
  const tried = (what) => {
    try {
      what();
    } catch (e) {
      // the page is read without
    }
  };

  /** Tells of this code once: a page drawn again within the day says the same id again. */
  function tell() {
    const word = at && at.dataset.word;
    const drawn = at && at.dataset.scan;
    if (!word || !drawn || document.visibilityState !== "visible") return;
    const key = "leaflet:" + word;
    let known = { id: drawn, at: Date.now(), told: false };
    tried(() => {
      const kept = JSON.parse(localStorage.getItem(key) || "null");
      if (kept && Date.now() - kept.at < ONCE && kept.at <= Date.now())
        known = kept;
    });
    if (known.told) return;
    tried(() => localStorage.setItem(key, JSON.stringify(known)));
    fetch("/b/" + word + "/scan", {
      method: "POST",
      body: new URLSearchParams({ id: known.id, quiet: "1" }),
      credentials: "omit",
    })
      .then((answer) => {
        if (!answer.ok) return;
        known.told = true;
        tried(() => localStorage.setItem(key, JSON.stringify(known)));
      })
      .catch(() => undefined); // without signal: the next opening tells
  }

  /** @param {string} id @param {boolean} yes */
  const show = (id, yes) => {
    const node = document.getElementById(id);
    if (node) node.hidden = !yes;
  };

  /** Has the phone keep these pages, in each language that there is. */
  async function keep() {
    if (!("serviceWorker" in navigator)) return;
    navigator.serviceWorker.addEventListener("message", (event) =>
      show("kept", event.data === "kept" && navigator.onLine),
    );
    await navigator.serviceWorker.register("/b/keep.js");
    const ready = await navigator.serviceWorker.ready;
    const keeper = ready.active;
    if (keeper && navigator.onLine)
      keeper.postMessage(
        (at && at.dataset.keep ? at.dataset.keep : "").split(" "),
      );
  }

  /** @param {boolean} without */
  const heard = (without) => {
    show("offline", without);
    if (without) show("kept", false);
    else tell();
  };
  /** A phone that thinks it is online may have no signal all the same: one small question tells. */
  const signal = () => {
    if (!navigator.onLine) return heard(true);
    fetch("/b/keep.js", {
      method: "HEAD",
      cache: "no-store",
      credentials: "omit",
    }).then(
      () => heard(false),
      () => heard(true),
    );
  };
  addEventListener("online", signal);
  addEventListener("offline", signal);
  document.addEventListener("visibilitychange", tell);
  signal();
  keep().catch(() => undefined);
})();
