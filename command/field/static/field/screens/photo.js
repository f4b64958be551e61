// Photo or short video: taken with the phone's own camera, looked at, marked, and kept.

import { v7 } from '../lib/ids.js';
import { beginHeading, endHeading, heading, isDenied } from '../lib/geo.js';
import { isOpen, save } from '../lib/outbox.js';
import { fresh } from '../lib/position.js';
import '../lib/position_line.js';
import { isVideo, previewOf } from '../lib/preview.js';
import { sha256Of } from '../lib/sha256.js';
import { room } from '../lib/space.js';
import { follow, known, taskOf } from '../now.js';
import { tell } from '../said.js';
import { part, put, say, tap, time } from '../ui.js';
import { direction } from '../where.js';

const SECOND = 1000;
const MEGABYTE = 1024 * 1024;

let box = null;
let form = null;
let shot = null; // what was taken and is looked at
let queue = []; // what was chosen with it
let ends = [];
let chosen = ''; // the task it is for

/** @param {HTMLElement} section */
export function show(section) {
  if (!box) listen(section);
  box = section;
  ends = [follow(about)];
  draw();
  warn();
}

/** What was taken and not yet kept is still there at the next look. */
export function hide() {
  for (const end of ends) end();
  ends = [];
  endHeading();
}

function about({ state, items }) {
  const tasks = (state?.tasks ?? []).filter((one) => one.next);
  const select = form.elements.task;
  const told = tasks.map((one) => [one.id, `${one.number} ${one.title}`]);
  part(box, 'for').hidden = tasks.length < 2;
  if (JSON.stringify(told) !== select.dataset.told) {
    select.dataset.told = JSON.stringify(told);
    select.replaceChildren(...told.map(([id, name]) => new Option(name, id)));
  }
  if (told.some(([id]) => id === chosen)) select.value = chosen;
  const task = taskOf(state, chosen);
  put(part(box, 'about'), [state?.incidents?.[task?.incident]?.title, tasks.length < 2 && task?.number].filter(Boolean).join(' · '));
  const mine = items.filter((one) => one.kind === 'image');
  const open = mine.filter(isOpen).length;
  const taken = part(box, 'taken');
  taken.hidden = !mine.length;
  put(taken.firstElementChild, say('photo_taken', { n: mine.length }));
  put(taken.lastElementChild, open ? say('photo_waiting', { n: open }) : say('photo_all_there'));
}

/** Look at something that was taken: everything about it is found out meanwhile. */
function look(file) {
  // The compass was deaf while the camera was open: what it says now is nearest to the shot.
  const one = {
    file, id: v7(), kind: isVideo(file) ? 'video' : 'photo', at: takenAt(file),
    spot: null, bearing: heading(), preview: null, isReady: false,
  };
  one.sha256 = sha256Of(file, (done) => shot === one && drawHash(done / file.size));
  one.placed = fresh().then((spot) => {
    one.spot = spot;
    one.bearing ??= heading();
    if (shot === one) drawFacts();
  });
  one.previewed = previewOf(file).then((preview) => {
    one.preview = preview;
    one.isReady = true;
    if (shot === one) drawPicture();
  });
  shot = one;
  draw();
}

// A picture out of the phone's store was taken when its file says; the camera's was taken now.
function takenAt(file) {
  const now = Date.now();
  return file.lastModified > 0 && file.lastModified <= now ? file.lastModified : now;
}

function draw() {
  part(box, 'ready').hidden = Boolean(shot);
  part(box, 'shot').hidden = !shot;
  if (!shot) return;
  drawPicture();
  drawFacts();
  drawHash(0);
  part(box, 'again-photo').hidden = shot.kind !== 'photo';
  part(box, 'again-video').hidden = shot.kind !== 'video';
  put(part(box, 'more'), queue.length ? say('photo_more', { n: queue.length }) : '', true);
}

function drawPicture() {
  const image = part(box, 'picture');
  const blob = shot.preview ?? (shot.kind === 'photo' && !shot.isReady ? shot.file : null);
  if (image.dataset.of !== `${shot.id}/${blob?.size}`) {
    if (image.src) URL.revokeObjectURL(image.src);
    image.removeAttribute('src');
    if (blob) image.src = URL.createObjectURL(blob);
    image.dataset.of = `${shot.id}/${blob?.size}`;
  }
  image.hidden = !blob;
  put(part(box, 'blind'), shot.isReady && !shot.preview ? say('photo_blind', { size: megabytes(shot.file.size) }) : '', true);
}

function drawFacts() {
  const { spot, bearing, file, kind } = shot;
  const place = spot ? say('photo_place', { n: Math.round(spot.accuracy_m) }) : say('photo_no_place');
  put(part(box, 'facts'), [time(shot.at), place, say(`box_${kind}`), megabytes(file.size)].join(' · '));
  put(part(box, 'compass'), bearing === null && isDenied() ? say('photo_no_compass') : '', true);
  const look = part(box, 'bearing');
  look.hidden = bearing === null;
  if (bearing !== null) put(look.firstElementChild, say('photo_bearing', { deg: bearing, direction: direction(bearing) }));
}

function drawHash(part1) {
  const bar = part(box, 'hash');
  bar.hidden = !(part1 > 0 && part1 < 1);
  bar.value = part1;
}

const megabytes = (size) => `${(size / MEGABYTE).toFixed(1)} MB`;

async function keep(event) {
  event.preventDefault();
  const one = shot;
  const { state } = known();
  const task = taskOf(state, chosen);
  const incident = task?.incident ?? Object.keys(state?.incidents ?? {})[0];
  if (!incident) return refuse(say('no_incident'));
  tap();
  busy(true);
  try {
    await stored(one, incident, task);
  } catch {
    return refuse(say('not_saved'));
  } finally {
    busy(false);
  }
  form.elements.caption.value = '';
  for (const tag of form.querySelectorAll('[name=tag]')) tag.checked = false;
  refuse('');
  shot = null;
  tell(say('photo_saved'));
  if (queue.length) look(queue.shift());
  else draw();
  warn();
  return part(box, 'take').focus();
}

async function stored(one, incident, task) {
  // The place is worth a moment, not more: the picture counts without it.
  await Promise.race([one.placed, new Promise((resolve) => setTimeout(resolve, 2 * SECOND))]);
  await one.previewed;
  const sha256 = await one.sha256;
  const { file, spot } = one;
  const payload = {
    image_id: one.id, incident_id: incident, task_id: task?.id ?? null, kind: one.kind,
    tag: form.elements.tag.value, caption: form.elements.caption.value.trim(),
    taken_at: new Date(one.at).toISOString(),
    lat: spot?.lat ?? null, lon: spot?.lon ?? null, accuracy_m: spot?.accuracy_m ?? null, bearing_deg: one.bearing,
    original_sha256: sha256, original_size: file.size, content_type: file.type,
  };
  const files = [{ role: 'original', blob: file, sha256, subject: one.id }];
  if (one.preview) files.unshift({ role: 'preview', blob: one.preview, subject: one.id });
  await save('image', payload, { files });
}

function busy(is) {
  part(box, 'keep').disabled = is;
  part(box, 'keep').toggleAttribute('aria-busy', is);
}

function refuse(words) {
  const problem = part(box, 'problem');
  put(problem, words, true);
  if (words) problem.focus();
}

async function warn() {
  const { little, free } = await room();
  put(part(box, 'room'), little ? say('box_space', { free: Math.round(free / MEGABYTE) }) : '', true);
}

function listen(section) {
  box = section;
  form = section.querySelector('form');
  form.addEventListener('submit', keep);
  form.elements.task.addEventListener('change', () => {
    chosen = form.elements.task.value;
    about(known());
  });
  part(section, 'drop').addEventListener('click', () => {
    shot = null;
    if (queue.length) look(queue.shift());
    else draw();
  });
  part(section, 'bearing').lastElementChild.addEventListener('click', () => {
    shot.bearing = null;
    drawFacts();
  });
  for (const input of section.querySelectorAll('input[type=file]')) {
    input.addEventListener('click', beginHeading);
    // Also when the phone did not let the browser use its camera: it tells no difference.
    input.addEventListener('cancel', () => put(part(section, 'nothing'), say('photo_nothing'), true));
    input.addEventListener('change', () => {
      const [first, ...rest] = input.files;
      part(section, 'nothing').hidden = true;
      if (!first) return;
      queue.push(...rest);
      refuse('');
      look(first);
      input.value = ''; // the same file may be chosen again
    });
  }
}
