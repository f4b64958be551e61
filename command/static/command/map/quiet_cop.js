// Quiet areas on the map of the command screen or of an incident's room: what the panel names.

import { quietIn, showQuiet } from './quiet.js';

const frame = document.querySelector('jc-map')
const panel = document.querySelector('[data-panel="quiet"]')

if (frame?.leaflet && panel) {
  const draw = await showQuiet(frame.leaflet, frame.dataset.base)
  const drawn = () => draw(quietIn(panel))
  panel.addEventListener('htmx:afterSettle', drawn)
  drawn()
}
