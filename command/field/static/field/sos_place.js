// Where the caller is, told again while the call is open.

import { save } from './lib/outbox.js';
import { way } from './where.js';

const OPTIONS = { enableHighAccuracy: true, maximumAge: 5000, timeout: 60_000 };
const EVERY_MS = 5000; // at most so often
const FAR_M = 15; // moved by so much
const NOTHING = { lat: null, lon: null, accuracy_m: null, fixed_at: null };

let spot = NOTHING;
let told = NOTHING;
let toldAt = 0;
let watching = 0;

/** Where this phone is, as far as it knows; a call never waits for it. */
export const here = () => spot;

/** Begin to look where this phone is, while the button is still being held. */
export function look() {
  navigator.geolocation?.getCurrentPosition(learn, () => {}, { ...OPTIONS, maximumAge: 60_000 });
}

function learn({ coords, timestamp }) {
  spot = {
    lat: coords.latitude, lon: coords.longitude,
    accuracy_m: Math.round(coords.accuracy), fixed_at: new Date(timestamp).toISOString(),
  };
}

/** Follow the place as long as the call `id` is open; `draw` when it has changed. */
export function followPlace(id, draw) {
  if (watching || !navigator.geolocation) return;
  watching = navigator.geolocation.watchPosition(
    (fix) => {
      learn(fix);
      draw();
      tell(id());
    },
    () => draw(),
    OPTIONS,
  );
}

/** Stop following: the battery may be needed. */
export function leavePlace() {
  if (watching) navigator.geolocation.clearWatch(watching);
  watching = 0;
}

// Only what the command post does not know: moved, or much surer than before.
function tell({ help, needs }) {
  if (!help || Date.now() - toldAt < EVERY_MS) return;
  const moved = told.lat === null || way(told, spot).metres > FAR_M;
  const surer = told.lat !== null && spot.accuracy_m < told.accuracy_m / 2;
  if (!moved && !surer) return;
  told = spot;
  toldAt = Date.now();
  save('help_position', { help_id: help, ...spot }, { needs }).catch(() => {});
}
