import { api } from './api';

/** One position every 15 s while the screen is on: enough for an arrival estimate, gentle on a small battery. */
const EVERY_MS = 15_000;
/** Points kept while there is no line; older ones tell nobody anything. */
const MOST = 40;

export type Tracking = 'on' | 'refused' | 'none';

/** Posts this phone's position while a job runs and the screen is on. Returns the stop. */
export function watch(state: (tracking: Tracking) => void): () => void {
  if (!('geolocation' in navigator)) {
    state('none');
    return () => undefined;
  }
  let unsent: unknown[] = [];
  let last = 0;
  const side = { battery: undefined as number | undefined };
  // Chromium tells its battery; where it is not told the desk reads "unknown".
  type Power = { level: number; addEventListener(kind: 'levelchange', act: () => void): void };
  const power = (navigator as { getBattery?: () => Promise<Power> }).getBattery?.();
  void power?.then(
    (p) => {
      const read = () => (side.battery = Math.round(p.level * 100));
      read();
      p.addEventListener('levelchange', read);
    },
    () => undefined,
  );
  const network = () => {
    const type = (navigator as { connection?: { type?: string } }).connection?.type;
    return type === 'wifi' ? 'wifi' : type === 'cellular' ? 'mobile' : undefined;
  };
  const id = navigator.geolocation.watchPosition(
    ({ coords, timestamp }) => {
      state('on');
      if (document.hidden || timestamp - last < EVERY_MS) return;
      last = timestamp;
      unsent.push({
        lat: coords.latitude,
        lon: coords.longitude,
        accuracy_m: coords.accuracy,
        speed_mps: coords.speed ?? undefined,
        bearing: coords.heading === null || Number.isNaN(coords.heading) ? undefined : coords.heading,
        at: new Date(timestamp).toISOString(),
        battery: side.battery,
        network: network(),
      });
      const batch = (unsent = unsent.slice(-MOST));
      unsent = [];
      api.positions(batch).catch(() => (unsent = [...batch, ...unsent].slice(-MOST)));
    },
    (error) => state(error.code === error.PERMISSION_DENIED ? 'refused' : 'on'),
    { enableHighAccuracy: true, maximumAge: 5_000, timeout: 30_000 },
  );
  return () => navigator.geolocation.clearWatch(id);
}
