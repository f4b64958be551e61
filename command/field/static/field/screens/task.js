// My task: what, until when, where, and the one next step at the thumb.

import { later } from '../app.js';
import { now } from '../lib/clock.js';
import { token } from '../lib/session.js';
import { follow, isNew, taskOf } from '../now.js';
import { countdown, part, put, rows, say, tap, time, worded } from '../ui.js';

const LONG_PRESS_MS = 600;
const NO_CONTENT = 204; // a portal's page comes with 200
const read = new Set(); // orders this page has said to be read

let box = null;
let wanted;
let shown = null;
let ends = [];
let isDrawn;
const drawn = new Promise((resolve) => {
  isDrawn = resolve;
});
let place = null; // the module: how far it is comes after the first look

// What a press needs follows the first look; a press before that waits for it.
const acts = () => later(() => import('../acts.js'));
const save = async (...act) => (await acts()).box.save(...act);
const kept = (...act) => save(...act).catch(refused);
const refused = async () => (await acts()).said.tell(say('not_saved'));
const take = async (task, verb) => (await acts()).steps.take(task, verb);
const openSteps = async (task) => (await acts()).steps.open(task);
const openCalls = async () => (await later(() => import('../calls.js'))).open();

/** @param {HTMLElement} section @param {{id?: string}} asked */
export function show(section, { id } = {}) {
  if (!box) listen(section);
  box = section;
  wanted = id;
  ends = [follow(draw)];
  watchPlace(ends);
  const timer = setInterval(tick, 1000);
  ends.push(() => clearInterval(timer));
}

/** Stop drawing what nobody sees. */
export function hide() {
  for (const end of ends) end();
  ends = [];
}

/** Say how far it is and where, as long as this screen is open. */
async function watchPlace(mine) {
  await drawn;
  ({ place } = await acts());
  if (ends !== mine) return;
  mine.push(place.watchHere(() => shown && drawPlace()));
  if (shown) drawPlace();
}

function drawPlace() {
  if (place) place.drawPlace(box, shown);
  else put(part(box, 'place'), shown.place);
}

function draw({ state, ready }) {
  shown = taskOf(state, wanted);
  const orders = [...(state?.orders ?? []), ...(state?.messages ?? [])].filter(isNew).length;
  const notice = part(box, 'orders');
  notice.hidden = !orders;
  put(notice.querySelector('em'), orders);
  part(box, 'one').hidden = !shown;
  part(box, 'none').hidden = Boolean(shown) || !ready;
  const told = state?.server_time ? say('last_sync', { time: time(state.server_time) }) : say('never_sync');
  put(part(box, 'synced'), told);
  if (!shown) return;
  drawWhat(state);
  drawSteps();
  drawLists(state);
  drawAfter(state);
  tick();
  drawPlace();
  isDrawn();
  sayRead();
}

function drawWhat(state) {
  const incident = state.incidents?.[shown.incident];
  part(box, 'grade').dataset.l = incident?.grade ?? 0;
  put(part(box, 'grade'), incident?.grade || '');
  put(part(box, 'grade-name'), incident?.grade ? say('level', { n: incident.grade }) : '');
  put(part(box, 'incident'), incident?.title ?? '');
  part(box, 'drill').hidden = !shown.exercise;
  put(part(box, 'title'), worded(shown, 'title'));
  const stop = part(box, 'stop');
  const [what, why] = shown.state === 'suspended' ? [say('suspended'), shown.reason] : [say('blocked'), shown.obstacle];
  stop.hidden = shown.state !== 'suspended' && !shown.obstacle;
  put(stop.children[0], what);
  put(stop.children[1], why);
  put(part(box, 'due'), shown.due_at ? say('due_by', { time: time(shown.due_at) }) : say('due_by', { time: '' }).trim());
  put(part(box, 'detail'), shown.detail);
  const by = say('by_whom', { number: shown.number, name: shown.ordered_by, time: time(shown.issued_at) });
  put(part(box, 'by'), shown.unsent ? `${by} · ${say('not_sent')}` : by);
}

function drawSteps() {
  rows(part(box, 'stages'), 'row-stage', stages(), (row, stage) => {
    row.dataset.mark = stage.mark;
    if (stage.mark === 'now') row.setAttribute('aria-current', 'step');
    put(row.children[0], say(stage.name));
    put(row.children[1], stage.at ? time(stage.at) : '', true);
  });
  const next = part(box, 'next');
  next.hidden = !shown.next;
  put(next.children[0], shown.next ? say(`verb_${shown.next}`) : '');
  put(next.children[1], say('one_tap'));
  const otherwise = part(box, 'otherwise');
  otherwise.hidden = !shown.otherwise;
  put(otherwise, shown.otherwise ? say(`otherwise_${shown.otherwise}`) : '');
  put(part(box, 'done'), shown.next ? '' : say('nothing_next'), true);
}

// One's own step shows at once, also before the server has told it back.
function stages() {
  const reached = { acknowledged: 2, in_progress: 3, completed: 4 }[shown.state] ?? 0;
  const told = shown.stages.map((stage) => ({ ...stage }));
  if (!shown.own) return told;
  return told.map((stage, at) => ({ ...stage, mark: at < reached ? 'done' : at === reached ? 'now' : 'ahead' }));
}

function drawLists(state) {
  const list = part(box, 'checklist');
  list.hidden = !shown.checklist.length;
  rows(list.querySelector('ul'), 'row-tick', shown.checklist, (row, item) => {
    const button = row.firstElementChild;
    button.setAttribute('aria-checked', String(item.done));
    button.dataset.item = item.key;
    put(button.children[1], worded(item, 'text'));
    put(button.children[2], item.unsent ? say('not_sent') : item.by, true);
  });
  const pictures = part(box, 'pictures');
  pictures.hidden = !shown.pictures?.length;
  rows(pictures.querySelector('ul'), 'row-picture', shown.pictures ?? [], ({ firstElementChild: link }, picture) => {
    link.href = picture.url;
    const [image, name] = link.children;
    image.src = picture.small;
    put(name, picture.name);
  });
  drawPapers();
  const steps = state.steps?.[shown.id] ?? [];
  const plan = part(box, 'plan');
  plan.hidden = !steps.length;
  rows(plan.querySelector('ol'), 'row-plan', steps, (row, step) => {
    put(row.children[0], worded(step, 'title'));
    put(row.children[1], [worded(step, 'owner'), say(`state_${step.state}`)].filter(Boolean).join(' · '));
  });
  const checkIn = part(box, 'check-in');
  checkIn.hidden = !shown.check_in_at;
  put(part(box, 'check-in-by'), say('check_in_by', { time: time(shown.check_in_at) }));
}

// Few orders have papers: what shows them comes only then.
async function drawPapers() {
  const task = shown;
  if (!task.papers?.length && part(box, 'papers').hidden) return;
  const papers = await later(() => import('../papers.js'));
  if (task === shown) papers.draw(box, task);
}

function drawAfter(state) {
  const others = state.tasks.filter((one) => one !== shown && one.next);
  const after = part(box, 'after');
  after.hidden = !others.length;
  if (!others.length) return;
  const title = worded(others[0], 'title');
  put(after.children[1], others.length > 1 ? say('more_tasks', { title, n: others.length - 1 }) : title);
}

function tick() {
  if (!shown) return;
  const left = part(box, 'left');
  const due = Date.parse(shown.due_at ?? '');
  const seconds = (due - now()) / 1000;
  put(left, due ? countdown(seconds) : '–');
  put(part(box, 'left-word'), due ? say(seconds < 0 ? 'late' : 'left') : say('no_deadline'));
  left.parentElement.toggleAttribute('data-late', due && seconds < 0);
}

// The command post sees who has looked at an order; accepting it says the same later.
async function sayRead() {
  if (!shown.is_unread || shown.own || read.has(shown.id) || !navigator.onLine) return;
  const { id } = shown;
  read.add(id);
  const headers = { 'X-CSRFToken': await token() };
  const answer = await fetch(`/m0/${id}/read/`, { method: 'POST', headers }).catch(() => null);
  if (answer?.status !== NO_CONTENT) read.delete(id);
}

function listen(section) {
  const next = part(section, 'next');
  pressed(next, () => take(shown, shown.next), () => openSteps(shown));
  part(section, 'otherwise').addEventListener('click', () => take(shown, shown.otherwise));
  part(section, 'steps-open').addEventListener('click', () => openSteps(shown));
  part(section, 'call-open').addEventListener('click', openCalls);
  const more = part(section, 'more');
  more.addEventListener('click', () => {
    const lists = document.getElementById('task-more');
    lists.hidden = !lists.hidden;
    more.setAttribute('aria-expanded', String(!lists.hidden));
    if (!lists.hidden) lists.scrollIntoView({ block: 'nearest' });
  });
  part(section, 'check-in').querySelector('button').addEventListener('click', () => {
    tap();
    kept('check_in', { task_id: shown.id });
  });
  part(section, 'checklist').addEventListener('click', ({ target }) => {
    const item = target.closest('[data-item]');
    if (!item) return;
    tap();
    kept('tick', { task_id: shown.id, item: item.dataset.item, done: item.getAttribute('aria-checked') !== 'true' });
  });
}

/** A tap does one thing, a long press or the menu key another. */
function pressed(button, short, long) {
  let timer = 0;
  let wasLong = false;
  button.addEventListener('pointerdown', () => {
    wasLong = false;
    timer = setTimeout(() => {
      wasLong = true;
      tap();
      long();
    }, LONG_PRESS_MS);
  });
  for (const end of ['pointerup', 'pointerleave', 'pointercancel']) {
    button.addEventListener(end, () => clearTimeout(timer));
  }
  button.addEventListener('contextmenu', (event) => {
    event.preventDefault();
    if (event.pointerType !== 'touch') long();
  });
  // The second of two quick taps of a glove is no second step.
  button.addEventListener('click', ({ detail }) => wasLong || detail > 1 || short());
}
