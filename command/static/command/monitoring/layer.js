// Stations on a map: a quiet dot each, and the sign of its level where something is wrong. The
// list of sensors has them all; a click tells what one measures and leads to its page.

import { serverNow } from '../time.js';

const L = window.L
const EVERY = 30_000 // milliseconds
const NAMED = 9.5 // zoom from which names stand beside the marks

function mark(station) {
  const box = document.createElement('div')
  box.className = 'm-station__box'
  const sign = document.createElement('i')
  if (station.level) {
    sign.className = 'c-sev'
    sign.dataset.l = station.level
    sign.textContent = station.level
  } else sign.className = 'm-station__dot'
  const name = Object.assign(document.createElement('span'), { textContent: station.name })
  box.append(sign, name)
  const icon = L.divIcon({ className: 'm-station', html: box, iconSize: [0, 0] })
  // The list is what the keyboard walks; marks are no tab stops.
  const made = L.marker([station.lat, station.lon], { icon, keyboard: false, pane: 'stations', zIndexOffset: station.level ? (6 - station.level) * 1000 : 0 })
  made.on('add', () => {
    const element = made.getElement()
    element.toggleAttribute('data-offline', station.offline)
    element.toggleAttribute('data-waits', station.waits)
    element.dataset.station = station.id
  })
  return made
}

function card(station) {
  const box = document.createElement('div')
  box.className = 'm-card'
  const name = Object.assign(document.createElement('a'), { href: station.url, textContent: station.name })
  box.append(name)
  for (const { name: quantity, value, unit, at, every } of station.values) {
    const line = document.createElement('span')
    line.className = 'num'
    const age = document.createElement('jc-age')
    if (at) Object.assign(age.dataset, { ts: at, t: every })
    line.append(`${quantity} `, Object.assign(document.createElement('b'), { textContent: value || '—' }), ` ${unit} · `, age)
    box.append(line)
  }
  return box
}

/** A layer of the stations that `url` gives; it asks again while it is shown. */
export class StationLayer {
  #map
  #url
  #group = L.layerGroup()
  #timer = 0
  #held = false
  #known = ''

  constructor(map, url) {
    this.#map = map
    this.#url = url
    const pane = map.getPane('stations') ?? map.createPane('stations')
    pane.style.zIndex = 465
  }

  get shown() {
    return this.#map.hasLayer(this.#group)
  }

  async show() {
    this.#group.addTo(this.#map)
    this.#map.on('zoomend', this.#names, this)
    await this.refresh()
  }

  hide() {
    clearTimeout(this.#timer)
    this.#map.off('zoomend', this.#names, this)
    this.#group.remove()
  }

  async refresh() {
    clearTimeout(this.#timer)
    if (!this.shown || this.#held) return
    const answer = document.hidden ? null : await fetch(this.#url).catch(() => null)
    const told = answer?.ok && !answer.redirected ? (await answer.json()).stations : null
    if (this.#held) return
    if (told) this.#draw(told)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.refresh(), EVERY)
  }

  /** Show these stations, of a past moment, until the present is asked for again. */
  hold(stations) {
    this.#held = true
    clearTimeout(this.#timer)
    this.#draw(stations)
  }

  release() {
    this.#held = false
    return this.refresh()
  }

  #draw(stations) {
    // Marks change when a level does; what they say is asked when one is opened.
    this.stations = stations
    const shape = JSON.stringify(stations.map(({ id, level, offline, waits }) => [id, level, offline, waits]))
    if (shape !== this.#known) {
      this.#known = shape
      this.#group.clearLayers()
      for (const station of stations) {
        mark(station).on('click', () => this.#open(station.id)).addTo(this.#group)
      }
    }
    this.drawnAt = serverNow()
    this.#names()
  }

  #open(id) {
    const station = this.stations.find((one) => one.id === id)
    L.popup({ closeButton: false, offset: [0, -8] }).setLatLng([station.lat, station.lon]).setContent(card(station)).openOn(this.#map)
  }

  #names() {
    this.#map.getPane('stations').toggleAttribute('data-named', this.#map.getZoom() >= NAMED)
  }
}
