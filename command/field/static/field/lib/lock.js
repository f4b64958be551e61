// One sender at a time, whichever tab or worker it is in. Without Web Locks the server's unique
// ids alone keep things single.

/** Run `work` when nobody else on this phone holds `name`; a worker leaves it to the tab that does. */
export async function alone(name, work) {
  if (!globalThis.navigator?.locks) return work();
  const ifAvailable = !globalThis.document;
  return navigator.locks.request(name, { ifAvailable }, (lock) => (lock ? work() : null));
}
