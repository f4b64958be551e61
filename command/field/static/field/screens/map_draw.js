// Drawing the map of the phone with Leaflet: our own schematic, or a city's sheets over it.

import { drawBase } from '../../command/map/base.js';
import { icon, middle, shape } from '../../command/map/plot.js';
import { go } from '../app.js';
import { sheetAt } from '../lib/area.js';
import { language, say } from '../ui.js';

const L = window.L;

const CENTRE = [40.52, 110.45];
const NEAR = 14;
const FAR = 7;
const LEAST_M = 3000; // around the place that are shown at once
const WALK_M = 30_000; // so near, the way there is shown whole
const ROADS = { open: '○', difficult: '△', blocked: '✕' };
const MARKS = { closure: '✕', snow: '❄', ice: '◇', wind: '≋', dust: '▒' };

/** Sheets of a city's own map, from the phone's store first. */
class Sheets extends L.GridLayer {
  constructor(url) {
    super({ minZoom: 8, maxNativeZoom: 16, pane: 'sheets' });
    this.url = url;
  }

  createTile(at, done) {
    const tile = document.createElement('img');
    tile.alt = '';
    sheetAt(L.Util.template(this.url, at)).then((blob) => {
      if (!blob) return done(null, tile);
      tile.onload = () => {
        URL.revokeObjectURL(tile.src);
        done(null, tile);
      };
      tile.src = URL.createObjectURL(blob);
      return tile;
    });
    return tile;
  }
}

class Drawing {
  goal = null;
  #map;
  #symbols;
  #task = L.layerGroup();
  #others = L.layerGroup();
  #spots = []; // of my other orders
  #me = L.layerGroup();
  #area = L.layerGroup();
  #sheets = null;

  constructor(element, symbols) {
    this.#symbols = symbols;
    this.#map = L.map(element, {
      center: CENTRE, zoom: FAR, minZoom: 6, maxZoom: 17, zoomSnap: 0.5, zoomControl: false, attributionControl: false,
      maxBounds: [[33, 98], [48, 123]],
    });
    for (const [name, order] of [['sheets', 230], ['plots', 440], ['plotmarks', 590]]) {
      this.#map.createPane(name).style.zIndex = order;
    }
    L.control.scale({ imperial: false, position: 'topleft', maxWidth: 120 }).addTo(this.#map);
    for (const layer of [this.#area, this.#others, this.#task, this.#me]) layer.addTo(this.#map);
  }

  /** The map fits its frame again. */
  wake() {
    this.#map.invalidateSize({ animate: false });
  }

  async base(address) {
    const answer = await fetch(address).catch(() => null);
    if (answer?.ok) drawBase(this.#map, await answer.json(), language);
  }

  /** Mark where the order leads. @param {{lat: number, lon: number, name: string} | null} goal */
  task(goal) {
    this.goal = goal;
    this.#task.clearLayers();
    if (goal) mark('goal', '⚑', goal.name, goal).addTo(this.#task);
  }

  /** Mark where my other orders lead; a tap goes there. */
  others(spots) {
    this.#spots = spots;
    this.#others.clearLayers();
    for (const spot of spots) mark('order', '⚐', spot.name, spot, () => go(`/m0/${spot.id}/`)).addTo(this.#others);
  }

  /** Mark where this phone is, as sure as it knows. */
  me(spot) {
    this.#me.clearLayers();
    if (!spot) return;
    const renderer = L.svg({ pane: 'plots' });
    L.circle([spot.lat, spot.lon], { radius: spot.accuracy_m, className: 'f-map-sure', interactive: false, renderer }).addTo(this.#me);
    mark('me', '●', say('map_me'), spot).addTo(this.#me);
  }

  /** Draw what lies around. @param {object | null} area */
  area(area) {
    this.#area.clearLayers();
    if (!area) return;
    for (const { geometry, properties } of area.features) this.#feature(geometry, properties);
    for (const road of area.roads) this.#road(road);
    for (const one of area.reports) mark('road', ROADS[one.road] ?? '△', say(`map_road_${one.road}`), one).addTo(this.#area);
    if (area.tiles && !this.#sheets) this.#sheets = new Sheets(area.tiles).addTo(this.#map);
  }

  #feature(geometry, properties) {
    const { role, buffer_m } = properties;
    shape(geometry, { pane: 'plots', className: `m-plotline m-plotline--${role}`, interactive: false })?.addTo(this.#area);
    const at = middle(geometry);
    if (buffer_m && geometry.type === 'Point') {
      L.circle(at, { radius: buffer_m, pane: 'plots', className: `m-plotzone m-plotzone--${role}`, interactive: false }).addTo(this.#area);
    }
    L.marker(at, { icon: icon(properties, this.#symbols), pane: 'plotmarks', interactive: false, keyboard: false }).addTo(this.#area);
  }

  #road(road) {
    for (const line of road.lines) {
      const ends = line.map(([lon, lat]) => [lat, lon]);
      L.polyline(ends, { pane: 'plots', className: `f-map-road f-map-road--${road.kind}`, interactive: false }).addTo(this.#area);
      const at = { lat: (ends[0][0] + ends[1][0]) / 2, lon: (ends[0][1] + ends[1][1]) / 2 };
      mark('road', MARKS[road.kind] ?? '△', road[`kind_${language === 'en' ? 'en' : 'zh'}`], at).addTo(this.#area);
    }
  }

  zoom(by) {
    this.#map.setZoom(this.#map.getZoom() + by);
  }

  show(lat, lon) {
    this.#map.setView([lat, lon], Math.max(this.#map.getZoom(), NEAR));
  }

  toMe(spot) {
    if (spot) this.show(spot.lat, spot.lon);
  }

  /** The place of the order, with me and my other orders in the picture if they are near. */
  home(spot) {
    if (!this.goal && !spot) return this.#map.setView(CENTRE, FAR);
    const goal = L.latLng((this.goal ?? spot).lat, (this.goal ?? spot).lon);
    const frame = goal.toBounds(LEAST_M);
    for (const near of [spot, ...this.#spots].filter(Boolean)) {
      if (goal.distanceTo([near.lat, near.lon]) < WALK_M) frame.extend([near.lat, near.lon]);
    }
    return this.#map.fitBounds(frame, { maxZoom: NEAR, paddingTopLeft: [60, 50], paddingBottomRight: [90, this.#foot() + 40] });
  }

  // What the bar at the thumb covers.
  #foot() {
    return this.#map.getContainer().parentElement.querySelector('.f-map__foot')?.offsetHeight ?? 0;
  }
}

// What can be tapped is no stop of the keyboard: the same orders are in the list.
function mark(kind, glyph, words, { lat, lon }, tapped = null) {
  const box = document.createElement('div');
  if (tapped) box.addEventListener('click', tapped);
  box.className = 'f-mark';
  const sign = document.createElement('i');
  sign.textContent = glyph;
  const name = document.createElement('span');
  name.textContent = words;
  box.append(sign, name);
  const made = L.divIcon({ className: `f-mark--${kind}`, html: box, iconSize: null });
  return L.marker([lat, lon], { icon: made, pane: 'plotmarks', interactive: false, keyboard: false, zIndexOffset: kind === 'me' ? 900 : 500 });
}

/** Make the map in an element. @param {HTMLElement} element @param {{base: string, symbols: string}} files */
export async function draw(element, { base, symbols }) {
  const drawing = new Drawing(element, symbols);
  drawing.base(base);
  return drawing;
}
