// Areas that have fallen quiet are drawn dark, with the age of the last word from there.

import { say } from '../words.js';
import { cellsOf } from './cells.js';

const L = window.L

const SVG = 'http://www.w3.org/2000/svg'
const SMALL = 9000 // metres: the circle of an area of which no outline is known
const SMALLER = 4000 // metres: of a township

function hatch(renderer) {
  const defs = document.createElementNS(SVG, 'defs')
  const pattern = document.createElementNS(SVG, 'pattern')
  const attributes = { id: 'm-quiet-hatch', width: 8, height: 8, patternUnits: 'userSpaceOnUse', patternTransform: 'rotate(45)' }
  for (const [name, value] of Object.entries(attributes)) pattern.setAttribute(name, value)
  for (const [className, x, width] of [['m-quiet-ground', 0, 8], ['m-quiet-line', 0, 1.6]]) {
    const strip = document.createElementNS(SVG, 'rect')
    for (const [name, value] of Object.entries({ class: className, x, y: 0, width, height: 8 })) strip.setAttribute(name, value)
    pattern.append(strip)
  }
  defs.append(pattern)
  renderer._container.prepend(defs)
}

function flag({ name, level, last }) {
  const box = document.createElement('div')
  box.className = 'm-quiet__box'
  box.dataset.l = level
  const sign = Object.assign(document.createElement('i'), { className: 'c-sev' })
  sign.dataset.l = level
  sign.textContent = level
  const age = document.createElement(last ? 'jc-age' : 'span')
  if (last) Object.assign(age.dataset, { ts: last, form: 'bare' })
  else age.textContent = say('never_heard')
  age.className = 'num'
  box.append(sign, Object.assign(document.createElement('b'), { textContent: name }), age)
  return L.divIcon({ className: 'm-quiet', html: box, iconSize: [0, 0] })
}

/** The areas that the lines `[data-quiet]` of `root` name. */
export function quietIn(root) {
  return [...root.querySelectorAll('[data-quiet]')].map(({ dataset }) => ({ ...dataset }))
}

/** Draw quiet areas on a Leaflet map; `base` is the address of the schematic. Returns `set(areas)`. */
export async function showQuiet(map, base) {
  map.createPane('quiet').style.zIndex = 240
  map.getPane('quiet').style.pointerEvents = 'none'
  const renderer = L.svg({ pane: 'quiet', padding: 0.6 })
  const layer = L.layerGroup().addTo(map)
  const answer = await fetch(base).catch(() => null)
  const cells = answer?.ok ? cellsOf(await answer.json()) : new Map()
  let hatched = false
  return (areas) => {
    layer.clearLayers()
    for (const area of areas) {
      const look = { renderer, pane: 'quiet', className: 'm-quiet-area', interactive: false }
      const ring = area.outline ? JSON.parse(area.outline) : cells.get(area.region)
      const at = area.lat ? [Number(area.lat), Number(area.lon)] : null
      if (area.outline || ring?.length > 2) L.polygon(ring, look).addTo(layer)
      else if (at) L.circle(at, { ...look, radius: 'small' in area ? SMALLER : SMALL }).addTo(layer)
      if (at) L.marker(at, { icon: flag(area), interactive: false, keyboard: false }).addTo(layer)
    }
    if (areas.length && !hatched) {
      hatch(renderer)
      hatched = true
    }
  }
}
