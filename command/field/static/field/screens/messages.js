// Orders that want an answer, then what else was said, then one's own words.

import { save } from '../lib/outbox.js';
import { asksBack, follow, isNew, known, taskOf } from '../now.js';
import { tell } from '../said.js';
import { part, put, say, tap, time, worded } from '../ui.js';

const drawn = new Map(); // message → its card, which may be typed in
let box = null;
let end = null;

/** @param {HTMLElement} section */
export function show(section) {
  if (!box) listen(section);
  box = section;
  end = follow(draw);
}

/** Stop drawing what nobody sees. */
export function hide() {
  end?.();
}

function draw({ state }) {
  const orders = state?.orders ?? [];
  const messages = state?.messages ?? [];
  part(box, 'none').hidden = orders.length + messages.length > 0;
  put(part(box, 'synced'), state?.server_time ? say('last_sync', { time: time(state.server_time) }) : say('never_sync'));
  list('orders', orders);
  list('messages', messages);
  part(box, 'compose').hidden = !incident(state);
}

const incident = (state) => taskOf(state)?.incident ?? Object.keys(state?.incidents ?? {})[0];

function list(name, all) {
  const cards = all.map((one) => {
    const card = drawn.get(one.id) ?? made(one.id);
    drawn.set(one.id, card);
    write(card, one);
    return card;
  });
  const place = part(box, name);
  const same = cards.length === place.children.length && cards.every((card, at) => card === place.children[at]);
  if (!same) place.replaceChildren(...cards);
}

function made(id) {
  const card = document.getElementById('row-order').content.firstElementChild.cloneNode(true);
  card.dataset.message = id;
  return card;
}

function write(card, one) {
  card.dataset.kind = one.kind;
  put(part(card, 'from'), say('from_at', { name: [one.number, one.from].filter(Boolean).join(' · '), time: time(one.at) }));
  put(part(card, 'text'), worded(one, 'text'));
  const asks = asksBack(one);
  part(card, 'same').hidden = !asks;
  card.querySelector('details').hidden = !asks;
  part(card, 'seen').hidden = asks || !isNew(one);
  put(part(card, 'state'), one.unsent ? say(one.state === 'read_back' ? 'read_back_sent' : 'not_sent') : says(one), true);
}

const says = (one) => (['read', 'read_back', 'withdrawn'].includes(one.state) ? say(`message_${one.state}`) : '');

async function readBack(card, text) {
  tap();
  try {
    await save('read_back', { message_id: card.dataset.message, text });
    tell(say('saved'));
  } catch {
    tell(say('not_saved'));
  }
}

async function seen(card) {
  tap();
  try {
    await save('read', { message_id: card.dataset.message });
  } catch {
    tell(say('not_saved'));
  }
}

async function send(form) {
  const text = form.elements.text.value.trim();
  const problem = part(box, 'problem');
  put(problem, text ? '' : say('write_first'), true);
  if (!text) return form.elements.text.focus();
  tap();
  try {
    await save('message', { incident_id: incident(known().state), text });
  } catch {
    return tell(say('not_saved'));
  }
  form.reset();
  return tell(say('saved'));
}

function listen(section) {
  section.addEventListener('click', ({ target }) => {
    const card = target.closest('[data-message]');
    if (target.closest('[data-same]')) readBack(card, say('as_received'));
    if (target.closest('[data-seen]')) seen(card);
    if (!target.closest('[data-words]')) return;
    const field = card.querySelector('textarea');
    if (field.value.trim()) readBack(card, field.value.trim());
    else field.focus();
  });
  part(section, 'compose').addEventListener('submit', (event) => {
    event.preventDefault();
    send(event.target);
  });
}
