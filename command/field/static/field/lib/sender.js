// The way out: what waits is sent in its order, by one sender of the whole phone, for ever.
//
// A round sends the operations in batches, then the files. What went wrong is tried again after a
// pause that grows to half a minute and never further; a press, a network that comes back, a screen that
// is looked at again and a new item end the pause. This module runs in the worker too: no document.

import { why as reasons, settle } from './answers.js';
import { hear, note, tell } from './channel.js';
import { alone } from './lock.js';
import { SENDABLE, mark, next } from './queue.js';
import { TOO_LARGE, ask, isRefusal, version } from './session.js';
import { database, recall, unsent } from './store.js';

const ADDRESS = '/m0/operations/';
const BATCH = 50;
const SHORTEST_MS = 1000;
const LONGEST_MS = 30_000;
const GROWTH = 1.7;
const TOO_MANY = 429;
const NOT_OUR_TOKEN = 403;
const OTHERS = 409; // somebody else is signed in than who did it
const WRONG = new Set([400, 413, 422]);

let again = false;
let running = null;
let failures = 0;
let timer = 0;
let sendFiles = async () => null;
// What is on the line now: a call for help cuts in on everything, words cut in on pictures.
let line = new AbortController();
let isPictures = false;

/** Let the files of delivered items follow; pages do, the worker cannot. */
export function withFiles(send) {
  sendFiles = send;
}

/** Send what waits, now. Resolves when there is nothing more that can be sent now. */
export function flush() {
  if (running && isPictures) cutIn();
  else again = true;
  running ??= alone('jc-field-sender', rounds).finally(() => {
    running = null;
    if (again) flush();
  });
  return running;
}

/** Words that are due go before pictures; being asked for nothing new costs them no piece. */
async function cutIn() {
  if (!(await next(new Set(), 1)).length) return;
  again = true;
  if (running) cut();
  else flush();
}

function cut() {
  line.abort();
  line = new AbortController();
  note({ what: 'cut' });
}

/** Send what waits after no pause at all, whatever went wrong before. */
export function retry() {
  failures = 0;
  return flush();
}

async function rounds() {
  clearTimeout(timer);
  let trouble = null;
  while (again && !trouble) {
    again = false;
    trouble = await round().catch(brokenOff);
  }
  again = false;
  failures = trouble ? failures + 1 : 0;
  tell({ what: 'sender', trouble: trouble?.why ?? '', at: Date.now() });
  if (globalThis.document) timer = setTimeout(flush, await pause(trouble));
  return trouble;
}

/** The phone itself failed (its disk is full, its database was closed): try again like any other. */
function brokenOff(error) {
  console.error(error);
  return { why: 'phone' };
}

/** One round; returns what stopped it, or null. */
async function round() {
  const tried = new Set();
  let size = BATCH;
  for (;;) {
    const batch = await next(tried, size);
    if (!batch.length) break;
    const trouble = await send(batch);
    if (trouble?.why === 'wrong' && batch.length > 1) {
      // One item spoils the batch: look for it by halves, so that the others get through.
      size = Math.ceil(batch.length / 2);
      continue;
    }
    if (trouble && trouble.why !== 'wrong') return trouble;
    if (size < BATCH && !trouble) size = Math.min(BATCH, size * 2);
    for (const item of batch) tried.add(item.id);
  }
  isPictures = true;
  try {
    return await sendFiles(() => again, line.signal);
  } finally {
    isPictures = false;
  }
}

async function send(chosen) {
  const batch = await mark(chosen, 'sending');
  if (!batch.length) return null;
  const body = JSON.stringify({
    device: await recall('device'),
    version: await version(),
    person: batch[0].person,
    sent_at: new Date().toISOString(),
    waiting: await unsent(),
    operations: batch.map((item) => ({
      id: item.id, sequence: item.sequence, kind: item.kind, payload: item.payload,
      created_at: item.created_at, base_version: item.base, needs: item.needs,
    })),
  });
  const headers = { 'Content-Type': 'application/json' };
  const { signal } = line;
  const answer = await ask(ADDRESS, { method: 'POST', headers, body, size: body.length, signal });
  if (answer?.ok && Array.isArray(answer.body?.results)) {
    await settle(batch, answer.body.results);
    return null;
  }
  if (isWrong(answer) && batch.length === 1) {
    // What something on the way holds to be too large waits on: the next way may be wider.
    if (isRefusal(answer)) await settle(batch, [{ id: batch[0].id, outcome: 'rejected', ...reasons(answer) }]);
    else await mark(batch, 'waiting', { status: answer.status });
    return null;
  }
  await mark(batch, 'waiting', { status: 0 });
  if (signal.aborted) return null;
  if (isOthers(answer)) tell({ what: 'who' });
  return { why: why(answer), after: Number(answer?.headers.get('Retry-After')) * 1000 || 0 };
}

// By halves it can be found out which item is meant: of the server's own no, and of a limit on the way.
const isWrong = (answer) => WRONG.has(answer?.status) && (isRefusal(answer) || answer.status === TOO_LARGE);
const isOthers = (answer) => answer?.status === OTHERS && isRefusal(answer);

function why(answer) {
  if (!answer) return 'no_network';
  if (isWrong(answer)) return 'wrong';
  if (answer.status === TOO_MANY) return 'busy';
  if (!isRefusal(answer)) return 'server';
  if (answer.status === 401) return 'signed_out';
  if (answer.status === NOT_OUR_TOKEN) return 'stale';
  return isOthers(answer) ? 'other_person' : 'server';
}

/** How long to wait until the next round. */
async function pause(trouble) {
  if (trouble?.after) return trouble.after;
  if (trouble) {
    const grown = Math.min(LONGEST_MS, SHORTEST_MS * GROWTH ** Math.min(failures - 1, 20));
    return grown * (0.5 + Math.random() / 2);
  }
  const now = Date.now();
  const db = await database();
  const [items, files] = [await db.getAll('items'), await db.getAll('files')];
  const open = items.filter((item) => SENDABLE.has(item.state));
  const dues = [...open, ...files.filter((file) => file.state !== 'kept' && file.state !== 'refused')]
    .map((one) => (one.state === 'held' ? one.hold_until : one.next_at) - now)
    .filter((wait) => wait > 0);
  return Math.max(100, Math.min(LONGEST_MS, ...dues));
}

// Somebody saved in another tab, or the worker was woken: whoever holds the lock goes round again.
hear((message) => {
  if (message.what !== 'items' || !message.urgent || !running) return;
  again = true;
  if (isPictures || message.priority === 0) cut();
});
