// `<jc-minimap data-lat data-lon data-bearing data-accuracy>`: where an image was taken, and
// whereto it looks. A dashed ring is how sure the place is; a hollow dot is what EXIF claims.

import { drawBase } from '../map/base.js';
import { language } from '../words.js';
import { coneOf } from './cone.js';

const L = window.L
const NEAR = 12.4 // zoom
let base = null // the schematic, fetched once

class MiniMap extends HTMLElement {
  connectedCallback() {
    const { lat, lon, bearing, accuracy, exifLat, exifLon } = this.dataset
    if (lat === undefined) return
    const at = [Number(lat), Number(lon)]
    const map = L.map(this, { center: at, zoom: NEAR, zoomSnap: 0, attributionControl: false, zoomControl: false, keyboard: false })
    this.map = map
    this.#draw(map)
    map.createPane('cones').style.zIndex = 500
    const pane = { pane: 'cones', interactive: false }
    if (accuracy) L.circle(at, { ...pane, radius: Number(accuracy), className: 'm-sure' }).addTo(map)
    if (bearing !== undefined) L.polygon(coneOf(at, Number(bearing), 900), { ...pane, className: 'm-cone' }).addTo(map)
    L.circleMarker(at, { ...pane, radius: 5, className: 'm-shot' }).addTo(map)
    if (exifLat) L.circleMarker([Number(exifLat), Number(exifLon)], { ...pane, radius: 5, className: 'm-shot m-shot--claim' }).addTo(map)
    L.control.scale({ imperial: false, maxWidth: 90 }).addTo(map)
    // A dialog has its size only after it was shown.
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
customElements.define('jc-minimap', MiniMap)
