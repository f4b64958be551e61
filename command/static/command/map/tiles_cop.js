// Facilities and stocks on the situation map, when they are asked for; they follow their register.

import { showTiles } from './tiles.js';

const GATHER = 1500 // milliseconds that several changes are gathered for
const LAYERS = { facility: 'facilities', stock: 'stocks' }
const map = document.querySelector('jc-map')
const due = {}

if (map?.leaflet) {
  map.tileLayers = showTiles(map.leaflet)
  map.renewTiles = (ref) => {
    const name = LAYERS[ref.split('.')[0]]
    if (!name || due[name]) return
    due[name] = setTimeout(() => {
      due[name] = 0
      map.tileLayers[name].renew()
    }, GATHER)
  }
}
