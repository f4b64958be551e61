// The outbox: everything done on this phone, where it stands, and what a person can do about it.

import { isUpdate, update } from '../lib/begin.js';
import { hear } from '../lib/channel.js';
import { change, isOpen, remove } from '../lib/outbox.js';
import { retry } from '../lib/way.js';
import { signedOut } from '../lib/session.js';
import { room } from '../lib/space.js';
import { refresh, toldAt } from '../lib/state.js';
import { database } from '../lib/store.js';
import { again } from '../lib/uploads.js';
import { follow } from '../now.js';
import { tell } from '../said.js';
import { part, put, say, sheet, whyNot } from '../ui.js';
import { about, called, exact, inOrder, percent, reason, stands, wordsOf } from './item.js';

const MEGABYTE = 1024 * 1024;
const PICTURES = {
  step: 'M5 12.5 10 17.5 19.5 7', tick: 'M5 12.5 10 17.5 19.5 7', check_in: 'M5 12.5 10 17.5 19.5 7',
  report: 'M9 4.500a3.500 3.500 0 1 0 .01 0M3 20c0-4 3-6 6-6s6 2 6 6M18 8v6M15 11h6', message: 'M4 5h16v11H10l-4.500 4v-4H4z',
  read_back: 'M4 5h16v11H10l-4.500 4v-4H4z', help: 'M12 4 22 20H2zM12 10v4.500M12 17.300v.2',
  help_cancel: 'M6 6l12 12M18 6 6 18', help_voice: 'M12 3v11M9 6v5M15 6v5M5 11a7 7 0 0 0 14 0M12 18v3', image: 'M4 8h3l2-3h6l2 3h3v11H4z',
};

let box = null;
let ends = [];
let known = { items: [], state: null };
let isOut = false;
let trouble = '';
let chosen = null;
const rows = new Map();
const pictures = new Map();

/** @param {HTMLElement} section */
export async function show(section) {
  if (!box) listen(section);
  box = section;
  ends = [follow(draw), hear(heard)];
  isOut = await signedOut();
  draw(known);
  drawRoom();
}

/** Stop drawing what nobody sees. */
export function hide() {
  for (const end of ends) end();
  ends = [];
  for (const [id, url] of pictures) {
    URL.revokeObjectURL(url);
    rows.get(id)?.querySelector('img')?.remove();
  }
  pictures.clear();
}

function heard(message) {
  if (message.what === 'sender') trouble = message.trouble;
  else if (message.what === 'session') isOut = message.signed_out;
  else if (!['update', 'outdated'].includes(message.what)) return;
  if (message.what === 'outdated') put(part(box, 'outdated'), say('box_outdated'), true);
  draw(known);
}

async function draw(now) {
  known = now;
  const { items, state } = now;
  const person = state?.person;
  const others = items.filter((one) => isOpen(one) && one.person && person && one.person !== person.id).length;
  part(box, 'out').hidden = !isOut;
  put(part(box, 'out').firstElementChild, say('box_needs_sign_in'));
  put(part(box, 'others'), others ? say('box_of_others', { n: others }) : '', true);
  part(box, 'update').hidden = !isUpdate();
  put(part(box, 'empty'), items.length ? '' : say('box_empty'), true);
  part(box, 'items').hidden = !items.length;
  drawRows(inOrder(items), person);
  const at = await toldAt();
  put(part(box, 'last'), at ? say('box_last', { time: exact(at) }) : say('box_never'));
}

async function drawRoom() {
  const { free, little } = await room();
  put(part(box, 'space'), little ? say('box_space', { free: Math.floor(free / MEGABYTE) }) : '', true);
}

// A row stays the same element as long as its item is there: no button moves from under a finger.
function drawRows(items, person) {
  const list = part(box, 'items');
  const gone = new Set(rows.keys());
  items.forEach((item, at) => {
    gone.delete(item.id);
    if (!rows.has(item.id)) rows.set(item.id, document.getElementById('row-item').content.firstElementChild.cloneNode(true));
    const row = rows.get(item.id);
    drawRow(row, item, person);
    if (list.children[at] !== row) list.insertBefore(row, list.children[at] ?? null);
  });
  for (const id of gone) {
    rows.get(id).remove();
    rows.delete(id);
  }
}

function drawRow(row, item, person) {
  const { progress } = item;
  const refused = item.state === 'rejected' || progress?.state === 'refused';
  row.dataset.item = item.id;
  row.dataset.state = isOpen(item) && item.state === 'delivered' ? 'uploading' : item.state;
  row.toggleAttribute('data-needs', refused);
  row.querySelector('path').setAttribute('d', PICTURES[item.kind] ?? PICTURES.step);
  put(part(row, 'what'), called(item));
  put(part(row, 'state-word'), stands(item, person, Boolean(trouble)));
  put(part(row, 'about'), about(item));
  const bar = row.querySelector('progress');
  bar.hidden = !progress?.open || progress.state === 'refused';
  if (progress) bar.value = percent(progress);
  put(part(row, 'why'), reason(item), true);
  const receipt = part(row, 'receipt');
  receipt.hidden = !item.code;
  put(receipt.lastElementChild, item.code);
  drawActs(row, item, refused);
  if (item.kind === 'image' && progress?.open) drawPicture(row, item);
}

function drawActs(row, item, refused) {
  const isReport = item.kind === 'report';
  const rejected = item.state === 'rejected';
  row.querySelector('.f-outbox__acts').hidden = !refused && part(row, 'open').getAttribute('aria-expanded') !== 'true';
  const link = part(row, 'correct-link');
  link.hidden = !(rejected && isReport);
  link.href = `/m0/report/?item=${item.id}`;
  part(row, 'correct').hidden = !(rejected && !isReport && wordsOf(item));
  part(row, 'again').hidden = !(refused && (!rejected || !(isReport || wordsOf(item))));
  part(row, 'remove').disabled = item.state === 'sending';
}

async function drawPicture(row, item) {
  if (pictures.has(item.id)) return;
  pictures.set(item.id, '');
  const db = await database();
  const blob = (await db.get('blobs', `${item.id}/preview`)) ?? (await db.get('blobs', `${item.id}/original`));
  if (!blob?.type.startsWith('image/')) return;
  pictures.set(item.id, URL.createObjectURL(blob));
  const image = Object.assign(document.createElement('img'), { alt: '', src: pictures.get(item.id) });
  row.querySelector('.f-outbox__mark').append(image);
}

function askRemove(item) {
  chosen = item;
  const how = !isOpen(item) ? 'delivered' : item.state === 'delivered' ? 'file' : 'open';
  put(part(box, 'remove-what'), called(item));
  put(part(box, 'remove-why'), say(`box_remove_${how}`));
  sheet('remove');
}

async function removeChosen() {
  const gone = await remove(chosen.id);
  document.getElementById('sheet-remove').close();
  tell(say(gone ? 'box_removed' : 'box_not_now'));
}

function askCorrect(item) {
  chosen = item;
  put(part(box, 'correct-why'), whyNot(item), true);
  const field = sheet('correct').querySelector('textarea');
  field.value = item.payload[wordsOf(item)] ?? '';
  field.focus();
}

async function sendAgain(item) {
  if (item.state === 'rejected') await change(item.id, item.payload);
  else await again(item.id);
  retry();
}

function listen(section) {
  part(section, 'retry').addEventListener('click', () => {
    retry();
    refresh();
  });
  part(section, 'begin').addEventListener('click', update);
  part(section, 'remove-do').addEventListener('click', removeChosen);
  section.querySelector('#sheet-correct form').addEventListener('submit', () => {
    const words = section.querySelector('#correct-text').value.trim();
    change(chosen.id, { ...chosen.payload, [wordsOf(chosen)]: words });
  });
  part(section, 'items').addEventListener('click', ({ target }) => {
    const item = known.items.find((one) => one.id === target.closest('[data-item]')?.dataset.item);
    if (!item) return;
    const opener = target.closest('button[data-open]'); // the body has one too
    if (opener) {
      opener.setAttribute('aria-expanded', String(opener.getAttribute('aria-expanded') !== 'true'));
      draw(known);
    } else if (target.closest('[data-remove]')) askRemove(item);
    else if (target.closest('[data-correct]')) askCorrect(item);
    else if (target.closest('[data-again]')) sendAgain(item);
  });
}
