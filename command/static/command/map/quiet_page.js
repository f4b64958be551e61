// The page of quiet areas: its list and its map know of each other.

import { language } from '../words.js';
import { drawBase } from './base.js';
import { quietIn, showQuiet } from './quiet.js';

const L = window.L
const place = document.getElementById('quiet-map')
const list = document.querySelector('[data-panel="quiet"]')

const map = L.map(place, {
  center: [40.45, 110.7], zoom: 7, minZoom: 5, maxZoom: 14, zoomSnap: 0.25, attributionControl: false, zoomControl: false,
}) // biome-ignore format: one option list
L.control.zoom({ position: 'bottomright' }).addTo(map)

// All of the four cities is in view, whatever the room for it, until somebody moves the map.
const ALL = [[37.7, 106.7], [42.5, 114.4]]
let moved = false
const fit = () => {
  map.invalidateSize({ animate: false })
  if (!moved) map.fitBounds(ALL, { animate: false })
}
for (const sign of ['pointerdown', 'wheel', 'keydown']) place.addEventListener(sign, () => { moved = true }, { passive: true })
new ResizeObserver(fit).observe(place)
fit()
fetch(place.dataset.base).then(async (answer) => answer.ok && drawBase(map, await answer.json(), language))

const draw = await showQuiet(map, place.dataset.base)
const drawn = () => draw(quietIn(list))
list.addEventListener('htmx:afterSettle', drawn)
drawn()
