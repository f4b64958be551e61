// What is dangerous or closed around an order, as rows: the same as the map shows.

import { language, say, time } from '../ui.js';
import { direction, distance, way } from '../where.js';

const GLYPHS = { closure: '✕', snow: '❄', ice: '◇', wind: '≋', dust: '▒' };
const ROADS = { open: '○', difficult: '△', blocked: '✕' };
const GRAVE = new Set(['event', 'hazard', 'line', 'area']);
const told = (one, key) => one[`${key}_${language === 'en' ? 'en' : 'zh'}`] || one[`${key}_zh`] || '';

/** Rows of the dangers of an area, the nearest first. @param {object | null} area */
export function dangers(area, from) {
  if (!area) return [];
  const all = [
    ...area.features.filter(({ properties }) => GRAVE.has(properties.role)).map(feature),
    ...area.roads.map(road),
    ...area.reports.map(report),
  ];
  for (const one of all) {
    const gone = from ? nearest(from, one) : null;
    one.metres = gone?.metres ?? 0;
    one.way = gone ? `${distance(gone.metres).join(' ')} ${direction(gone.bearing)}` : '';
  }
  return all.sort((one, other) => one.metres - other.metres);
}

function feature({ geometry, properties }) {
  const points = pointsOf(geometry.coordinates);
  const [lon, lat] = points[0];
  const { name, label, note, at } = properties;
  return { glyph: '⚠', name: label || name, about: [label && name, note, say('map_since', { time: time(at) })].filter(Boolean).join(' · '), lat, lon, points };
}

function road(one) {
  const [[a, b]] = one.lines;
  const about = [told(one, 'where'), told(one, 'text'), say('map_until', { time: time(one.until) })];
  return { glyph: GLYPHS[one.kind] ?? '△', name: told(one, 'kind'), about: about.filter(Boolean).join(' · '), lat: (a[1] + b[1]) / 2, lon: (a[0] + b[0]) / 2 };
}

function report(one) {
  return { glyph: ROADS[one.road] ?? '△', name: say(`map_road_${one.road}`), about: say('map_since', { time: time(one.at) }), lat: one.lat, lon: one.lon };
}

const pointsOf = (coordinates) => (typeof coordinates[0] === 'number' ? [coordinates] : coordinates.flatMap(pointsOf));

/** The way to the nearest corner of what is drawn. */
function nearest(from, one) {
  const all = (one.points ?? [[one.lon, one.lat]]).map(([lon, lat]) => way(from, { lat, lon }));
  return all.reduce((best, other) => (other.metres < best.metres ? other : best));
}
