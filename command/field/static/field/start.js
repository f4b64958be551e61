// The start of the phone application: one page that shows one screen at a time, with and without a network.
// A screen is a <section data-screen> of the shell and a module of the same name with
// show(section, {id, hash}) and, if it holds something open, hide(section).
//
// On a thin line each kilobyte is a sixth of a second: only the task is there at once, then what
// a press needs, then the rest, and last the worker, which fetches everything.

import { go, later, onGo, read } from './app.js';
import * as look from './look.js';
import { begin as beginReading, beginActs } from './now.js';

const SCREENS = {
  task: () => import('./screens/task.js'),
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
const PATIENCE_MS = 5000;

let open = null;
let dressing = null;

async function show(address) {
  const { pathname, hash, searchParams } = new URL(address, location.href);
  const { name, id } = read(pathname);
  const before = open;
  open = { name, screen: null };
  if (before) before.screen?.hide?.(section(before.name));
  const asked = open;
  if (!section(name)) await rest();
  if (open !== asked) return;
  for (const one of document.querySelectorAll('[data-screen]')) one.hidden = one.dataset.screen !== name;
  for (const tab of document.querySelectorAll('.f-tabs a')) {
    const lit = read(new URL(tab.href).pathname).name === (TAB[name] ?? name);
    if (lit) tab.setAttribute('aria-current', 'page');
    else tab.removeAttribute('aria-current');
  }
  document.body.dataset.open = name;
  if (before) document.getElementById('content').scrollTop = 0;
  const dressed = name === 'task' || dress();
  if (name !== 'task') await acts();
  const screen = await later(SCREENS[name]);
  if (open !== asked) return;
  open.screen = screen;
  await screen.show(section(name), { id, hash, item: searchParams.get('item') ?? undefined });
  await dressed;
  document.body.dataset.shown = name;
}

/** Fetch the style sheets that the first look does not need; resolves when they hold. */
function dress() {
  dressing ??= Promise.all(Array.from(document.querySelectorAll('template[data-style]'), put));
  return dressing;
}

function put(late) {
  return new Promise((resolve) => {
    const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', href: late.dataset.style });
    link.onload = link.onerror = resolve;
    late.replaceWith(link);
  });
}

const section = (name) => document.querySelector(`[data-screen="${name}"]`);
const rest = async () => (await later(() => import('./rest.js'))).rest();
const acts = () => later(() => import('./acts.js'));
const begun = async (load) => (await later(load)).begin();

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="/m0/"]:not([data-server])');
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  go(link.getAttribute('href'));
});
onGo(show);
addEventListener('popstate', () => show(location.href));

/** What runs from the first look until all is there. */
async function run() {
  look.apply();
  // The state is asked for while the screen is still on its way.
  const reading = beginReading();
  const showing = show(location.href);
  await Promise.race([Promise.all([reading, showing]), new Promise((go) => setTimeout(go, PATIENCE_MS))]);
  const { head, said } = await acts();
  await beginActs();
  said.begin();
  document.body.dataset.ready = '';
  await head.begin();
  dress();
  await reading;
  if (!section('tasks')) await rest();
  later(SCREENS.help);
  const { begin, install } = await later(() => import('./lib/begin.js'));
  await begin();
  await begun(() => import('./bell.js'));
  await begun(() => import('./capture.js'));
  await install();
}

run();
