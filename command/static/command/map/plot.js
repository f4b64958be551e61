// Drawn features on a Leaflet map: any map, any list of the plotting API.
//
//   showFeatures, from map/plot.js:
//   const drawn = showFeatures(map, '/api/incidents/<id>/features/', { onSelect: (feature) => {} });
//   drawn.refresh()        fetch anew; call it when a ref `feature.<id>` has changed. A promise.
//   drawn.select(id)       put the ring round one (null: none); returns its GeoJSON feature or null
//   drawn.hide(names)      hide groups of features: a Set of group names, and `expired`
//   drawn.without(id)      draw all but one: whoever edits it draws it
//   drawn.features         Map of id to GeoJSON feature; drawn.ready: a promise of the first
//   drawn.bounds()         what they cover, to fit a map to
//   drawn.remove()         take everything off the map
//   drawn.hold(features)   show these, of a past moment, until drawn.release(): the present again
//
// `/api/features/` lists what is drawn for all four cities (the situation map). The page needs
// the stylesheet command/elements/plot.css and Leaflet; options: onSelect, symbols (address of
// the sprite), labels (false: no names), now (the moment by which drawings expire).

import { serverNow } from '../clock.js';
import { giveWay } from './names.js';

const L = window.L

const SVG = 'http://www.w3.org/2000/svg'
const SPRITE = '/static/command/plot/symbols.svg'
const GROUPS = { event: 'event', hazard: 'hazard', target: 'target', resource: 'resource', line: 'line', area: 'area', note: 'note' }
const ORDER = Object.keys(GROUPS)

const flip = (pairs) => pairs.map(([lon, lat]) => [lat, lon])

/** Where the symbol of a geometry stands: the point, the middle of the line, inside the area. */
export function middle({ type, coordinates }) {
  if (type === 'Point') return [coordinates[1], coordinates[0]]
  const line = type === 'LineString' ? coordinates : coordinates[0].slice(0, -1)
  if (type === 'LineString') {
    const at = line[Math.floor((line.length - 1) / 2)]
    const next = line[Math.floor((line.length - 1) / 2) + 1] ?? at
    return [(at[1] + next[1]) / 2, (at[0] + next[0]) / 2]
  }
  const sum = line.reduce(([x, y], [lon, lat]) => [x + lon, y + lat], [0, 0])
  return [sum[1] / line.length, sum[0] / line.length]
}

/** The mark of a category: a frame in its colour with the symbol, and the name beneath. */
export function icon({ symbol, role, label, name }, sprite = SPRITE, labels = true) {
  const box = document.createElement('div')
  box.className = 'm-plot__box'
  const svg = document.createElementNS(SVG, 'svg')
  const use = document.createElementNS(SVG, 'use')
  use.setAttribute('href', `${sprite}#${symbol}`)
  svg.setAttribute('class', 'm-plot__sym')
  svg.append(use)
  box.append(svg)
  if (labels && (label || name)) {
    const text = document.createElement('span')
    text.textContent = label || name
    box.append(text)
  }
  return L.divIcon({ className: `m-plot m-plot--${role}`, html: box, iconSize: null })
}

/** The line or the area of a geometry; null for a point. */
export function shape(geometry, options) {
  if (geometry.type === 'LineString') return L.polyline(flip(geometry.coordinates), options)
  if (geometry.type === 'Polygon') return L.polygon(geometry.coordinates.map(flip), options)
  return null
}

export const expired = (feature, at = serverNow()) => {
  const until = feature.properties.expires_at
  return Boolean(until) && Date.parse(until) <= at
}

class Drawn {
  features = new Map()
  #map
  #url
  #options
  #layers = new Map()
  #hidden = new Set()
  #left = null
  #chosen = null
  #renderer
  #held = false
  #due = 0

  constructor(map, url, options) {
    this.#map = map
    this.#url = url
    this.#options = { labels: true, symbols: SPRITE, now: serverNow, ...options }
    for (const [name, order] of [['plots', 440], ['plotmarks', 590]]) {
      if (!map.getPane(name)) map.createPane(name).style.zIndex = order
    }
    this.#renderer = L.svg({ pane: 'plots', padding: 0.5 })
    map.on('zoomend resize', this.#arrange)
    this.ready = this.refresh()
  }

  /** What all of them cover together. */
  bounds() {
    const all = L.latLngBounds([])
    for (const { geometry } of this.features.values()) {
      all.extend(shape(geometry, {})?.getBounds() ?? middle(geometry))
    }
    return all
  }

  async refresh() {
    const answer = await fetch(this.#url, { headers: { Accept: 'application/json' } }).catch(() => null)
    if (!answer?.ok || this.#held) return false
    const { features } = await answer.json()
    if (this.#held) return false
    this.#show(features)
    return true
  }

  hold(features) {
    this.#held = true
    this.#show(features)
  }

  release() {
    this.#held = false
    return this.refresh()
  }

  #show(features) {
    this.features = new Map(features.map((feature) => [feature.id, feature]))
    this.#draw()
  }

  select(id) {
    this.#chosen = id
    for (const [key, group] of this.#layers) this.#ring(group, key === id)
    return this.features.get(id) ?? null
  }

  hide(names) {
    this.#hidden = names
    this.#draw()
  }

  without(id) {
    this.#left = id
    this.#draw()
  }

  remove() {
    this.#map.off('zoomend resize', this.#arrange)
    this.#clear()
  }

  #clear() {
    for (const group of this.#layers.values()) group.remove()
    this.#layers.clear()
  }

  // What happened has its name first, then what is in danger, and so on, as they were drawn.
  #arrange = () => {
    cancelAnimationFrame(this.#due)
    this.#due = requestAnimationFrame(() => {
      const rank = (id) => ORDER.indexOf(this.features.get(id).properties.role)
      const marks = [...this.#layers].sort(([one], [other]) => rank(one) - rank(other))
      const mark = (group) => group.getLayers().find((part) => part instanceof L.Marker)
      giveWay(this.#map.getContainer(), marks.map(([, group]) => mark(group).getElement().firstElementChild))
    })
  }

  #draw() {
    this.#clear()
    for (const feature of this.features.values()) {
      const { role } = feature.properties
      const old = expired(feature, this.#options.now())
      if (feature.id === this.#left || this.#hidden.has(GROUPS[role]) || (old && this.#hidden.has('expired'))) continue
      const group = L.layerGroup(this.#parts(feature, old)).addTo(this.#map)
      this.#layers.set(feature.id, group)
      this.#ring(group, feature.id === this.#chosen)
    }
    this.#arrange()
  }

  #parts(feature, old) {
    const { geometry, properties } = feature
    const { role, style, buffer_m: metres, zone } = properties
    const classes = (kind) => `${kind} ${kind}--${role} ${kind}--${style} ${old ? 'is-expired' : ''}`
    const own = { renderer: this.#renderer, pane: 'plots', smoothFactor: 0.5 }
    const parts = []
    if (metres && geometry.type === 'Point') {
      parts.push(L.circle(middle(geometry), { ...own, radius: metres, interactive: false, className: classes('m-plotzone') }))
    } else if (zone) {
      parts.push(shape(zone, { ...own, interactive: false, className: classes('m-plotzone') }))
    }
    const line = shape(geometry, { ...own, className: classes('m-plotline'), pmIgnore: true, snapIgnore: false })
    if (line) parts.push(line)
    const mark = L.marker(middle(geometry), {
      icon: icon(properties, this.#options.symbols, this.#options.labels),
      pane: 'plotmarks', keyboard: false, snapIgnore: geometry.type !== 'Point', pmIgnore: true,
    }) // biome-ignore format: one option list
    mark.on('add', () => mark.getElement().classList.toggle('is-expired', old))
    parts.push(mark)
    for (const part of [line, mark]) part?.on('click', (event) => this.#click(event, feature))
    return parts
  }

  #click(event, feature) {
    if (!this.#options.onSelect) return
    L.DomEvent.stopPropagation(event)
    this.#options.onSelect(feature, event)
  }

  #ring(group, on) {
    group.eachLayer((part) => part.getElement?.()?.classList.toggle('is-chosen', on))
  }
}

/** Show the features of `url` on `map`; what comes back is described at the top. */
export function showFeatures(map, url, options = {}) {
  return new Drawn(map, url, options)
}
