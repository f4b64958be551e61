// The map of an incident's room: the incident, and the units given to it.

import './map/map.js';
import { showFeatures } from './map/plot.js';

const { incident, letters, units } = JSON.parse(document.getElementById('room-map').textContent)
const map = document.querySelector('jc-map')
const known = new Set(units.map(([id]) => id))
const { live } = window.jc

map.setUnits(units)
map.setIncidents([incident])
if (incident.lat !== null) {
  map.select(incident.id)
  map.show(incident.lat, incident.lon)
}
// What is drawn for this incident stands on its map, for whom it was drawn.
const drawn = showFeatures(map.leaflet, `/api/incidents/${incident.id}/features/`, {})
let due = 0
live.addEventListener('changed', ({ detail }) => {
  if (!detail.ref.startsWith('feature.')) return
  clearTimeout(due)
  due = setTimeout(() => drawn.refresh(), 300)
})
live.addEventListener('changed', ({ detail: { ref, view } }) => {
  if (ref === `incident.${incident.id}` && view) {
    map.setIncidents([{ ...incident, level: String(view.grade ?? 0), lat: view.lat, lon: view.lon }])
    map.select(incident.id)
  }
  // A unit that is given to the incident while somebody looks appears with its next word.
  if (ref.startsWith('deployment.') && view?.team && view.incident === incident.id) known.add(view.team)
  if (ref.startsWith('team.') && view && known.has(view.id)) map.learnUnit(view, letters[view.kind] ?? '·')
})
live.addEventListener('positions', ({ detail }) => map.moveUnits(detail.units.filter(([id]) => known.has(id))))
map.addEventListener('viewed', ({ detail }) => live.view(detail))
live.view(map.seen())
