// How far and in which direction something is.

import { say } from './ui.js';

const EARTH_M = 6_371_000;
const KILOMETRE = 1000;
const rad = (degrees) => (degrees * Math.PI) / 180;

/** Metres and degrees from north, from one point to another, each `{lat, lon}`. */
export function way(from, to) {
  const [a, b] = [rad(from.lat), rad(to.lat)];
  const east = rad(to.lon - from.lon);
  const h = Math.sin((b - a) / 2) ** 2 + Math.cos(a) * Math.cos(b) * Math.sin(east / 2) ** 2;
  const y = Math.sin(east) * Math.cos(b);
  const x = Math.cos(a) * Math.sin(b) - Math.sin(a) * Math.cos(b) * Math.cos(east);
  return { metres: 2 * EARTH_M * Math.asin(Math.sqrt(h)), bearing: ((Math.atan2(y, x) * 180) / Math.PI + 360) % 360 };
}

/** The number and the unit of a distance: `['1.8', 'km']`. */
export function distance(metres) {
  if (metres < KILOMETRE) return [String(Math.round(metres / 10) * 10), 'm'];
  const km = metres / KILOMETRE;
  return [km < 20 ? km.toFixed(1) : String(Math.round(km)), 'km'];
}

/** The word of a direction. */
export const direction = (bearing) => say(`dir_${Math.round(bearing / 45) % 8}`);

/** Where a navigation application is asked to lead, in the way of this phone. */
export function leadTo({ lat, lon }, name) {
  const point = `${lat},${lon}`;
  if (/iPhone|iPad/.test(navigator.userAgent)) return `maps://?daddr=${point}`;
  return `geo:${point}?q=${point}(${encodeURIComponent(name)})`;
}
