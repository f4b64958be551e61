// Taking a step of a task: at once if it needs no reason, else a sheet asks why.

import { save } from './lib/outbox.js';
import { part, put, rows, say, sheet, tap } from './ui.js';
import { tell } from './said.js';

const UNDO_S = 10;
// What can be said in each state by whoever carries the task out: the twin of the task's lifecycle.
const STEPS = {
  issued: ['acknowledge', 'reject', 'suspend'],
  acknowledged: ['start', 'block', 'reject', 'suspend'],
  in_progress: ['complete', 'report', 'block', 'suspend'],
};
const NEEDS_REASON = new Set(['block', 'reject', 'suspend']);
// Danger to life is not held back for ten seconds.
const AT_ONCE = new Set(['suspend']);

let asked = null;

/** Take a step, or ask why first. @param {object} task @param {string} verb */
export function take(task, verb) {
  if (!task || !verb) return;
  if (verb === 'report') return document.querySelector('.f-quick a[href="/m0/report/"]').click();
  if (NEEDS_REASON.has(verb)) return why(task, verb);
  return done(task, verb, '');
}

async function done(task, verb, reason) {
  tap();
  const hold = AT_ONCE.has(verb) ? 0 : UNDO_S;
  try {
    await save('step', { task_id: task.id, verb, reason }, { hold, base: task.version });
  } catch {
    return tell(say('not_saved'));
  }
  if (!hold) tell(say('saved'));
}

/** Show all the steps that can be taken now. */
export function open(task) {
  const dialog = sheet('steps');
  rows(part(dialog, 'steps'), 'row-step', STEPS[task.state] ?? [], (row, verb) => {
    row.dataset.verb = verb;
    put(row, say(`verb_${verb}`));
  });
  asked = { task };
}

function why(task, verb) {
  asked = { task, verb };
  const dialog = sheet('why');
  put(part(dialog, 'why-title'), say(verb === 'block' ? 'otherwise_block' : `verb_${verb}`));
  part(dialog, 'why-kind').hidden = verb !== 'block';
  part(dialog, 'why-words').hidden = verb === 'suspend';
  part(dialog, 'why-send').classList.toggle('f-btn--danger', verb === 'suspend');
  refuse(dialog, '');
}

function refuse(dialog, words) {
  put(dialog.querySelector('.f-problem'), words, true);
  dialog.querySelector('textarea').toggleAttribute('aria-invalid', Boolean(words));
}

const dialogs = { steps: document.getElementById('sheet-steps'), why: document.getElementById('sheet-why') };

dialogs.steps.addEventListener('click', ({ target }) => {
  const { verb } = target.closest('[data-verb]')?.dataset ?? {};
  if (!verb) return;
  dialogs.steps.close();
  take(asked.task, verb);
});

part(dialogs.why, 'why-words').addEventListener('click', ({ target }) => {
  const chip = target.closest('button');
  const field = dialogs.why.querySelector('textarea');
  if (chip) field.value = [field.value.trim(), chip.textContent].filter(Boolean).join('；');
});

dialogs.why.querySelector('form').addEventListener('submit', (event) => {
  event.preventDefault();
  const form = new FormData(event.target);
  const reason = String(form.get('reason')).trim();
  if (!reason) {
    refuse(dialogs.why, say('say_why'));
    return dialogs.why.querySelector('textarea').focus();
  }
  const wants = asked.verb === 'block' && form.get('kind') === 'support';
  dialogs.why.close();
  event.target.reset();
  return done(asked.task, asked.verb, wants ? say('support_wanted', { text: reason }) : reason);
});
