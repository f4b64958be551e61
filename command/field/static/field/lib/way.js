// The way to the sender, which a page fetches when there is something to send.

const AGAIN_MS = 3000;

/** Send what waits, now. */
export const flush = () => sender((one) => one.flush());

/** Send what waits after no pause at all, whatever went wrong before. */
export const retry = () => sender((one) => one.retry());

async function sender(act) {
  const one = await import('./sender.js').catch(() => null);
  if (!one) return setTimeout(flush, AGAIN_MS);
  // Files follow their items; their part of the way is fetched when a round has come so far.
  one.withFiles(async (...line) => (await import('./uploads.js')).sendFiles(...line));
  return act(one);
}
