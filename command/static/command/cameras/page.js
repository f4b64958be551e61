// The page of cameras, and that of one: tiles, map and list know of each other.

import { drawBase } from '../map/base.js';
import { language } from '../words.js';
import { showCameras } from './map.js';
import './stream.js';

const L = window.L
const place = document.getElementById('camera-map')
const cameras = JSON.parse(document.getElementById('map-cameras').textContent)
const only = cameras.length === 1 ? cameras[0] : null

const map = L.map(place, {
  center: only ? [only.lat, only.lon] : [40.52, 110.45], zoom: only ? 11 : 7, minZoom: 5, maxZoom: 18, zoomSnap: 0.25,
  attributionControl: false, zoomControl: false,
}) // biome-ignore format: one option list
L.control.zoom({ position: 'bottomright' }).addTo(map)
fetch(place.dataset.base).then(async (answer) => answer.ok && drawBase(map, await answer.json(), language))
const shown = showCameras(map, cameras, { onChoose: ({ id }) => choose(id) })
if (cameras.length > 1) map.fitBounds(L.latLngBounds(cameras.map(({ lat, lon }) => [lat, lon])), { padding: [40, 40], maxZoom: 12, animate: false })

const NEAR = 11 // zoom from which names stand beside the marks
const names = () => place.parentElement.toggleAttribute('data-near', map.getZoom() >= NEAR)
map.on('zoomend', names)
names()

function choose(id) {
  shown.choose(id)
  for (const tile of document.querySelectorAll('jc-stream')) tile.classList.toggle('is-chosen', tile.dataset.camera === id)
  for (const row of document.querySelectorAll('[data-camera-row]')) row.toggleAttribute('data-chosen', row.dataset.cameraRow === id)
}

document.addEventListener('click', ({ target }) => {
  const row = target.closest?.('[data-camera-row] [data-show]')
  if (row) choose(row.closest('[data-camera-row]').dataset.cameraRow)
  const tile = target.closest?.('jc-stream')
  if (tile && !target.closest('a, button')) choose(tile.dataset.camera)
})

// A camera that is back is tried at once; the map shows what is out.
window.jc?.live.addEventListener('changed', ({ detail: { ref, view } }) => {
  if (!ref.startsWith('camera.') || !view) return
  shown.learn(view)
  const tile = document.getElementById(`stream-${view.id}`)
  if (tile && view.condition === 'up' && tile.dataset.state === 'out') tile.hurry()
})
