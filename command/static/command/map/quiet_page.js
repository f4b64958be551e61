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
map.fitBounds([[38.2, 107.2], [42.3, 114.2]], { animate: false })
fetch(place.dataset.base).then(async (answer) => answer.ok && drawBase(map, await answer.json(), language))

const draw = await showQuiet(map, place.dataset.base)
const drawn = () => draw(quietIn(list))
list.addEventListener('htmx:afterSettle', drawn)
drawn()
