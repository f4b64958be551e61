// What the phone knows now: the last state with one's own acts on it, and the acts themselves.

import { items as kept, watch as watchItems } from './lib/outbox.js';
import { load, overlaid, watch as watchState } from './lib/state.js';

const listeners = new Set();
let told = null;
let items = [];
let isRead = false;

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
  watchState((state) => {
    told = state;
    isRead = true;
    tell();
  });
  watchItems((all) => {
    items = all;
    tell();
  });
  [told, items] = await Promise.all([load().catch(() => null), kept().catch(() => [])]);
  isRead = true;
  tell();
}

/** The task looked at: the one asked for, else the most urgent that still has a next step. */
export function taskOf(state, id) {
  const tasks = state?.tasks ?? [];
  return tasks.find((one) => one.id === id) ?? tasks.find((one) => one.next) ?? tasks[0] ?? null;
}
