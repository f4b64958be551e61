// The start of the phone application: one page that shows one screen at a time, with and without a network.
// A screen is a <section data-screen> of the shell and a module of the same name with
// show(section, {id, hash}) and, if it holds something open, hide(section).

import { go, onGo, read } from './app.js';
import { begin as beginHead } from './head.js';
import * as look from './look.js';
import { begin as beginReading } from './now.js';
import { begin as beginSaid } from './said.js';
import * as task from './screens/task.js';

// Only what the first look needs is loaded at once; the rest when it is opened.
const SCREENS = {
  task: async () => task,
  help: () => import('./screens/help.js'),
  tasks: () => import('./screens/tasks.js'),
  map: () => import('./screens/map.js'),
  report: () => import('./screens/report.js'),
  photo: () => import('./screens/photo.js'),
  messages: () => import('./screens/messages.js'),
  outbox: () => import('./screens/outbox.js'),
  profile: () => import('./screens/profile.js'),
};
// Tabs stay lit for the screens that belong to them.
const TAB = { tasks: 'task', report: 'task', photo: 'task', outbox: 'profile' };

let open = null;

async function show(address) {
  const { pathname, hash, searchParams } = new URL(address, location.href);
  const { name, id } = read(pathname);
  const before = open;
  open = { name, screen: null };
  if (before) before.screen?.hide?.(section(before.name));
  for (const one of document.querySelectorAll('[data-screen]')) one.hidden = one.dataset.screen !== name;
  for (const tab of document.querySelectorAll('.f-tabs a')) {
    const lit = read(new URL(tab.href).pathname).name === (TAB[name] ?? name);
    if (lit) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
  }
  document.body.dataset.open = name;
  if (before) document.getElementById('content').scrollTop = 0;
  if (name !== 'task') dress();
  const asked = open;
  const screen = await SCREENS[name]();
  if (open !== asked) return;
  open.screen = screen;
  await screen.show(section(name), { id, hash, item: searchParams.get('item') ?? undefined });
  document.body.dataset.shown = name;
}

/** Fetch the style sheets that the first look does not need. */
function dress() {
  for (const late of document.querySelectorAll('template[data-style]')) {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: late.dataset.style });
    late.replaceWith(link);
  }
}

const section = (name) => document.querySelector(`[data-screen="${name}"]`);

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="/m0/"]:not([data-server])');
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  go(link.getAttribute('href'));
});
onGo(show);
addEventListener('popstate', () => show(location.href));

look.apply();
show(location.href);
beginHead();
beginSaid();
const reading = beginReading();
// The call for help comes first of what the first look does not need.
import('./screens/help.js');
await reading;
dress();
(await import('./lib/begin.js')).begin();
(await import('./bell.js')).begin();
(await import('./capture.js')).begin();
