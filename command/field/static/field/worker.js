// The worker of the phone: keeps the application on the phone, opens it without a network, and
// sends what waits when the browser wakes it. It keeps files and the empty shell, never a page
// with somebody's data in it: those come out of the phone's memory.

import { flush } from './lib/sender.js';
import { recall } from './lib/store.js';

const PREFIX = 'jc-field-';
const SYNC = 'jc-field-outbox';
const AT_ONCE = 3; // files fetched together: a thin line is shared with what the person sends

/**
 * @param {{version: string, files: string[], shells: Record<string, string>, screens: string[]}} told
 *   by the server: what this version is made of.
 */
export function serve({ version, files, shells, screens }) {
  const name = PREFIX + version;
  const screen = new RegExp(`^/m0/(?:[0-9a-f-]{36}/|(?:${screens.join('|')})/)?$`);
  const fixed = new Set(files);

  self.addEventListener('install', (event) => event.waitUntil(keepAll(name, files, Object.values(shells))));
  self.addEventListener('activate', (event) => event.waitUntil(takeOver(name)));
  self.addEventListener('message', (event) => {
    if (event.data?.what === 'begin') self.skipWaiting();
  });
  self.addEventListener('sync', (event) => {
    // A failed promise makes the browser try again later.
    if (event.tag === SYNC) event.waitUntil(flush().then((trouble) => trouble && Promise.reject(new Error(trouble.why))));
  });
  self.addEventListener('fetch', (event) => {
    const { request } = event;
    const url = new URL(request.url);
    if (request.method !== 'GET' || url.origin !== self.location.origin) return;
    if (request.mode === 'navigate') {
      if (screen.test(url.pathname)) event.respondWith(shell(name, shells, request));
    } else if (fixed.has(url.pathname)) {
      event.respondWith(fileOf(name, request));
    }
  });
}

/** Keep every file of this version; what the last attempt or version had is not fetched again. */
async function keepAll(name, files, shells) {
  const cache = await caches.open(name);
  const waiting = [...files];
  const one = async () => {
    for (let url = waiting.shift(); url; url = waiting.shift()) await keepFile(cache, url);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  for (const url of shells) await cache.put(url, await fetched(url, isShell));
}

async function keepFile(cache, url) {
  if (await cache.match(url)) return;
  // A hashed name never changes its content.
  const known = /\.[0-9a-f]{12}\./.test(url) && (await caches.match(url));
  await cache.put(url, known || (await fetched(url, isFile)));
}

// The page of a portal or a proxy comes with 200 as well: kept, it would be the application.
const isFile = (headers) => !/html/.test(headers.get('Content-Type') ?? '');
const isShell = (headers) => headers.has('Content-Language');

async function fetched(url, isOurs) {
  const answer = await fetch(url, { cache: 'no-cache', credentials: 'same-origin' });
  if (!answer.ok || answer.redirected || !isOurs(answer.headers)) throw new Error(`${url}: ${answer.status}`);
  return answer;
}

/** Old versions go, but for the last: a tab that is still open may want a file of it. */
async function takeOver(name) {
  const names = (await caches.keys()).filter((one) => one.startsWith(PREFIX));
  const old = names.filter((one) => one !== name);
  await Promise.all(old.slice(0, -1).map((one) => caches.delete(one)));
  await self.clients.claim();
}

async function shell(name, shells, request) {
  const url = shells[await language()] ?? Object.values(shells)[0];
  const cache = await caches.open(name);
  return (await cache.match(url)) ?? fetch(request);
}

async function language() {
  const cookie = await self.cookieStore?.get('django_language').catch(() => null);
  return cookie?.value ?? (await recall('language').catch(() => null)) ?? 'zh-hans';
}

async function fileOf(name, request) {
  const cache = await caches.open(name);
  return (await cache.match(request.url)) ?? (await caches.match(request.url)) ?? fetch(request);
}
