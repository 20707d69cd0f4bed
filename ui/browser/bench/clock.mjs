// The clock inside the page: when a tap was made and when the screen had its answer.

/** Runs in the page. A tap's time is the event's own, so that waiting for a busy processor counts. */
export function watchTaps() {
  let tapped = 0;
  let onPad = false;
  const keys = [];
  let armed = null;
  const painted = (then) => requestAnimationFrame(() => setTimeout(() => then(performance.now())));
  const title = () =>
    document.querySelector('dialog[open] h2, main.scale .kid h2')?.textContent ?? location.hash;
  const shown = () => (document.querySelector('dialog[open]') ? 'sheet ' : 'page ') + title();
  addEventListener(
    'click',
    (event) => {
      const from = (tapped = event.timeStamp);
      onPad = !!event.target.closest?.('.keys');
      if (onPad) painted((now) => keys.push(now - from));
    },
    true,
  );
  new MutationObserver(() => {
    if (!armed || armed.at || shown() === armed.was) return;
    const mine = armed;
    mine.at = -1;
    painted((now) => ((mine.at = now - tapped), mine.done(mine.at)));
  }).observe(document.documentElement, {
    childList: true,
    subtree: true,
    characterData: true,
    attributes: true,
  });
  window.clockOfTaps = {
    arm() {
      armed = { was: shown(), at: 0 };
      armed.arrived = new Promise((done) => (armed.done = done));
    },
    arrival: () => armed.arrived,
    keys: () => keys,
    /** How much of something the phone keeps, from its own database. */
    async kept(store) {
      const { name } = (await indexedDB.databases()).find((d) => d.name.startsWith('sambang-'));
      return await new Promise((done) => {
        indexedDB.open(name).onsuccess = ({ target: { result } }) => {
          result.transaction(store).objectStore(store).count().onsuccess = ({ target }) => (
            result.close(),
            done(target.result)
          );
        };
      });
    },
  };
}
