// The page of tracks: the trail of the chosen team, as the server read it.

import './map.js';
import { Trail } from './trail.js';

const L = window.L
const map = document.querySelector('jc-map')
const track = JSON.parse(document.getElementById('track')?.textContent ?? 'null')

if (track) {
  const line = new Trail(map.leaflet).show(track.points)
  if (line.length) map.leaflet.fitBounds(L.latLngBounds(line).pad(0.2), { maxZoom: 14, animate: false })
}
document.querySelector('[autofocus]')?.focus()
