// The place of a task as somebody walks towards it.

import { part, put, say } from './ui.js';
import { direction, distance, leadTo, way } from './where.js';

const OPTIONS = { enableHighAccuracy: true, maximumAge: 15_000, timeout: 60_000 };
let spot = null;

/** Where this phone is, as far as it knows; null if it does not. */
export const here = () => spot;

/** Call `listener` when this phone has moved, as long as somebody looks; returns the end of it. */
export function watchPlace(listener) {
  if (!navigator.geolocation) return () => {};
  const id = navigator.geolocation.watchPosition(
    ({ coords }) => {
      spot = { lat: coords.latitude, lon: coords.longitude, accuracy_m: Math.round(coords.accuracy) };
      listener();
    },
    () => {},
    OPTIONS,
  );
  return () => navigator.geolocation.clearWatch(id);
}

/** Write name, distance and direction of the place, and let the navigation lead there. */
export function drawPlace(box, task) {
  const there = Number.isFinite(task.lat) && Number.isFinite(task.lon) && task.lat !== null;
  put(part(box, 'place'), task.place || (there ? `${task.lat.toFixed(4)}, ${task.lon.toFixed(4)}` : say('no_place')));
  const navigate = part(box, 'navigate');
  if (there) navigate.href = leadTo(task, task.place || task.title);
  else navigate.href = '/m0/map/';
  navigate.toggleAttribute('data-server', there);
  const bearing = part(box, 'bearing');
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
