// The map around my order: its place, where I am, what is dangerous, what is closed. North is up.

import { areaOf, keep } from '../lib/area.js';
import { here, watchHere } from '../lib/position.js';
import '../lib/position_line.js';
import { follow, taskOf } from '../now.js';
import { part, put, rows, say, sheet, time, worded } from '../ui.js';
import { direction, distance, way } from '../where.js';
import { dangers } from './map_list.js';

let box = null;
let drawn = null;
let making = null;
let task = null;
let area = null;
let ends = [];

/** @param {HTMLElement} section @param {{id?: string}} asked */
export async function show(section, { id } = {}) {
  if (!box) listen(section);
  box = section;
  making ??= make(section);
  drawn = await making.catch(() => {
    making = null;
    return null;
  });
  if (section.hidden) return;
  drawn?.wake();
  ends = [
    follow(({ state }) => {
      const wanted = taskOf(state, id);
      look(wanted, state);
      drawn?.others(othersOf(state, wanted));
    }),
    watchHere(place),
  ];
  place();
}

/** Stop drawing what nobody sees. */
export function hide() {
  for (const end of ends) end();
  ends = [];
}

async function make(section) {
  for (const href of section.dataset.styles.split(' ')) {
    if (!document.querySelector(`link[href="${href}"]`)) document.head.append(Object.assign(document.createElement('link'), { rel: 'stylesheet', href }));
  }
  await import('/static/vendor/leaflet/leaflet.js');
  const { draw } = await import('./map_draw.js');
  return draw(part(section, 'map'), section.dataset);
}

async function look(wanted, state) {
  const isOther = wanted?.id !== task?.id;
  task = wanted;
  if (isOther) {
    area = task && (await areaOf(task.id));
    drawn?.task(spotOf(task, state));
    drawn?.area(area);
    drawn?.home(here());
    said();
  }
  if (!task) return said();
  const newer = await keep(task.id);
  if (newer && newer.at !== area?.at) {
    area = newer;
    drawn?.task(spotOf(task, state));
    drawn?.area(area);
  }
  return said();
}

/** Where the order leads: its own place, else that of its incident. */
function spotOf(one, state) {
  if (!one) return null;
  const incident = state?.incidents?.[one.incident];
  const at = Number.isFinite(one.lat) ? one : incident;
  if (!Number.isFinite(at?.lat)) return null;
  return { lat: at.lat, lon: at.lon, name: one.place || worded(one, 'title') };
}

/** Where my other orders lead that still have a next step. */
const othersOf = (state, wanted) =>
  (state?.tasks ?? [])
    .filter((one) => one.next && one.id !== wanted?.id)
    .map((one) => ({ ...spotOf(one, state), id: one.id }))
    .filter((spot) => Number.isFinite(spot.lat));

function place() {
  drawn?.me(here());
  said();
}

function said() {
  const goal = drawn?.goal ?? null;
  const mine = here();
  if (!goal) put(part(box, 'way'), say('map_no_task'));
  else if (!mine) put(part(box, 'way'), goal.name);
  else {
    const { metres, bearing } = way(mine, goal);
    const [much, unit] = distance(metres);
    put(part(box, 'way'), say('map_to', { name: goal.name, much, unit, direction: direction(bearing) }));
  }
  const kept = area ? say('map_kept', { time: time(area.at) }) : task ? say('map_not_kept') : '';
  const sheets = area?.of_sheets ? say('map_tiles', { n: area.sheets, all: area.of_sheets }) : '';
  put(part(box, 'kept'), [kept, sheets].filter(Boolean).join(' · '), true);
  put(part(box, 'note'), area?.tiles && area.approval ? say('map_approval', { number: area.approval }) : say('map_schematic'));
  const found = dangers(area, mine ?? goal);
  put(part(box, 'count'), found.length || '', true);
}

function list() {
  const found = dangers(area, here() ?? drawn?.goal);
  rows(part(box, 'dangers'), 'row-danger', found, (row, one) => {
    put(row.querySelector('b'), `${one.glyph} ${one.name}`);
    put(row.querySelector('small'), one.about);
    put(row.querySelector('em'), one.way);
    row.dataset.lat = one.lat;
    row.dataset.lon = one.lon;
  });
  put(part(box, 'nothing'), found.length ? '' : area ? say('map_nothing', { time: time(area.at) }) : say('map_not_kept'), true);
  sheet('dangers');
}

function listen(section) {
  const acts = {
    in: () => drawn?.zoom(1), out: () => drawn?.zoom(-1),
    me: () => drawn?.toMe(here()), task: () => drawn?.home(here()),
    list, action: () => sheet('action'),
  };
  section.addEventListener('click', ({ target }) => {
    const act = target.closest('[data-act]')?.dataset.act;
    acts[act]?.();
    const danger = target.closest('[data-lat]');
    if (!danger) return;
    danger.closest('dialog').close();
    drawn?.show(Number(danger.dataset.lat), Number(danger.dataset.lon));
  });
}
