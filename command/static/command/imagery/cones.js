// Where images were taken and whereto they look, on the map of the command screen or of a room.
// From afar they would be dots on dots, so they are drawn only near.

import { language } from '../words.js';
import { coneOf } from './cone.js';

const L = window.L
const NEAR = 9.5 // zoom from which cones are drawn
const FAR_M = 900 // length of a cone
const AGE = 720 // minutes, on the command screen
const DAY = 1440 // minutes that the screen looks back
const MINUTE = 60_000
const WAIT = 800 // milliseconds that several changes are gathered for

const map = document.querySelector('jc-map')?.leaflet
const room = document.getElementById('room-map')
const narrow = (age) => (room ? `incident=${JSON.parse(room.textContent).incident.id}` : `age=${age}`)

if (map) {
  map.createPane('cones').style.zIndex = 430
  const layer = L.layerGroup()
  const show = () => (map.getZoom() >= NEAR ? layer.addTo(map) : layer.remove())
  map.on('zoomend', show)

  let past = 0 // the moment looked back to
  let lately = null // what was taken since the day that can be looked back to began

  const fetched = async (age) => {
    const answer = await fetch(`/api/images/?${narrow(age)}`).catch(() => null)
    return answer?.ok ? answer.json() : null
  }
  const paint = (images) => {
    layer.clearLayers()
    for (const image of images) if (image.lat !== null) mark(layer, image)
    show()
  }
  const draw = async () => {
    if (past) return
    const images = await fetched(AGE)
    if (images && !past) paint(images)
  }
  document.addEventListener('jc:past', async ({ detail }) => {
    past = detail ? Date.parse(detail.at) : 0
    if (!past) {
      lately = null
      return draw()
    }
    lately ??= fetched(AGE + DAY)
    const images = (await lately) ?? []
    if (past !== Date.parse(detail.at)) return // another moment by now
    paint(images.filter(({ taken_at: at }) => Date.parse(at) <= past && Date.parse(at) > past - AGE * MINUTE))
  })
  let due = 0
  // The live line of the page stands a moment after its map; the page of samples has none.
  const follow = (tries = 50) => {
    if (!window.jc) return tries && setTimeout(follow, 200, tries - 1)
    window.jc.live.addEventListener('changed', ({ detail: { ref } }) => {
      if (!ref.startsWith('image.')) return
      clearTimeout(due)
      due = setTimeout(draw, WAIT)
    })
  }
  follow()
  draw()
}

function mark(layer, image) {
  const at = [image.lat, image.lon]
  const pane = { pane: 'cones' }
  if (image.bearing_deg !== null) {
    L.polygon(coneOf(at, image.bearing_deg, FAR_M), { ...pane, className: 'm-cone', interactive: false }).addTo(layer)
  }
  const time = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { timeZone: 'Asia/Shanghai', timeStyle: 'short' })
  const words = document.createElement('span')
  words.textContent = `${time.format(new Date(image.taken_at))} ${image.caption || image.source}`
  const dot = L.circleMarker(at, { ...pane, radius: 6, className: 'm-shot' }).bindTooltip(words, { direction: 'top' })
  dot.on('click', () => location.assign(`/v/${image.id}/`))
  dot.addTo(layer)
}
