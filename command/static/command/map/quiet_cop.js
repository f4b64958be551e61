// Quiet areas on the map of the command screen or of an incident's room: what the panel names,
// now and in the past.

import { quietIn, showQuiet } from './quiet.js';

const frame = document.querySelector('jc-map')
const panel = document.querySelector('[data-panel="quiet"]')

if (frame?.leaflet && panel) {
  const draw = await showQuiet(frame.leaflet, frame.dataset.base)
  const drawn = () => draw(quietIn(panel))
  new MutationObserver(drawn).observe(panel, { childList: true, subtree: true, attributes: true })
  drawn()
}
