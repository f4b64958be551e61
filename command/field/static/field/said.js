// The bar that says what was just done and, for ten seconds, lets one take it back.

import { cancel } from './lib/outbox.js';
import { follow } from './now.js';
import { part, put, say, tap } from './ui.js';

const STAYS_MS = 4000;
let timer = 0;
let held = null;

const bar = () => part(document, 'said');

/** Say something for a while, or until something else is said. */
export function tell(words) {
  clearTimeout(timer);
  put(part(bar(), 'said-words'), words);
  part(bar(), 'said-undo').hidden = true;
  bar().hidden = false;
  timer = setTimeout(draw, STAYS_MS, true);
}

/** How a held act is called: the words of its verb. */
const called = ({ kind, payload }) => say(kind === 'step' ? `verb_${payload.verb}` : kind);

function draw(over = false) {
  const left = held ? Math.ceil((held.hold_until - Date.now()) / 1000) : 0;
  if (left <= 0) {
    if (over || !part(bar(), 'said-undo').hidden) bar().hidden = true;
    return;
  }
  clearTimeout(timer);
  put(part(bar(), 'said-words'), say('recorded', { what: called(held) }));
  put(part(bar(), 'said-undo'), say('undo', { n: left }));
  part(bar(), 'said-undo').hidden = false;
  bar().hidden = false;
}

async function undo() {
  const item = held;
  if (!item) return;
  held = null;
  tap();
  tell(say((await cancel(item.id)) ? 'undone' : 'too_late'));
}

/** Begin to show what can be taken back; once a page. */
export function begin() {
  part(document, 'said-undo').addEventListener('click', undo);
  follow(({ items }) => {
    held = items.filter((one) => one.state === 'held').at(-1) ?? null;
    draw();
  });
  setInterval(draw, 250);
}
