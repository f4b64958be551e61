// The map beside the list of forces: who could come, and from where the incident is reached in time.

import '../map/map.js';

const L = window.L
// Nearest first: the closer, the firmer the line. No colour of a level is used.
const RINGS = { 30: [], 60: [6, 4], 90: [2, 5] }
const INK = '#6fe0da'

/** Draws what the server says of places on the page's map. */
export class ReachMap {
  #map = document.querySelector('jc-map')
  #layer = L.layerGroup()
  /** @type {Map<string, object>} force → its marker */
  #pins = new Map()
  #chosen
  #pick

  /** @param {(key: string) => void} pick called when a force is clicked */
  constructor(chosen, pick) {
    this.#chosen = chosen
    this.#pick = pick
    if (!this.#map) return
    this.#layer.addTo(this.#map.leaflet)
    chosen.addEventListener('changed', () => this.#mark())
    this.draw(true)
    // On a phone there is no map until the screen is turned or made wider.
    addEventListener('resize', () => this.#map.dataset.drawn === undefined && this.draw(true))
  }

  async draw(first = false) {
    if (!this.#map?.offsetWidth) return
    const answer = await fetch(this.#map.dataset.places, { headers: { Accept: 'application/json' } })
    if (!answer.ok) return
    const { units, reach, by, incident } = await answer.json()
    this.#layer.clearLayers()
    this.#pins.clear()
    for (const [minutes, ring] of Object.entries(reach).reverse()) this.#ring(ring, minutes)
    for (const unit of units) this.#unit(unit)
    const line = document.querySelector('[data-by-line]')
    if (line) line.hidden = by !== 'line'
    if (incident) {
      this.#map.setIncidents([incident])
      this.#map.select(incident.id)
    }
    if (first) this.#fit(reach[90] ?? units.map(({ lat, lon }) => [lat, lon]))
    this.#map.dataset.drawn = units.length
    this.#mark()
  }

  #ring(points, minutes) {
    const style = { color: INK, weight: 1.5, dashArray: RINGS[minutes]?.join(' '), fillColor: INK, fillOpacity: 0.05 }
    L.polygon(points, { ...style, interactive: false }).addTo(this.#layer)
  }

  #unit(unit) {
    const icon = document.createElement('span')
    icon.className = 'c-u'
    icon.dataset.s = unit.status
    icon.textContent = unit.letter
    const box = document.createElement('div')
    box.className = 'c-fd-pin'
    box.dataset.unit = unit.key
    if (unit.rank) box.dataset.rank = unit.rank
    box.append(icon)
    if (unit.rank && unit.minutes !== null) {
      const time = document.createElement('b')
      time.textContent = `${unit.minutes}′`
      box.append(time)
    }
    const options = { icon: L.divIcon({ html: box, className: '', iconSize: [20, 20] }), keyboard: false, title: unit.name }
    const marker = L.marker([unit.lat, unit.lon], { ...options, zIndexOffset: unit.rank ? 1000 : 0 })
    marker.on('click', () => this.#pick(unit.key)).addTo(this.#layer)
    this.#pins.set(unit.key, marker)
  }

  /** Put a force where it was just seen. */
  move(key, lat, lon) {
    this.#pins.get(key)?.setLatLng([lat, lon])
  }

  #mark() {
    for (const pin of this.#map?.querySelectorAll('.c-fd-pin') ?? []) {
      pin.toggleAttribute('data-chosen', this.#chosen.has(pin.dataset.unit))
    }
  }

  #fit(points) {
    if (points.length > 1) this.#map.leaflet.fitBounds(L.latLngBounds(points).pad(0.04), { animate: false, maxZoom: 9 })
  }
}
