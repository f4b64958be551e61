// What waits, and whose turn it is.

import { tell } from './channel.js';
import { byTurn } from './priority.js';
import { database, recall } from './store.js';

const BYTES = 200 * 1024; // of a batch; the server takes 256 KB
const FAR_MS = 60_000; // further ahead nothing is ever put off
/** The states in which an item is sent, or asked about. */
export const SENDABLE = new Set(['waiting', 'sending', 'held', 'conflict']);

/** The next items in their turn, at most `size` of them, without those tried in this round. */
export async function next(tried, size) {
  const all = await (await database()).getAll('items');
  const person = (await recall('person'))?.id;
  const open = new Set(all.filter((item) => item.state !== 'delivered').map((item) => item.id));
  const batch = [];
  let bytes = 0;
  for (const item of all.filter((one) => isDue(one, person)).sort(byTurn)) {
    if (tried.has(item.id)) continue;
    // What it needs goes before it or with it.
    if (item.needs.some((id) => open.has(id) && !batch.some((one) => one.id === id))) continue;
    if (batch.some((one) => one.person !== item.person)) continue;
    bytes += JSON.stringify(item.payload).length * 3 + 300;
    if (batch.length && (batch.length === size || bytes > BYTES)) break;
    batch.push(item);
  }
  return batch;
}

/** Whether an item may go now. What somebody else did on this phone waits for them. */
function isDue(item, person) {
  if (!SENDABLE.has(item.state)) return false;
  if (item.person && person && item.person !== person) return false;
  const now = Date.now();
  // A clock that was set back must not hold anything longer than was said.
  if (item.state === 'held') return item.hold_until <= now || item.hold_until - now > item.hold * 1000;
  return item.next_at <= now || item.next_at - now > FAR_MS;
}

/**
 * Say how the items of a batch stand, and what `more` is known of them; returns those that are
 * still there to be sent, as they are now.
 */
export async function mark(batch, state, more = {}) {
  const db = await database();
  const marking = db.transaction('items', 'readwrite');
  const marked = [];
  for (const { id } of batch) {
    const item = await marking.store.get(id);
    // Taken back or answered since it was chosen.
    if (!item || !SENDABLE.has(item.state)) continue;
    marked.push(item);
    const tries = item.tries + (state === 'sending' ? 1 : 0);
    // What lies before the liaison is only asked about.
    marking.store.put({ ...item, ...more, state: item.state === 'conflict' ? item.state : state, tries });
  }
  await marking.done;
  tell({ what: 'items' });
  return marked;
}
