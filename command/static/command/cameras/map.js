// Cameras on a Leaflet map: a mark each, and the cone it looks into.

const L = window.L

const REACH = 46 // pixels of a cone, whatever the zoom
const STEPS = 16
const ROUND = 359.5 // degrees from which a field of view is a whole circle

// Corners of the cone of a camera, at the zoom of the map.
function cone(map, { lat, lon, bearing_deg: bearing, view_deg: view }) {
  const at = map.project([lat, lon])
  const wide = view ?? 60
  const corners = wide >= ROUND ? [] : [map.unproject(at)]
  for (let n = 0; n <= STEPS; n += 1) {
    const angle = ((bearing - wide / 2 + (wide * n) / STEPS) * Math.PI) / 180
    corners.push(map.unproject(at.add([REACH * Math.sin(angle), -REACH * Math.cos(angle)])))
  }
  return corners
}

/** Show cameras on a map; `onChoose(camera)` when one is chosen. Returns `{choose(id), learn(view), remove()}`. */
export function showCameras(map, cameras, { onChoose = () => {} } = {}) {
  const known = new Map()
  const add = (camera) => {
    const name = document.createElement('span')
    name.textContent = camera.title
    const box = document.createElement('div')
    box.className = 'm-camera__box'
    box.append(Object.assign(document.createElement('i'), { className: 'm-camera__sym' }), name)
    const icon = L.divIcon({ className: 'm-camera', html: box, iconSize: [0, 0] })
    // The list beside the map is what the keyboard walks; marks are no tab stops.
    const mark = L.marker([camera.lat, camera.lon], { icon, keyboard: false }).on('click', () => onChoose(camera)).addTo(map)
    const shape = Number.isInteger(camera.bearing_deg)
      ? L.polygon(cone(map, camera), { className: 'm-cone', interactive: false }).addTo(map) : null // biome-ignore format: one choice
    known.set(camera.id, { camera, mark, shape })
    tell(camera)
  }
  const tell = ({ id, condition, plays, kind }) => {
    const element = known.get(id)?.mark.getElement()
    if (element) Object.assign(element.dataset, { condition, kind, plays: plays ? 'yes' : 'no' })
  }
  const redraw = () => {
    for (const { camera, shape } of known.values()) shape?.setLatLngs(cone(map, camera))
  }
  for (const camera of cameras) add(camera)
  map.on('zoomend', redraw)
  return {
    choose(id) {
      for (const [key, { mark, shape }] of known) {
        mark.getElement()?.classList.toggle('is-chosen', key === id)
        shape?.getElement()?.classList.toggle('is-chosen', key === id)
      }
      const found = known.get(id)
      if (found) map.panTo([found.camera.lat, found.camera.lon], { animate: false })
    },
    learn(view) {
      const found = known.get(view.id)
      if (found) tell(Object.assign(found.camera, { condition: view.condition }))
    },
    remove() {
      map.off('zoomend', redraw)
      for (const { mark, shape } of known.values()) {
        mark.remove()
        shape?.remove()
      }
    },
  }
}
