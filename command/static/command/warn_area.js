// Where a warning holds, on a map. In the form its shapes are drawn or typed and are the same
// text; on the page of a warning they are shown.

import { drawBase } from './map/base.js';
import { language } from './words.js';

const L = window.L

const box = document.querySelector('[data-area-map]')
const form = box.closest('form')
const map = L.map(box, {
  center: [40.3, 110.6], zoom: 7, minZoom: 5, maxZoom: 15, zoomSnap: 0.25,
  attributionControl: false, maxBounds: [[33, 98], [48, 123]],
}) // biome-ignore format: one option list
const shapes = L.featureGroup().addTo(map)
const look = { className: 'm-warned', interactive: false }
const whole = (pair) => pair.length === 2 && pair.every(Number.isFinite)

const lines = (text) => text.split('\n').map((line) => line.trim()).filter(Boolean)
const pairs = (line) => line.split(/\s+/).map((pair) => pair.split(',').map(Number)).filter(whole)

function typed() {
  const circles = lines(form.elements.circle.value).map((line) => {
    const [place, km] = line.split(/\s+/)
    return [...place.split(',').map(Number), Number(km) * 1000]
  })
  return { polygons: lines(form.elements.polygon.value).map(pairs), circles }
}

const given = () => JSON.parse(document.getElementById('area-shapes')?.textContent || '{"polygons":[],"circles":[]}')

function draw() {
  const { polygons, circles } = form ? typed() : given()
  shapes.clearLayers()
  for (const ring of polygons) if (ring.length > 2) L.polygon(ring, look).addTo(shapes)
  for (const [lat, lon, radius] of circles) {
    if ([lat, lon, radius].every(Number.isFinite)) L.circle([lat, lon], { ...look, radius }).addTo(shapes)
  }
  box.closest('[data-area]')?.toggleAttribute('data-empty', !form && shapes.getLayers().length === 0)
}

function fit() {
  if (shapes.getLayers().length) map.fitBounds(shapes.getBounds().pad(0.4), { maxZoom: 11 })
}

function add(layer) {
  const ring = layer.getLatLngs()[0].map(({ lat, lng }) => `${lat.toFixed(5)},${lng.toFixed(5)}`)
  layer.remove()
  const field = form.elements.polygon
  field.value = [...lines(field.value), [...ring, ring[0]].join(' ')].join('\n')
  field.dispatchEvent(new Event('change', { bubbles: true }))
}

const acts = {
  draw: () => map.pm.enableDraw('Polygon', { tooltips: false, continueDrawing: false }),
  finish: () => map.pm.Draw.Polygon._finishShape(),
  undo: () => {
    const field = form.elements.polygon
    field.value = lines(field.value).slice(0, -1).join('\n')
    field.dispatchEvent(new Event('change', { bubbles: true }))
  },
}

fetch(box.dataset.base).then(async (answer) => {
  if (answer.ok) drawBase(map, await answer.json(), language)
  draw()
  fit()
  box.dataset.ready = ''
})
if (form) {
  map.on('pm:create', ({ layer }) => add(layer))
  form.addEventListener('change', (event) => ['polygon', 'circle'].includes(event.target.name) && draw())
  for (const button of document.querySelectorAll('[data-area-act]')) {
    button.addEventListener('click', () => acts[button.dataset.areaAct]())
  }
} else {
  document.addEventListener('htmx:afterSettle', draw)
}
