// Where this phone is, as long as the application is open: kept, and sent in batches.
//
// Positions are no acts: they do not go through the outbox. Without a network a bounded number is
// kept, and of a long way rather every second point than only its end; the newest goes first.

import { ahead } from './clock.js';
import { ask, isRefusal } from './session.js';
import { recall, remember } from './store.js';

const ADDRESS = '/api/positions/';
const OPTIONS = { enableHighAccuracy: true, maximumAge: 10_000, timeout: 60_000 };
const KEPT = 'fixes';
const MOST = 500; // kept without a network, and taken at once by the server
const BATCH = 200;
const SEND_EVERY_MS = 15_000;
const NOTE_EVERY_MS = 10_000;
const MOVED_M = 20;
const REST_MS = 120_000; // after "too many" or a refusal of who I am
const METRES_A_DEGREE = 111_320;

let latest = null;
let refused = '';
let battery = null;
let waiting = [];
let resting = 0;
let sending = false;
let isLooking = false;
const listeners = new Set();

/** The last position `{lat, lon, accuracy_m, at}`, `at` by this phone's clock; null if none. */
export const here = () => latest;

/** Why there is none: `denied`, `unavailable`, `unable`, or nothing. */
export const trouble = () => refused;

/** How full the battery is, `{percent, charging}`; null where the browser does not tell. */
export async function charge() {
  battery ??= (await navigator.getBattery?.().catch(() => null)) ?? null;
  return battery && { percent: Math.round(battery.level * 100), charging: battery.charging };
}

/** Call `listener` at each change; returns the end of it. */
export function watchHere(listener) {
  listeners.add(listener);
  look();
  return () => listeners.delete(listener);
}

/** A position of just now, if the phone finds one in time; else the last one, if it is not old. */
export function fresh(patience = 6000, oldest = 300_000) {
  const known = () => (latest && Date.now() - latest.at <= oldest ? latest : null);
  if (!navigator.geolocation) return Promise.resolve(known());
  return new Promise((resolve) => {
    setTimeout(() => resolve(known()), patience);
    navigator.geolocation.getCurrentPosition(
      (position) => resolve(take(position)),
      () => resolve(known()),
      { ...OPTIONS, timeout: patience },
    );
  });
}

/** Begin to keep and to send; once a page. Of several tabs, one does. */
export async function begin() {
  if (!navigator.geolocation) {
    refused = 'unable';
    return;
  }
  look();
  charge();
  await alone();
  waiting = (await recall(KEPT).catch(() => null)) ?? [];
  watchHere(note);
  if (latest) note();
  setInterval(send, SEND_EVERY_MS);
  addEventListener('online', send);
  send();
}

function look() {
  if (isLooking || !navigator.geolocation) return;
  isLooking = true;
  navigator.geolocation.watchPosition(take, fail, OPTIONS);
}

function alone() {
  if (!navigator.locks) return Promise.resolve();
  return new Promise((resolve) => {
    navigator.locks.request('jc-field-position', () => {
      resolve();
      return new Promise(() => {});
    });
  });
}

function take({ coords, timestamp }) {
  refused = '';
  latest = {
    lat: coords.latitude, lon: coords.longitude, accuracy_m: Math.round(coords.accuracy * 10) / 10,
    // Some phones count from their start instead of 1970.
    at: Math.abs(Date.now() - timestamp) < 3_600_000 ? timestamp : Date.now(),
    heading_deg: Number.isFinite(coords.heading) ? coords.heading : null,
    speed_mps: Number.isFinite(coords.speed) && coords.speed >= 0 ? coords.speed : null,
  };
  for (const listener of [...listeners]) listener(latest);
  return latest;
}

function fail({ code }) {
  refused = code === 1 ? 'denied' : 'unavailable';
  for (const listener of [...listeners]) listener(null);
}

function note() {
  if (!latest) return;
  const last = waiting.at(-1);
  const at = latest.at - ahead();
  if (last && at <= last.at) return;
  if (last && at - last.at < NOTE_EVERY_MS && metres(last, latest) < MOVED_M) return;
  waiting.push({ ...latest, at, battery: battery ? Math.round(battery.level * 100) : null });
  waiting = bounded(waiting);
  remember(KEPT, waiting).catch(() => {});
}

/** At most `MOST`: of the older half every second one goes. @param {object[]} fixes oldest first */
export function bounded(fixes) {
  if (fixes.length <= MOST) return fixes;
  const half = fixes.length >> 1;
  return [...fixes.slice(0, half).filter((_fix, at) => at % 2), ...fixes.slice(half)];
}

function metres(one, other) {
  const north = (other.lat - one.lat) * METRES_A_DEGREE;
  const east = (other.lon - one.lon) * METRES_A_DEGREE * Math.cos((one.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}

async function send() {
  if (sending || !waiting.length || !navigator.onLine || Date.now() < resting) return;
  sending = true;
  try {
    while (waiting.length) {
      const batch = waiting.slice(-BATCH);
      const fixes = batch.map(({ at, ...fix }) => ({ ...fix, observed_at: new Date(at).toISOString() })).reverse();
      const answer = await ask(ADDRESS, {
        method: 'POST', body: JSON.stringify({ fixes }), headers: { 'Content-Type': 'application/json' },
      });
      // What the server cannot take will not be taken later either: it must not block what can.
      const settled = (answer?.ok && answer.body) || (answer?.status === 400 && isRefusal(answer));
      if (!settled) {
        if (answer?.status === 403 || answer?.status === 429) resting = Date.now() + REST_MS;
        return;
      }
      const sent = new Set(batch);
      waiting = waiting.filter((fix) => !sent.has(fix));
      await remember(KEPT, waiting).catch(() => {});
    }
  } finally {
    sending = false;
  }
}
