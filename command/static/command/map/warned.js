// Where warnings hold, on the map of the command screen: in the four colours, with sign and word.
// The panel names them, now and in the past; what it names is drawn.

import { say } from '../words.js';
import { cellsOf, landOf } from './cells.js';

const L = window.L

const WHOLE = '150000' // the region: the four cities

// The rings that a region is drawn with: its own, those of a city, or of all four.
function ringsOf(code, land, cells) {
  if (code === WHOLE) return [...land.values()]
  return [land.get(code) ?? cells.get(code)].filter((ring) => ring?.length > 2)
}

function shapesOf(area, land, cells, look) {
  const polygons = area.polygons.filter((ring) => ring.length > 2)
  const circles = area.circles.map(([lat, lon, radius]) => L.circle([lat, lon], { ...look, radius }))
  if (polygons.length || circles.length) return [...polygons.map((ring) => L.polygon(ring, look)), ...circles]
  return area.regions.flatMap((code) => ringsOf(code, land, cells)).map((ring) => L.polygon(ring, look))
}

function flag({ level, colour, event, ends }) {
  const box = document.createElement('div')
  box.className = 'm-warned__box'
  box.dataset.l = level
  const sign = Object.assign(document.createElement('i'), { className: 'c-sev', textContent: level || '?' })
  sign.dataset.l = level
  const word = Object.assign(document.createElement('b'), { textContent: `${colour} ${event}` })
  box.append(sign, word)
  if (ends) box.append(Object.assign(document.createElement('span'), { className: 'num', textContent: say('warned_until', { at: ends }) }))
  return L.divIcon({ className: 'm-warned-flag', html: box, iconSize: [0, 0] })
}

const listOf = (text) => JSON.parse(text || '[]')

const areasIn = (panel) =>
  [...panel.querySelectorAll('[data-warned]')].map(({ dataset }) => ({
    ...dataset,
    regions: dataset.regions.split(' ').filter(Boolean),
    polygons: listOf(dataset.polygons),
    circles: listOf(dataset.circles),
  }))

// The middle of what is drawn, a little above it: incidents stand in the middle themselves.
function placeOf(shapes) {
  const all = L.latLngBounds([])
  for (const shape of shapes) all.extend(shape.getBounds ? shape.getBounds() : shape.getLatLng())
  const middle = all.getCenter()
  return L.latLng(middle.lat + (all.getNorth() - middle.lat) * 0.45, middle.lng)
}

async function showWarned(map, base, panel) {
  for (const [name, order] of [['warned', 235], ['warnedflags', 580]]) map.createPane(name).style.zIndex = order
  map.getPane('warned').style.pointerEvents = 'none'
  const renderer = L.svg({ pane: 'warned', padding: 0.6 })
  const layer = L.layerGroup().addTo(map)
  const answer = await fetch(base).catch(() => null)
  if (!answer?.ok) return
  const file = await answer.json()
  const [land, cells] = [landOf(file), cellsOf(file)]
  const draw = () => {
    layer.clearLayers()
    for (const area of areasIn(panel)) {
      const look = { renderer, pane: 'warned', className: `m-warned-area m-warned-area--${area.level}`, interactive: false }
      // A circle knows its bounds only on a map.
      const shapes = shapesOf(area, land, cells, look)
      for (const shape of shapes) shape.addTo(layer)
      if (!shapes.length) continue
      const place = placeOf(shapes)
      const mark = L.marker(place, { icon: flag(area), pane: 'warnedflags', keyboard: false })
      mark.on('click', () => location.assign(area.url))
      mark.addTo(layer)
    }
    frame.arrange() // names and labels make room for the flags
  }
  // Whoever changes the list, the present or the past: the map says the same.
  new MutationObserver(draw).observe(panel, { childList: true, subtree: true, attributes: true })
  draw()
}

const frame = document.querySelector('jc-map')
const panel = document.querySelector('[data-panel="warned"]')
if (frame?.leaflet && panel) showWarned(frame.leaflet, frame.dataset.base, panel)
