// The place of a task as somebody walks towards it.

import { here, watchHere } from './lib/position.js';
import { part, put, say } from './ui.js';
import { direction, distance, leadTo, way } from './where.js';

export { watchHere };

/** Write name, distance and direction of the place, and let the navigation lead there. */
export function drawPlace(box, task) {
  const there = Number.isFinite(task.lat) && Number.isFinite(task.lon) && task.lat !== null;
  put(part(box, 'place'), task.place || (there ? `${task.lat.toFixed(4)}, ${task.lon.toFixed(4)}` : say('no_place')));
  const navigate = part(box, 'navigate');
  if (there) navigate.href = leadTo(task, task.place || task.title);
  else navigate.href = '/m0/map/';
  navigate.toggleAttribute('data-server', there);
  const bearing = part(box, 'bearing');
  const spot = here();
  bearing.hidden = !there || !spot;
  if (!there || !spot) {
    put(part(box, 'away'), '–');
    return put(part(box, 'away-word'), there ? say('no_position') : '');
  }
  const found = way(spot, task);
  const [much, unit] = distance(found.metres);
  put(part(box, 'away'), much);
  put(part(box, 'away-word'), `${unit} ${direction(found.bearing)}`);
  bearing.style.rotate = `${Math.round(found.bearing)}deg`;
}
