// Whether the browser may throw the memory of this application away, and how much room is left.

const LITTLE = 200 * 1024 * 1024; // bytes

/** Ask the browser never to throw it away by itself. Says whether it promised. */
export async function hold() {
  if (!navigator.storage?.persist) return false;
  return (await navigator.storage.persisted()) || navigator.storage.persist();
}

/** @returns {Promise<{free: number | null, little: boolean, held: boolean}>} bytes left */
export async function room() {
  if (!navigator.storage?.estimate) return { free: null, little: false, held: false };
  const { quota = 0, usage = 0 } = await navigator.storage.estimate();
  const held = (await navigator.storage.persisted?.()) ?? false;
  return { free: quota - usage, little: quota - usage < LITTLE, held };
}
