// The surroundings of one's orders, kept on the phone as soon as an order is accepted: dangers,
// closed roads, and the sheets of a city's own map if there is one.

import { hear } from './channel.js';
import { keepPapers } from './papers.js';
import { ask } from './session.js';
import { STRICT, database } from './store.js';

const OLD_MS = 10 * 60_000;
const SHEETS = 'jc-area-sheets';
const ZOOMS = [12, 13, 14, 15];
const MOST_SHEETS = 240;
const ACCEPTED = new Set(['acknowledged', 'in_progress', 'suspended']);
const AROUND = { lat: 0.036, lon: 0.047 }; // four kilometres each way

let running = false;
let again = false; // the orders have changed while their surroundings were fetched

const keyOf = (task) => `area.${task}`;

/** What is kept of the surroundings of an order; null if nothing is. */
export async function areaOf(task) {
  return (await (await database()).get('state', keyOf(task))) ?? null;
}

/** Begin: keep the surroundings of every accepted order, and forget those of past ones. */
export function begin() {
  hear((message) => message.what === 'state' && ensure());
  addEventListener('online', ensure);
  ensure();
}

async function ensure() {
  again = running;
  if (running) return;
  running = true;
  try {
    do {
      again = false;
      await round();
    } while (again);
  } finally {
    running = false;
  }
}

async function round() {
  const db = await database();
  const { tasks = [], paper_kb = 0 } = (await db.get('state', 'now'))?.state ?? {};
  const accepted = tasks.filter((task) => ACCEPTED.has(task.state));
  for (const task of accepted) await keep(task.id);
  await keepPapers(accepted, tasks, paper_kb);
  const wanted = new Set(tasks.map((task) => keyOf(task.id)));
  for (const key of await db.getAllKeys('state')) {
    if (String(key).startsWith('area.') && !wanted.has(key)) await db.delete('state', key);
  }
}

/** Fetch the surroundings of an order unless they are fresh; says what is known then. */
export async function keep(task) {
  const known = await areaOf(task);
  if ((known && Date.now() - known.kept_at < OLD_MS) || !navigator.onLine) return known;
  const answer = await ask(`/m0/area/${task}/`);
  if (!answer?.ok || !answer.body) return known;
  const area = { ...answer.body, kept_at: Date.now(), sheets: known?.sheets ?? 0 };
  await put(task, area);
  const { stored, all } = await sheets(area);
  Object.assign(area, { sheets: stored, of_sheets: all });
  await put(task, area);
  return area;
}

async function put(task, area) {
  const db = await database();
  const keeping = db.transaction('state', 'readwrite', STRICT);
  // Whoever signed out meanwhile leaves nothing behind.
  if (await keeping.store.get('now')) keeping.store.put(area, keyOf(task));
  await keeping.done;
}

/** Keep the sheets of the map around the place; a bounded number, from far to near. */
async function sheets({ tiles, place }) {
  if (!tiles || !place || !globalThis.caches) return { stored: 0, all: 0 };
  const wanted = addresses(tiles, place);
  const cache = await caches.open(SHEETS);
  let stored = 0;
  for (const url of wanted) {
    if (await cache.match(url)) stored += 1;
    else {
      const answer = await fetch(url).catch(() => null);
      if (!answer) break;
      if (!isSheet(answer)) continue;
      await cache.put(url, answer);
      stored += 1;
    }
  }
  return { stored, all: wanted.length };
}

/** The addresses of the sheets around a place. @param {string} tiles with {z}, {x}, {y} */
export function addresses(tiles, [lat, lon]) {
  const found = [];
  for (const z of ZOOMS) {
    const [west, north] = sheet(lat + AROUND.lat, lon - AROUND.lon, z);
    const [east, south] = sheet(lat - AROUND.lat, lon + AROUND.lon, z);
    for (let x = west; x <= east; x += 1) {
      for (let y = north; y <= south; y += 1) found.push(tiles.replace('{z}', z).replace('{x}', x).replace('{y}', y));
    }
  }
  return found.slice(0, MOST_SHEETS);
}

function sheet(lat, lon, z) {
  const n = 2 ** z;
  const rad = (lat * Math.PI) / 180;
  return [Math.floor(((lon + 180) / 360) * n), Math.floor(((1 - Math.asinh(Math.tan(rad)) / Math.PI) / 2) * n)];
}

/** A sheet: of the phone, else of the network; null if there is none. @returns {Promise<Blob | null>} */
export async function sheetAt(url) {
  const kept = await globalThis.caches?.match(url);
  const answer = kept ?? (await fetch(url).catch(() => null));
  return answer && isSheet(answer) ? answer.blob() : null;
}

// A portal's page comes with 200 as well.
const isSheet = (answer) => answer.ok && !/html/.test(answer.headers.get('Content-Type') ?? '');
