// Action mode: the screen stays on, so that the application lives and positions go out. It is all
// that a web page can do: a locked phone or another application in front stops it.

const WISH = 'jc-field-action';

let lock = null;
const listeners = new Set();

/** Whether this browser can keep the screen on. */
export const isAble = () => 'wakeLock' in navigator;

/** Whether the person wants it. */
export const isWanted = () => localStorage.getItem(WISH) === 'on';

/** Whether the screen is kept on just now. */
export const isOn = () => Boolean(lock && !lock.released);

/** Switch action mode on or off; says whether the screen is kept on now. */
export async function set(on) {
  localStorage.setItem(WISH, on ? 'on' : 'off');
  if (on) await hold();
  else await lock?.release().catch(() => {});
  tell();
  return isOn();
}

/** Call `listener` when it changes; returns the end of it. */
export function watch(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Begin: what was wanted last time holds again. The browser lets go whenever the page is hidden. */
export function begin() {
  const again = () => isWanted() && document.visibilityState === 'visible' && hold();
  document.addEventListener('visibilitychange', again);
  again();
}

async function hold() {
  if (!isAble() || isOn()) return;
  lock = await navigator.wakeLock.request('screen').catch(() => null);
  lock?.addEventListener('release', tell);
  tell();
}

function tell() {
  for (const listener of [...listeners]) listener();
}
