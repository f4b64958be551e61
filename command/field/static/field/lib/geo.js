// Whereto the back of this phone looks, in degrees from north.

const KEPT_MS = 4000; // the page does not hear the compass while the camera is open
const rad = (degrees) => (degrees * Math.PI) / 180;

let last = null;
let listening = false;
let denied = false;

/**
 * The direction in which the camera looks, from the turns that the browser tells (W3C's own
 * formula: the way out of the back of the phone, laid on the ground).
 */
export function headingOf({ alpha, beta, gamma }) {
  const [z, x, y] = [rad(alpha), rad(beta), rad(gamma)];
  const east = -Math.cos(z) * Math.sin(y) - Math.sin(z) * Math.sin(x) * Math.cos(y);
  const north = -Math.sin(z) * Math.sin(y) + Math.cos(z) * Math.sin(x) * Math.cos(y);
  // Laid flat, the camera looks at the ground: then the top edge says where it points.
  if (Math.hypot(east, north) < 0.2) return (360 - alpha) % 360;
  return ((Math.atan2(east, north) * 180) / Math.PI + 360) % 360;
}

function hear(event) {
  const at = Date.now();
  if (typeof event.webkitCompassHeading === 'number' && event.webkitCompassHeading >= 0) {
    // iOS says north by itself, and how far it may be off.
    last = { deg: event.webkitCompassHeading, at, accuracy: event.webkitCompassAccuracy };
  } else if (event.absolute && event.alpha !== null) {
    last = { deg: headingOf(event), at, accuracy: null };
  }
}

/** Begin to hear the compass. From a press of a person: iOS asks them first. */
export async function beginHeading() {
  if (listening || !globalThis.DeviceOrientationEvent) return;
  if (DeviceOrientationEvent.requestPermission) {
    const said = await DeviceOrientationEvent.requestPermission().catch(() => 'denied');
    denied = said !== 'granted';
    if (denied) return;
  }
  listening = true;
  addEventListener('ondeviceorientationabsolute' in globalThis ? 'deviceorientationabsolute' : 'deviceorientation', hear);
}

/** Whether the person, or their settings, did not let the page hear it. */
export const isDenied = () => denied;

/** Stop hearing it: the compass costs current. */
export function endHeading() {
  listening = false;
  last = null;
  removeEventListener('deviceorientationabsolute', hear);
  removeEventListener('deviceorientation', hear);
}

/** Whole degrees from north, 0–359, or null when the phone does not know it now. */
export function heading() {
  if (!last || Date.now() - last.at > KEPT_MS) return null;
  return Math.round(last.deg) % 360;
}
