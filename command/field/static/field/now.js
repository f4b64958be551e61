// What the phone knows now: the last state with one's own acts on it, and the acts themselves.

import { later } from './app.js';
import { load, watch as watchState } from './lib/state.js';
import { database } from './lib/store.js';

const listeners = new Set();
let told = null;
let items = [];
let isRead = false;
let overlaid = (state) => state;

/** What is known: `{state, items, ready}`; `state` is null before the phone was ever told. */
export const known = () => ({ state: overlaid(told, items), items, ready: isRead });

/** Call `listener(known)` now, if anything is known, and at each change; returns the end of it. */
export function follow(listener) {
  listeners.add(listener);
  if (isRead) listener(known());
  return () => listeners.delete(listener);
}

function tell() {
  if (!isRead) return;
  const now = known();
  for (const listener of [...listeners]) listener(now);
}

/** Begin to read and to listen; once a page. */
export async function begin() {
  const acts = readActs().catch(() => {});
  const show = async (state) => {
    told = state;
    // What was done is never shown as undone, not for a moment.
    await acts;
    isRead = true;
    tell();
  };
  watchState(show);
  await show(await load().catch(() => null));
}

/** Read what the person did; a phone on which nothing was done yet need not learn how. */
async function readActs() {
  if (await (await database()).count('items')) await learnActs();
}

async function learnActs() {
  const { box, overlay } = await later(() => import('./acts.js'));
  ({ overlaid } = overlay);
  items = await box.items().catch(() => []);
  return box;
}

/** Show also what is done from now on; once a page. */
export async function beginActs() {
  const box = await learnActs();
  box.watch((all) => {
    items = all;
    tell();
  });
}

/** Whether an order is still to be said back. */
export const asksBack = (one) => Boolean(one.must_read_back) && !['read_back', 'withdrawn'].includes(one.state);

/** Whether something that was said still waits for its reader. */
export const isNew = (one) => !one.own && (asksBack(one) || ['queued', 'delivered'].includes(one.state));

/** The task looked at: the one asked for, else the most urgent that still has a next step. */
export function taskOf(state, id) {
  const tasks = state?.tasks ?? [];
  return tasks.find((one) => one.id === id) ?? tasks.find((one) => one.next) ?? tasks[0] ?? null;
}
