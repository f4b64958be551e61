// What the tabs and the worker of this phone tell each other, and each tab itself.

const NAME = 'jc-field';
const listeners = new Set();
const line = 'BroadcastChannel' in globalThis ? new BroadcastChannel(NAME) : null;

if (line) line.onmessage = (event) => spread(event.data);
// Node keeps running for an open line; browsers have nothing to let go of.
line?.unref?.();

function spread(message) {
  for (const listener of [...listeners]) listener(message);
}

/** Tell everybody, this tab included. @param {{what: string}} message */
export function tell(message) {
  line?.postMessage(message);
  spread(message);
}

/** Tell only this tab. @param {{what: string}} message */
export const note = spread;

/** Hear what is told; returns the function that ends it. */
export function hear(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
