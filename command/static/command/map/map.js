// `<jc-map>`: the map of the joint command screen. Everything on it is also in a list.

import { shownNow } from '../time.js';
import { language, say } from '../words.js';
import { drawBase } from './base.js';
import { onLayer } from './layers.js';
import { alarmMark, Incidents } from './marks.js';
import { UnitCard } from './unit_card.js';
import { UnitLayer } from './units.js';

const L = window.L

const CENTRE = [40.52, 110.45]
const ZOOM = 7.1 // at which the four cities fill ROOM
const ROOM = [1080, 760] // pixels
const AROUND = 10 // zoom at which an incident is looked at
const SETTLED = 180 // milliseconds without a draw, before names are put in order
const REGIONAL = 9 // below this, forces are summed up at their incident

class MapElement extends HTMLElement {
  #map
  #marks
  #units
  #card
  #alarm
  #rows = []
  #soon = 0
  #shown = false

  connectedCallback() {
    this.#map = L.map(this, {
      center: CENTRE, zoom: this.#whole(), minZoom: 5, maxZoom: 16, zoomSnap: 0, zoomDelta: 0.75,
      wheelPxPerZoomLevel: 90, attributionControl: false, zoomControl: false,
      maxBounds: [[33, 98], [48, 123]], maxBoundsViscosity: 0.8,
    }) // biome-ignore format: one option list
    this.#units = new UnitLayer(shownNow)
    this.#card = new UnitCard(this.#map, this.#units)
    this.#marks = new Incidents(this.#map, (row) => this.#sum(row), (id) => this.#choose(id))
    this.#units.on('painted', ({ cells }) => this.#makeRoom(cells))
    this.#map.on('zoomend', () => this.#zoomed())
    this.#map.on('moveend zoomend', () => this.#measure())
    this.#map.on('moveend', () => this.dispatchEvent(new CustomEvent('viewed', { detail: this.seen() })))
    this.#map.on('mousemove', ({ latlng }) => this.#say(latlng))
    this.#map.on('click', (event) => this.#pick(event))
    this.#map.on('click', ({ latlng }) => this.#point(latlng))
    onLayer('units', (shown) => (shown ? this.#units.addTo(this.#map) : this.#units.remove()))
    this.#zoomed()
    this.#measure()
    this.#load()
    document.addEventListener('click', (event) => this.#tool(event))
  }

  async #load() {
    const answer = await fetch(this.dataset.base)
    if (!answer.ok) return
    drawBase(this.#map, await answer.json(), language)
    this.#marks.arrange()
    this.#units.draw()
    this.dataset.ready = ''
  }

  // Incidents -----------------------------------------------------------------------------

  setIncidents(rows) {
    this.#rows = rows
    this.#marks.set(rows)
  }

  select(id) {
    this.#marks.select(id)
    const at = id && this.#marks.place(id)
    if (at && !this.#inSight(at)) this.#centre(at, this.#map.getZoom())
  }

  fit(id) {
    const at = id && this.#marks.place(id)
    if (at) this.#centre(at, Math.max(this.#map.getZoom(), AROUND))
  }

  show(lat, lon) {
    this.#centre(L.latLng(lat, lon), Math.max(this.#map.getZoom(), AROUND))
  }

  setAlarm(alarm) {
    this.#alarm?.remove()
    this.#alarm = this.#marks.alarm = null
    if (!alarm?.dataset.lat) return this.#marks.arrange()
    const tag = alarm.querySelector('.c-alarm__tag')?.textContent ?? ''
    const { lat, lon, l } = alarm.dataset
    this.#alarm = alarmMark(tag, Number(l), Number(lat), Number(lon)).addTo(this.#map)
    this.#marks.alarm = this.#alarm
    this.#marks.arrange()
  }

  #sum(row) {
    if (this.#map.getZoom() >= REGIONAL) return ''
    const parts = []
    if (Number(row.onScene)) parts.push(say('on_scene', { n: row.onScene }))
    if (Number(row.enRoute)) parts.push(say('en_route', { n: row.enRoute }))
    return parts.join(' · ')
  }

  /** Something was put on the map that names and labels make room for. */
  arrange() {
    this.#marks.arrange()
  }

  #choose(id) {
    this.dispatchEvent(new CustomEvent('chosen', { detail: { id } }))
  }

  // Units ---------------------------------------------------------------------------------

  setUnits(rows) {
    this.#units.set(rows)
  }

  addUnits(rows) {
    this.#units.add(rows)
  }

  learnUnit(view, letter) {
    this.#units.learn(view, letter)
  }

  moveUnits(rows) {
    this.#units.move(rows)
  }

  #pick({ containerPoint, latlng }) {
    const cell = this.#map.hasLayer(this.#units) ? this.#units.at(containerPoint) : null
    if (!cell) return
    if (cell.count > 1 && this.#map.getZoom() < 15) {
      this.#map.flyTo(latlng, Math.min(15, this.#map.getZoom() + 2), { duration: 0.4 })
      return
    }
    if (cell.count > 1) this.#card.list(this.#units.within(cell), latlng)
    else this.#card.open(cell.unit)
  }

  /** The layer of units, for whoever looks from outside. */
  get units() {
    return this.#units
  }

  // Whoever asks for a place hears where the map was clicked.
  #point({ lat, lng }) {
    document.dispatchEvent(new CustomEvent('jc:pointed', { detail: { lat, lon: lng } }))
  }

  // Names need not follow every frame of a drag.
  #makeRoom(cells) {
    clearTimeout(this.#soon)
    this.#soon = setTimeout(() => this.#marks.avoid(cells), SETTLED)
  }

  /** The Leaflet map, for whoever draws on it. */
  get leaflet() {
    return this.#map
  }

  // The view ------------------------------------------------------------------------------

  /** West, south, east, north of what is in view, with a margin for what comes in. */
  seen() {
    const box = this.#map.getBounds().pad(0.25)
    return [box.getWest(), box.getSouth(), box.getEast(), box.getNorth()]
  }

  /** The map has been hidden and is not any more; the first time it shows the four cities. */
  shownAgain() {
    this.#map.invalidateSize({ animate: false, pan: false })
    if (!this.#shown) this.#map.setView(CENTRE, Math.max(5.5, ZOOM + Math.log2(this.#map.getSize().x / ROOM[0])), { animate: false })
    this.#shown = true
    this.#marks.arrange()
  }

  zoomIn() {
    this.#map.zoomIn()
  }

  zoomOut() {
    this.#map.zoomOut()
  }

  #tool(event) {
    const button = event.target instanceof Element ? event.target.closest('[data-map]') : null
    if (!button) return
    const tool = button.dataset.map
    if (tool === 'in') this.zoomIn()
    if (tool === 'out') this.zoomOut()
    if (tool === 'home') this.#map.flyTo(CENTRE, this.#whole(), { duration: 0.5 })
    if (tool === 'fit') this.fit(document.querySelector('[role="option"][aria-selected="true"]')?.dataset.id)
  }

  // The zoom at which the four cities fill what no panel covers.
  #whole() {
    const free = this.#free().getSize()
    return Math.max(5.5, ZOOM + Math.log2(Math.min(free.x / ROOM[0], free.y / ROOM[1])))
  }

  // The part of the map that no panel covers, in pixels of the map.
  #free() {
    const frame = this.getBoundingClientRect()
    const space = document.querySelector('.l-mid__space')?.getBoundingClientRect()
    if (!space?.width) return L.bounds([0, 0], [frame.width, frame.height])
    return L.bounds([space.left - frame.left, space.top - frame.top], [space.right - frame.left, space.bottom - frame.top])
  }

  #inSight(at) {
    return this.#free().contains(this.#map.latLngToContainerPoint(at))
  }

  #centre(at, zoom) {
    if (!this.#map.getSize().x) return // hidden: nothing can be brought into view
    const shift = this.#free().getCenter().subtract(this.#map.getSize().divideBy(2))
    const target = this.#map.unproject(this.#map.project(at, zoom).subtract(shift), zoom)
    this.#map.flyTo(target, zoom, { duration: 0.5 })
  }

  #zoomed() {
    const zoom = this.#map.getZoom()
    this.dataset.zoom = zoom < 6.8 ? 'far' : zoom < 9 ? 'mid' : 'near'
    this.#marks.set(this.#rows)
  }

  #say({ lat, lng }) {
    const note = document.querySelector('[data-map-centre]')
    if (note) note.textContent = `${lng.toFixed(4)} E ${lat.toFixed(4)} N`
  }

  #measure() {
    const size = this.#map.getSize()
    const row = size.y / 2
    const metres = this.#map.containerPointToLatLng([0, row]).distanceTo(this.#map.containerPointToLatLng([100, row])) / 100
    const power = 10 ** Math.floor(Math.log10(metres * 90))
    const length = [5, 2, 1].map((n) => n * power).find((n) => n <= metres * 90) ?? power
    const bar = document.querySelector('[data-map-scale]')
    if (bar) bar.style.width = `${Math.round(length / metres)}px`
    const text = document.querySelector('[data-map-scale-text]')
    if (text) text.textContent = length >= 1000 ? `${length / 1000} km` : `${length} m`
    this.#say(this.#map.getCenter())
  }
}
customElements.define('jc-map', MapElement)
