// Facilities and stocks on the situation map, when they are asked for.

import { showTiles } from './tiles.js';

const map = document.querySelector('jc-map')
if (map?.leaflet) map.tileLayers = showTiles(map.leaflet)
