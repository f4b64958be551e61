// The joint command screen: puts the live line, the panels, the list and the map together.

import { bar } from './alarm.js';
import './feed.js';
import './sync.js';
import { Incidents } from './incidents.js';
import { on } from './keys.js';
import { onLayer } from './map/layers.js';
import './map/map.js';
import { Present } from './map/present.js';
import { carry, refresh, refreshAll, refreshFailed, touch } from './panels.js';
import { Replay } from './replay.js';
import { watchAway } from './since.js';
import { everySecond, hear, vouch } from './time.js';

const GAUGES_EVERY = 15_000 // milliseconds
const TIMES_EVERY = 60_000 // milliseconds
const LINES_EVERY = 4_000 // milliseconds

const start = JSON.parse(document.getElementById('cop-start').textContent)
const map = document.querySelector('jc-map')
const feed = document.querySelector('jc-feed')
const list = new Incidents(document.querySelector('[data-panel="incidents"]'))

feed.learn(start.tags ?? {}, start.quiet)
const units = new Present(map, start)
map.setIncidents(list.rows())
showAlarm()

// The flag on the map, and the number of waiting alarms in the title of the tab.
function showAlarm() {
  const alarm = bar()
  map.setAlarm(alarm)
  const waiting = alarm ? 1 + Number(alarm.dataset.more) : 0
  const title = document.title.replace(/^\(\d+\) /, '')
  document.title = waiting ? `(${waiting}) ${title}` : title
}

// Choosing an incident: the list, the mark on the map and the card look at the same one.
list.addEventListener('chosen', ({ detail: { id } }) => {
  map.select(id)
  carry('incident', id)
  refresh('peek')
})
map.addEventListener('chosen', ({ detail: { id } }) => list.choose(id))
map.select(list.selected)
carry('incident', list.selected)

document.addEventListener('jc:drawn', ({ detail: name }) => {
  if (name === 'incidents') {
    map.setIncidents(list.rows())
    list.settle()
    map.select(list.selected)
  }
  if (name === 'alarm') showAlarm()
  if (name === 'cities') pressCity()
  // The exercise has been removed: the next one is not looked at unasked.
  if (name === 'forces' && !document.querySelector('[data-forces]')) keep('forces', null)
})

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null
  const tile = target?.closest('[data-city]')
  if (tile) filterCity(tile.dataset.city === city ? null : tile.dataset.city)
  const sheet = target?.closest('[data-sheet]')
  if (sheet) sheet.search = asShown()
  const world = target?.closest('[data-forces]')
  if (world) showForces(world.dataset.forces || null)
  if (target?.closest('[data-unselect]')) list.choose(null)
  if (target?.closest('[data-fit]')) {
    document.dispatchEvent(new CustomEvent('jc:fit'))
    map.fit(list.selected)
  }
})

// What the screen is narrowed to is in the address, so that it can be sent to somebody.
for (const name of ['city', 'forces', 'lang']) carry(name, new URLSearchParams(location.search).get(name))

function keep(name, value) {
  carry(name, value)
  const here = new URL(location.href)
  if (value) here.searchParams.set(name, value)
  else here.searchParams.delete(name)
  history.replaceState(null, '', here)
}

// What is printed is what is looked at: the city, and the moment looked back to.
function asShown() {
  const here = new URLSearchParams(location.search)
  const names = ['city', 'at', 'by', 'lang'].filter((name) => here.get(name))
  return String(new URLSearchParams(names.map((name) => [name, here.get(name)])))
}

// The real forces, or those of the exercise. The page shows what was chosen only when the
// numbers have come: a drill's numbers never stand under a button that says "real".
function showForces(world) {
  keep('forces', world)
  refresh('forces')
  replay.draw()
}

// One city, or all.
let city = new URLSearchParams(location.search).get('city')

function filterCity(code) {
  city = code
  keep('city', code)
  pressCity()
  for (const name of ['incidents', 'gauges', 'decisions']) refresh(name)
  replay.draw()
}

function pressCity() {
  for (const tile of document.querySelectorAll('[data-city]')) {
    tile.setAttribute('aria-pressed', String(tile.dataset.city === city))
  }
}

for (const key of ['1', '2', '3', '4']) {
  on(key, () => {
    const tile = document.querySelector(`[data-city][data-key="${key}"]`)
    if (!tile) return false
    filterCity(tile.dataset.city)
  })
}
on('0', () => filterCity(null))
on('f', () => map.fit(list.selected))
on('+', () => map.zoomIn())
on('=', () => map.zoomIn())
on('-', () => map.zoomOut())
// Looking back: the list, the tiles, the card, the feed and the marks are those of then.
const replay = new Replay(feed)
const present = () => !replay.on
replay.addEventListener('entered', () => units.leave())
replay.addEventListener('drawn', ({ detail: { units, moves, anew } }) => {
  map.setUnits(units)
  map.moveUnits(moves)
  if (!anew) return
  map.setIncidents(list.rows())
  list.restore()
  map.select(list.selected)
  pressCity()
})
replay.addEventListener('left', () => {
  units.show()
  window.jc?.live.view(map.seen())
  refreshAll()
})
for (const source of [list, map]) source.addEventListener('chosen', () => replay.draw())
onLayer('stations', () => replay.draw())
replay.begin()

document.addEventListener('jc:locate', ({ detail }) => map.show(detail.lat, detail.lon))
document.addEventListener('jc:decided', () => refresh('decisions'))

// When the cities' own systems were last heard. No answer says nothing new, so they age.
async function askLines() {
  if (document.hidden || !document.querySelector('jc-age[data-link]')) return
  const answer = await fetch('/board/lines/').catch(() => null)
  if (answer?.ok) hear(await answer.json())
}

// The live line. The design page has no address for it and follows nothing.
if (start.url) {
  const { Live } = await import('./live.js')
  const live = new Live(start.url)
  const lives = () => live.status.state === 'live'
  window.jc = { live } // for whoever looks from outside: the console, the browser tests
  document.querySelector('jc-sync')?.follow(live)
  live.addEventListener('entry', ({ detail }) => detail.room.startsWith('person.') || feed.add(detail))
  live.addEventListener('changed', ({ detail: { ref, view } }) => {
    touch(ref)
    map.renewTiles?.(ref)
    if (view && ref.startsWith('team.')) units.learn(view)
  })
  live.addEventListener('positions', ({ detail }) => present() && map.moveUnits(detail.units))
  live.addEventListener('evicted', () => refreshAll())
  live.addEventListener('status', ({ detail }) => detail.state === 'live' && (refreshFailed(), units.again()))
  live.addEventListener('reset', () => location.reload())
  map.addEventListener('viewed', ({ detail }) => live.view(detail))
  everySecond(() => lives() && vouch())
  // Readings are telemetry and tell nobody; the bar of times moves on by itself.
  setInterval(() => lives() && !document.hidden && refresh('gauges'), GAUGES_EVERY)
  setInterval(() => lives() && !document.hidden && refresh('times'), TIMES_EVERY)
  setInterval(askLines, LINES_EVERY)
  live.followAll(start.rooms)
  live.connect()
  live.view(map.seen())
  watchAway(live, 'cop')
}
