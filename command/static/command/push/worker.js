// The service worker of web push: shows what came, and opens where it leads.
// It keeps no pages and answers no requests. The same message twice is shown once (tag).

self.addEventListener('install', () => self.skipWaiting());
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));

self.addEventListener('push', (event) => {
  let told = {};
  try {
    told = event.data?.json() ?? {};
  } catch {
    told = {};
  }
  const title = String(told.title ?? '联合指挥 · Joint Command');
  event.waitUntil(
    self.registration.showNotification(title, {
      body: String(told.text ?? ''),
      lang: String(told.lang ?? 'zh-hans'),
      tag: String(told.key ?? 'joint-command'),
      renotify: true,
      requireInteraction: true,
      data: { url: String(told.url ?? '/') },
    }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  const wanted = new URL(event.notification.data?.url ?? '/', self.location.origin);
  // Only pages of this system, whatever a message says.
  const url = wanted.origin === self.location.origin ? wanted.href : self.location.origin;
  event.waitUntil(
    (async () => {
      const open = await self.clients.matchAll({ type: 'window', includeUncontrolled: true });
      const same = open.find((client) => client.url === url);
      await (same ? same.focus() : self.clients.openWindow(url));
    })(),
  );
});
