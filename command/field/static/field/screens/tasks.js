// All my tasks, the most urgent first.

import { follow, taskOf } from '../now.js';
import { part, put, rows, say, time, worded } from '../ui.js';
import { now } from '../lib/clock.js';

let end = null;

/** @param {HTMLElement} section */
export function show(section) {
  end = follow(({ state }) => draw(section, state));
}

/** Stop drawing what nobody sees. */
export function hide() {
  end?.();
}

function draw(box, state) {
  const tasks = state?.tasks ?? [];
  part(box, 'none').hidden = tasks.length > 0;
  put(part(box, 'synced'), state?.server_time ? say('last_sync', { time: time(state.server_time) }) : say('never_sync'));
  const current = taskOf(state);
  rows(part(box, 'list'), 'row-task', tasks, (row, task) => {
    const incident = state.incidents?.[task.incident];
    const link = row.firstElementChild;
    link.href = `/m0/${task.id}/`;
    if (task === current) link.setAttribute('aria-current', 'true');
    row.toggleAttribute('data-late', Boolean(task.next && task.due_at) && Date.parse(task.due_at) < now().getTime());
    link.children[0].dataset.l = incident?.grade ?? 0;
    put(link.children[0], incident?.grade || '');
    put(row.querySelector('b'), worded(task, 'title'));
    put(row.querySelector('small'), [task.number, task.next ? say(`state_${task.state}`) : say('state_over'), incident?.title].filter(Boolean).join(' · '));
    put(row.querySelector('time'), task.due_at ? time(task.due_at) : '', true);
  });
}
