// The phone application: one page that shows one screen at a time, with and without a network.
// A screen is a <section data-screen> of the shell and a module of the same name with
// show(section, {id}) and, if it holds something open, hide(section).

import * as help from './screens/help.js';
import * as map from './screens/map.js';
import * as messages from './screens/messages.js';
import * as outbox from './screens/outbox.js';
import * as photo from './screens/photo.js';
import * as profile from './screens/profile.js';
import * as report from './screens/report.js';
import * as task from './screens/task.js';
import * as tasks from './screens/tasks.js';

const SCREENS = { task, tasks, map, report, photo, messages, outbox, profile, help };
const PATH = /^\/m0\/(?:(?<id>[0-9a-f-]{36})\/)?(?:(?<name>[a-z]+)\/)?$/;

let open = null;

/** @param {string} path below /m0/ @returns {{name: string, id: string | undefined}} */
export function read(path) {
  const { id, name = 'task' } = PATH.exec(path)?.groups ?? {};
  return { name: name in SCREENS ? name : 'task', id };
}

function show(path) {
  const { name, id } = read(path);
  if (open) SCREENS[open].hide?.(section(open));
  open = name;
  for (const one of document.querySelectorAll('[data-screen]')) one.hidden = one.dataset.screen !== name;
  for (const tab of document.querySelectorAll('.f-tabs a')) {
    tab.toggleAttribute('aria-current', read(new URL(tab.href).pathname).name === name);
  }
  SCREENS[name].show(section(name), { id });
}

const section = (name) => document.querySelector(`[data-screen="${name}"]`);

/** Go to a screen, as a link does. */
export function go(path) {
  history.pushState(null, '', path);
  show(path);
}

document.addEventListener('click', (event) => {
  const link = event.target.closest('a[href^="/m0/"]:not([data-server])');
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  go(link.getAttribute('href'));
});
addEventListener('popstate', () => show(location.pathname));
show(location.pathname);
