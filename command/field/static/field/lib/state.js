// What the phone knows without a network: the last state the server told.

import { hear, tell } from './channel.js';
import { ask, isRefusal, signedOut, version } from './session.js';
import { STRICT, database, recall, remember, unsent } from './store.js';

const ADDRESS = '/m0/state/';
const OFTEN_MS = 30_000;
// Something rang and no answer came: so soon it is asked again, and later each time.
const AGAIN_MS = 1000;

let asking = null;
let again = false;
let failures = 0;
let retrying = 0;
let isAsked = false;
let left = 0; // how often somebody has left this phone since this page was opened

/** The state as it was last told, at once; then the network is asked. Null before the first time. */
export async function load() {
  const known = await kept();
  const asked = refresh();
  if (known) return known.state;
  await asked;
  return (await kept())?.state ?? null;
}

async function kept() {
  return (await database()).get('state', 'now');
}

/** When the state was told, in this phone's time; null before the first time. */
export async function toldAt() {
  return (await kept())?.at ?? null;
}

/**
 * Ask the server for the state. Says whether it answered.
 * Whoever asks while an answer is on its way is answered by a later one: what made them ask may
 * be newer than what that answer was made of.
 */
export function refresh() {
  again = Boolean(asking);
  asking ??= rounds().finally(() => {
    asking = null;
  });
  return asking;
}

async function rounds() {
  let answered;
  do {
    again = false;
    answered = await fetched().catch(() => false);
  } while (again && answered);
  failures = answered ? 0 : failures + 1;
  if (!answered) later(await signedOut());
  return answered;
}

/** Ask again soon: whatever rang must not wait for the next regular look because one answer was lost. */
function later(isOut) {
  clearTimeout(retrying);
  // Without a network, and signed out, the phone is told when that ends.
  if (isOut || !globalThis.document || !navigator.onLine) return;
  retrying = setTimeout(look, Math.min(OFTEN_MS, AGAIN_MS * 2 ** (failures - 1)));
}

const look = () => document.visibilityState === 'visible' && refresh();

async function fetched() {
  const known = await kept();
  const headers = known?.etag ? { 'If-None-Match': known.etag } : {};
  const begun = Date.now();
  const before = left;
  const answer = await ask(await address(begun), { headers, cache: isAsked ? 'no-store' : 'default' });
  isAsked = true;
  // What was on its way to somebody who has left meanwhile must not come back.
  if (before !== left) return false;
  if (answer?.status === 304 && known) {
    await keep({ ...known, at: begun });
    return true;
  }
  if (!answer?.ok || !answer.body?.person) {
    tell({ what: 'unreached', status: isRefusal(answer) ? answer.status : 0 });
    return false;
  }
  const { person } = answer.body;
  await remember('person', { id: person.id, name: person.name, name_en: person.name_en });
  const state = { ...answer.body, received_at: begun };
  await keep({ state, etag: answer.headers.get('ETag') ?? '', at: begun, person: person.id });
  return true;
}

// The first answer is on its way since the page began, if it came over the line (app.html).
async function address(begun) {
  if (!isAsked && document.querySelector('link[as=fetch]')) return ADDRESS;
  const about = new URLSearchParams({
    device: await recall('device'), version: await version(),
    sent_at: new Date(begun).toISOString(), waiting: String(await unsent()),
  });
  return `${ADDRESS}?${about}`;
}

async function keep(known) {
  const state = { ...known.state, received_at: known.at };
  const db = await database();
  const keeping = db.transaction('state', 'readwrite', STRICT);
  keeping.store.put({ ...known, state }, 'now');
  await keeping.done;
  tell({ what: 'state' });
}

/** Call `callback(state)` when there is a newer one; returns the function that ends it. */
export function watch(callback) {
  return hear(async (message) => {
    if (message.what !== 'state') return;
    const known = await kept();
    callback(known?.state ?? null);
  });
}

hear((message) => {
  if (message.what === 'left') left += 1;
});

/** Forget what was told to the person who leaves this phone. The outbox stays. */
export async function forget() {
  tell({ what: 'left' });
  const db = await database();
  const forgetting = db.transaction(['state', 'meta'], 'readwrite', STRICT);
  forgetting.objectStore('state').clear();
  forgetting.objectStore('meta').delete('person');
  await forgetting.done;
  tell({ what: 'state' });
}

/** Keep the state true while the application is looked at. */
export function follow() {
  setInterval(look, OFTEN_MS);
  addEventListener('online', () => {
    // What failed without a network says nothing of the one that is there now.
    failures = 0;
    look();
  });
  document.addEventListener('visibilitychange', look);
  hear((message) => {
    // Something arrived, or somebody else is signed in than this phone thinks.
    if (message.what === 'delivered' || message.what === 'who') refresh();
    // Somebody signed in again: what waited may go.
    if (message.what === 'session' && !message.signed_out) import('./way.js').then(({ flush }) => flush());
  });
}
