// The worker of plans: when the server cannot be reached, what keep.js has kept opens in its place.
// It keeps nothing itself, and a server that answers is never kept from its readers.

const MARK = 'plans.'; // the name of the cache goes on with whose it is
const PATIENCE = 15000; // milliseconds: a line that swallows everything counts as cut
const AWAY = new Set([502, 503, 504]); // what a gateway says of a server that is down
const PLAN = /^\/p\/([0-9a-f-]{36})\//;

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== 'GET' || origin !== self.location.origin) return;
  if (request.mode === 'navigate') event.respondWith(page(request, pathname));
  else if (pathname.endsWith('/plan_offline.css')) event.respondWith(style(request));
});

/** Return what is kept under an address. */
async function kept(address) {
  const names = await caches.keys();
  const cacheName = names.find((name) => name.startsWith(MARK));
  return cacheName && caches.match(address, { cacheName, ignoreSearch: true, ignoreVary: true });
}

async function page(request, pathname) {
  const plan = PLAN.exec(pathname)?.[1];
  const copy = (plan && (await kept(`/p/${plan}/offline/`))) || (await kept('/p/kept/'));
  if (!copy) return fetch(request);
  const slow = new Promise((resolve) => setTimeout(() => resolve(null), PATIENCE));
  const answer = await Promise.race([fetch(request).catch(() => null), slow]);
  return answer && !AWAY.has(answer.status) ? answer : copy;
}

/** The copies' own style comes from where they are: with them it must not wait for the line. */
async function style(request) {
  return (await kept(request.url)) ?? fetch(request);
}
