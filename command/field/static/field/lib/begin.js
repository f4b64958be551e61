// What starts with the application: its worker, its memory, and the way out.

import { hear, note, tell } from './channel.js';
import { tidy } from './outbox.js';
import { flush, retry } from './way.js';
import { token } from './session.js';
import { hold } from './space.js';
import { follow } from './state.js';
import { remember } from './store.js';

const WORKER = '/m0/worker.js';
const SYNC = 'jc-field-outbox';

let worker = null;
let leaving = false;

/** Begin: once a page. */
export async function begin() {
  follow();
  triggers();
  await remember('language', document.documentElement.lang === 'en' ? 'en' : 'zh-hans');
  await remember('version', document.documentElement.dataset.version ?? '');
  hold();
  tidy();
  flush();
}

function triggers() {
  addEventListener('online', retry);
  addEventListener('pageshow', retry);
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && retry());
  // The feed's socket is open again: the server can be reached.
  document.addEventListener('jc-live', retry);
  hear((message) => {
    if (message.what === 'items' && message.urgent) backgroundSync();
  });
}

/** Let the browser send when this page is gone, where it can. */
async function backgroundSync() {
  await remember('csrf', await token());
  await worker?.sync?.register(SYNC).catch(() => {});
}

/** Let the worker keep all of the application; last, because that fills a thin line. */
export async function install() {
  if (!('serviceWorker' in navigator)) return;
  const had = Boolean(navigator.serviceWorker.controller);
  worker = await navigator.serviceWorker.register(WORKER, { type: 'module', scope: '/m0/', updateViaCache: 'none' }).catch(() => null);
  if (!worker) return;
  const ready = () => worker.waiting && had && tell({ what: 'update' });
  worker.addEventListener('updatefound', () => worker.installing?.addEventListener('statechange', ready));
  ready();
  navigator.serviceWorker.addEventListener('controllerchange', () => {
    if (leaving) location.reload();
    else if (had) note({ what: 'outdated' });
  });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && worker.update().catch(() => {}));
}

/** Whether a newer version is on the phone and waits to be begun. */
export const isUpdate = () => Boolean(worker?.waiting);

/** Begin the newer version: this page loads again; nothing that waits is touched. */
export function update() {
  leaving = true;
  worker?.waiting?.postMessage({ what: 'begin' });
}

/** Use another language from now on, in the worker's pages too. */
export async function speak(language) {
  await remember('language', language);
}
