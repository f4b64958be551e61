// The stations on the situation map, when they are asked for; what rings is drawn anew at once.

import { onLayer } from '../map/layers.js';
import { StationLayer } from './layer.js';

const SOON = 400 // milliseconds that several changes are gathered for
const LOOK = 200

const map = document.querySelector('jc-map')
const button = document.querySelector('[data-stations]')
if (map?.leaflet && button) {
  const layer = new StationLayer(map.leaflet, button.dataset.stations)
  onLayer('stations', (shown) => (shown ? layer.show() : layer.hide()))
  document.addEventListener('jc:past', ({ detail }) => (detail ? layer.hold(detail.stations) : layer.release()))
  let due = 0
  const wait = setInterval(() => {
    if (!window.jc?.live) return
    clearInterval(wait)
    window.jc.live.addEventListener('changed', ({ detail: { ref } }) => {
      if (!ref.startsWith('alarm.') || !layer.shown) return
      clearTimeout(due)
      due = setTimeout(() => layer.refresh(), SOON)
    })
  }, LOOK)
}
