// `<jc-place>`: where a station is, with the cameras around it. The list below has them all.

import { showCameras } from '../cameras/map.js';
import { drawBase } from '../map/base.js';
import { language } from '../words.js';

const L = window.L
const NEAR = 11 // zoom
let base = null // the schematic, fetched once

class Place extends HTMLElement {
  connectedCallback() {
    const { lat, lon, name } = this.dataset
    const at = [Number(lat), Number(lon)]
    const box = this.querySelector('div')
    const map = L.map(box, { center: at, zoom: NEAR, minZoom: 5, maxZoom: 17, zoomSnap: 0.25, attributionControl: false, zoomControl: false })
    this.map = map
    L.control.zoom({ position: 'bottomright' }).addTo(map)
    this.#draw(map)
    const cameras = JSON.parse(this.querySelector('script')?.textContent ?? '[]')
    showCameras(map, cameras)
    const title = Object.assign(document.createElement('span'), { textContent: name })
    const mark = document.createElement('div')
    mark.className = 'm-station__box'
    mark.append(Object.assign(document.createElement('i'), { className: 'm-station__sym' }), title)
    L.marker(at, { icon: L.divIcon({ className: 'm-station is-chosen', html: mark, iconSize: [0, 0] }), keyboard: false, interactive: false, zIndexOffset: 500 }).addTo(map)
    if (cameras.length) map.fitBounds(L.latLngBounds([at, ...cameras.map((one) => [one.lat, one.lon])]), { padding: [34, 34], maxZoom: 12, animate: false })
    this.sized = new ResizeObserver(() => this.isConnected && map.invalidateSize({ animate: false }))
    this.sized.observe(this)
  }

  async #draw(map) {
    base ??= fetch(this.dataset.base).then((answer) => answer.json())
    const file = await base
    if (this.isConnected) drawBase(map, file, language)
  }

  disconnectedCallback() {
    this.sized?.disconnect()
    this.map?.remove()
  }
}
customElements.define('jc-place', Place)
