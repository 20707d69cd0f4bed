// @ts-check
// What a report does by itself: what was typed stays on the phone until it is sent, and
// a report that did not go says so and goes as soon as it can. Without it the form works.
(function () {
  "use strict";

  /** how long a draft is kept, in milliseconds: a day; the phone may be another's tomorrow */
  const KEPT = 86400000;

  const form = /** @type {HTMLFormElement | null} */ (
    document.getElementById("lapor")
  );
  const key = form && form.dataset.draft;

  /** @param {() => void} what storage may be forbidden, and a full phone keeps nothing */
  const tried = (what) => {
    try {
      what();
    } catch (e) {
      // the form works without
    }
  };

  function keep() {
    if (!form || !key) return;
    /** @type {[string, string][]} */
    const typed = [];
    new FormData(form).forEach((value, name) => {
      if (name !== "situs" && typeof value === "string")
        typed.push([name, value]);
    });
    tried(() =>
      localStorage.setItem(key, JSON.stringify({ at: Date.now(), typed })),
    );
  }

  /** Puts a draft back, its id too: what was sent without an answer is not sent twice. */
  function back() {
    if (!form || !key || document.querySelector("[role=alert]:not([hidden])"))
      return;
    tried(() => {
      const kept = JSON.parse(localStorage.getItem(key) || "null");
      if (!kept || !(Date.now() - kept.at < KEPT))
        return localStorage.removeItem(key);
      const asked = new URLSearchParams(location.search).get("rumah");
      const signs = kept.typed.filter(
        (/** @type {[string, string]} */ [name]) =>
          name === "sign" || name === "needs",
      );
      for (const [name, value] of kept.typed) {
        if (name === "rumah" && asked) continue;
        const field = form.elements.namedItem(name);
        if (
          field instanceof RadioNodeList &&
          name !== "sign" &&
          name !== "needs"
        )
          field.value = value;
        else if (
          field instanceof HTMLElement &&
          "value" in field &&
          /** @type {HTMLInputElement} */ (field).type !== "checkbox"
        ) {
          /** @type {HTMLInputElement} */ (field).value = value;
        }
      }
      for (const [name, value] of signs) {
        const box = /** @type {HTMLInputElement | null} */ (
          form.querySelector(
            '[name="' + name + '"][value="' + CSS.escape(value) + '"]',
          )
        );
        if (!box) continue;
        box.checked = true;
        const fold = box.closest("details");
        if (fold) fold.open = true;
      }
      form.dispatchEvent(new Event("change", { bubbles: true }));
    });
  }

  const unsent = /** @type {HTMLElement | null} */ (
    document.querySelector(".unsent")
  );
  let going = false;

  /** Sends; what gets no answer is kept and said to be unsent. */
  async function send() {
    if (!form || going) return;
    going = true;
    keep();
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(/** @type {any} */ (new FormData(form))),
        credentials: "same-origin",
      });
      if (answer.redirected && answer.ok) {
        if (key) tried(() => localStorage.removeItem(key));
        location.assign(answer.url);
        return;
      }
      if (answer.status === 503) throw new Error("busy");
      form.submit(); // the page says what to mend; the same id is the same report
    } catch (e) {
      if (unsent) {
        unsent.hidden = false;
        unsent.scrollIntoView({ block: "center" });
      }
    } finally {
      going = false;
    }
  }

  if (form) {
    back();
    form.addEventListener("input", keep);
    form.addEventListener("submit", (e) => {
      e.preventDefault();
      void send();
    });
    addEventListener("online", () => {
      if (unsent && !unsent.hidden) void send();
    });
  }

  const print = /** @type {HTMLElement | null} */ (
    document.querySelector("[data-print]")
  );
  if (print) print.hidden = false;
  document.addEventListener("click", (e) => {
    if (e.target instanceof Element && e.target.closest("[data-print]"))
      window.print();
  });
})();
