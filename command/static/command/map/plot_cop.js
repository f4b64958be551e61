// What is drawn for all four cities, on the situation map: live, or as it was while one looks back.

import { shownNow } from '../time.js';
import { showFeatures } from './plot.js';

const SOON = 300 // milliseconds that several changes are gathered for
const LOOK = 200

const map = document.querySelector('jc-map')

function follow(drawn, live) {
  let due = 0
  live.addEventListener('changed', ({ detail }) => {
    if (!detail.ref.startsWith('feature.')) return
    clearTimeout(due)
    due = setTimeout(() => drawn.refresh(), SOON)
  })
}

if (map?.leaflet && !document.querySelector('[data-example]')) {
  const drawn = showFeatures(map.leaflet, '/api/features/', { now: shownNow })
  document.addEventListener('jc:past', ({ detail }) => (detail ? drawn.hold(detail.drawings) : drawn.release()))
  const wait = setInterval(() => {
    if (!window.jc?.live) return
    clearInterval(wait)
    follow(drawn, window.jc.live)
  }, LOOK)
}
