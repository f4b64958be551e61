// A draft: a shape on the map that nobody else sees until it is sent.

import { icon, middle, shape } from './plot.js';
import { say } from './plot_api.js';

const L = window.L

const KINDS = { point: 'Point', line: 'LineString', polygon: 'Polygon' }
const TOOLS = { point: 'Marker', line: 'Line', polygon: 'Polygon' }
const SNAP = { snappable: true, snapDistance: 14, tooltips: false, continueDrawing: false }
const round = (degrees) => Math.round(degrees * 1e6) / 1e6

/** The kind of a GeoJSON geometry. */
export const kindOf = (geometry) => Object.keys(KINDS).find((kind) => KINDS[kind] === geometry.type)

/** Coordinates as lines of text; a ring is not written twice to its end. */
export function asText(geometry) {
  const { type, coordinates } = geometry
  const pairs = type === 'Point' ? [coordinates] : type === 'LineString' ? coordinates : coordinates[0].slice(0, -1)
  return pairs.map(([lon, lat]) => `${lon}, ${lat}`).join('\n')
}

/** Read what `asText` writes. Throws a sentence for a line that is no position. */
export function fromText(kind, text, holes = []) {
  const lines = text.split(/\r?\n|;/).map((line) => line.trim()).filter(Boolean) // biome-ignore format: short
  if (!lines.length) throw new Error(say('no_shape'))
  const pairs = lines.map((line, n) => {
    const numbers = line.split(/[,，\s]+/).map(Number)
    if (numbers.length !== 2 || !numbers.every(Number.isFinite)) throw new Error(say('wrong_line', { n: n + 1 }))
    return numbers
  })
  if (kind === 'point') return { type: 'Point', coordinates: pairs[0] }
  if (kind === 'line') return { type: 'LineString', coordinates: pairs }
  return { type: 'Polygon', coordinates: [[...pairs, pairs[0]], ...holes] }
}

/** One draft on one map; `changed(geometry)` hears of every move of a corner. */
export class Draft {
  #map
  #layer = null
  #changed
  geometry = null

  constructor(map, changed) {
    this.#map = map
    this.#changed = changed
    map.on('pm:create', ({ layer }) => {
      const { geometry } = layer.toGeoJSON()
      layer.remove()
      this.show(this.#rounded(geometry))
      this.#changed(this.geometry, true)
    })
  }

  get drawing() {
    return this.#map.pm.globalDrawModeEnabled()
  }

  begin(kind) {
    this.drop()
    this.#map.pm.enableDraw(TOOLS[kind], { ...SNAP, markerStyle: { icon: icon({ symbol: 'mark', role: 'note' }) } })
  }

  /** End the line or the area that is being drawn, as a click on its last corner does. */
  finish() {
    const tool = this.#map.pm.Draw.getActiveShape()
    if (tool && tool !== 'Marker') this.#map.pm.Draw[tool]._finishShape()
  }

  show(geometry, look = { symbol: 'mark', role: 'note' }) {
    this.drop()
    this.geometry = geometry
    const options = { className: `m-plotline m-plotline--${look.role} is-draft`, pmIgnore: false }
    this.#layer = shape(geometry, options) ?? L.marker(middle(geometry), { icon: icon(look), pmIgnore: false, draggable: true, keyboard: false })
    this.#layer.addTo(this.#map)
    const told = () => {
      this.geometry = this.#rounded(this.#layer.toGeoJSON().geometry)
      this.#changed(this.geometry, false)
    }
    if (geometry.type === 'Point') this.#layer.on('dragend', told)
    else {
      this.#layer.pm.enable({ snappable: true, snapDistance: 14, allowSelfIntersection: true })
      this.#layer.on('pm:edit pm:markerdragend', told)
    }
  }

  /** Redraw with the colour of a category that has been chosen. */
  look(properties) {
    if (this.geometry) this.show(this.geometry, properties)
  }

  drop() {
    this.#map.pm.disableDraw()
    this.#layer?.pm?.disable?.()
    this.#layer?.remove()
    this.#layer = null
    this.geometry = null
  }

  #rounded(geometry) {
    const all = (value) => (Array.isArray(value) ? value.map(all) : round(value))
    return { type: geometry.type, coordinates: all(geometry.coordinates) }
  }
}
