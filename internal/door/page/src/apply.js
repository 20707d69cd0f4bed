// @ts-check
// The little that a form does by itself: what does not apply is out of sight, a
// point is taken where somebody stands, what was not taken comes into view. Without it the form shows everything and works.
(function () {
  'use strict';

  /** Shows what belongs to a choice only while it is chosen. */
  function fit() {
    document.querySelectorAll('[data-if]').forEach((e) => {
      const part = /** @type {HTMLElement} */ (e);
      const [name, value] = (part.dataset.if || '').split('=');
      const chosen = /** @type {HTMLInputElement | null} */ (document.querySelector('input[name="' + name + '"]:checked'));
      part.hidden = !chosen || chosen.value !== value;
    });
  }

  /**
   * Chooses the village whose middle is nearest, where none was chosen: it is seen and can be changed.
   * @param {number} lat degrees
   * @param {number} lon degrees
   */
  function nearby(lat, lon) {
    const list = /** @type {HTMLSelectElement | null} */ (document.querySelector('select[name="village"]'));
    if (!list || list.value) return;
    let least = 0.09; // degrees: the ten kilometres of the server's own rule
    list.querySelectorAll('option[data-at]').forEach((option) => {
      const one = /** @type {HTMLOptionElement} */ (option);
      const [a, b] = (one.dataset.at || '').split(' ').map(Number);
      const far = Math.hypot(a - lat, (b - lon) * Math.cos((lat * Math.PI) / 180));
      if (far < least) [least, list.value] = [far, one.value];
    });
  }

  /** @param {HTMLElement} row */
  function pointing(row) {
    const button = row.querySelector('button');
    const said = row.querySelector('[role=status]');
    const field = (/** @type {string} */ which) => /** @type {HTMLInputElement | null} */ (document.querySelector('input[name="' + row.dataset.point + '_' + which + '"]'));
    const lat = field('lat');
    const lon = field('lon');
    if (!button || !said || !lat || !lon || !navigator.geolocation) return;
    row.hidden = false;
    button.addEventListener('click', () => {
      said.textContent = '…';
      navigator.geolocation.getCurrentPosition(
        (at) => {
          lat.value = at.coords.latitude.toFixed(6);
          lon.value = at.coords.longitude.toFixed(6);
          said.textContent = row.dataset.got || '';
          nearby(at.coords.latitude, at.coords.longitude);
        },
        () => (said.textContent = row.dataset.none || ''),
        { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
      );
    });
  }

  document.addEventListener('change', fit);
  document.querySelectorAll('[data-point]').forEach((row) => pointing(/** @type {HTMLElement} */ (row)));
  const wrong = /** @type {HTMLElement | null} */ (document.querySelector('[aria-invalid=true]'));
  if (wrong) {
    for (let up = wrong.parentElement; up; up = up.parentElement) if (up instanceof HTMLDetailsElement) up.open = true;
    wrong.scrollIntoView({ block: 'center' });
    wrong.focus({ preventScroll: true });
  }
  fit();

  // A family's own page is kept on its phone, to be read without signal.
  const keep = /** @type {HTMLElement | null} */ (document.querySelector('[data-keep]'));
  if (keep && 'serviceWorker' in navigator) navigator.serviceWorker.register('/t/family-keep.js', { scope: keep.dataset.keep }).catch(() => undefined);
})();
