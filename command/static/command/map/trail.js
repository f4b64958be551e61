// The trail of one unit on a Leaflet map: line, times, accuracy. Drawn on demand, one unit at a time.

const L = window.L

const RING = 30 // metres of accuracy from which on a ring is drawn
const TIMES = 6 // labels along a trail

const clock = (at) => new Date(at).toLocaleTimeString('sv-SE', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Shanghai' })

/** The trail layer: `show(points)` replaces what is drawn, `clear()` takes it away. */
export class Trail {
  #map
  #group
  #renderer

  constructor(map) {
    this.#map = map
    const pane = map.getPane('trails') ?? map.createPane('trails')
    pane.style.zIndex = 440
    pane.style.pointerEvents = 'none'
    this.#renderer = L.svg({ pane: 'trails', padding: 0.5 })
    this.#group = L.layerGroup().addTo(map)
  }

  /** Draw points of `{at, lat, lon, accuracy, flagged}`, oldest first. */
  show(points, { times = true, dots = true } = {}) {
    this.clear()
    const believed = points.filter((point) => !point.flagged)
    const line = believed.map(({ lat, lon }) => [lat, lon])
    this.#path(L.polyline(line, this.#look('m-trail-case')))
    this.#path(L.polyline(line, this.#look('m-trail')))
    if (dots) for (const point of points) this.#dot(point)
    if (times) this.#label(believed)
    const last = believed.at(-1)
    if (last) this.ring(last)
    return line
  }

  /** Draw how wrong a position may be. */
  ring({ lat, lon, accuracy }) {
    if (accuracy > RING) this.#path(L.circle([lat, lon], { ...this.#look('m-accuracy'), radius: accuracy }))
  }

  clear() {
    this.#group.clearLayers()
  }

  #look(className) {
    return { className, renderer: this.#renderer, interactive: false }
  }

  #path(layer) {
    layer.addTo(this.#group)
  }

  #dot({ lat, lon, flagged }) {
    const className = flagged ? 'm-trail-odd' : 'm-trail-dot'
    this.#path(L.circleMarker([lat, lon], { ...this.#look(className), radius: flagged ? 5 : 3 }))
  }

  #label(points) {
    const step = Math.max(1, Math.ceil(points.length / TIMES))
    const chosen = points.filter((_, place) => (points.length - 1 - place) % step === 0)
    for (const { at, lat, lon } of chosen) {
      const box = document.createElement('span')
      box.textContent = clock(at)
      const icon = L.divIcon({ className: 'm-text m-trail-time', html: box.outerHTML, iconSize: null })
      L.marker([lat, lon], { icon, interactive: false, keyboard: false, pane: 'trails' }).addTo(this.#group)
    }
  }
}
