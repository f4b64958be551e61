// The card of a chosen unit: how old and how sure its place is, when it arrives, and its trail.

import { serverNow, span } from '../time.js';
import { say } from '../words.js';
import { Trail } from './trail.js';
import { stateOf } from './units.js';

const L = window.L
const SHOWN = 10 // minutes of the trail

function line(text, className = 'num') {
  const made = document.createElement('span')
  made.className = className
  made.textContent = text
  return made
}

/** Shows one unit at a time on a map; `layer` is the layer of units. */
export class UnitCard {
  #map
  #layer
  #trail
  #popup = null
  #id = null

  constructor(map, layer) {
    this.#map = map
    this.#layer = layer
  }

  /** Choose a unit: a ring, a card at once, and what the server knows as soon as it says it. */
  async open(unit) {
    this.#id = unit.id
    this.#layer.select(unit.id)
    this.#trail ??= new Trail(this.#map)
    this.#trail.clear()
    const box = this.#box(unit)
    this.#show(unit, box)
    const since = new Date(serverNow() - SHOWN * 60_000).toISOString()
    const [fix, track] = await Promise.all([
      this.#ask(`/api/teams/${unit.id}/fix/`),
      this.#ask(`/api/teams/${unit.id}/track/?since=${encodeURIComponent(since)}`),
    ])
    if (this.#id !== unit.id) return // another was chosen in the meantime
    if (fix) for (const text of this.#said(fix)) box.append(text)
    if (track?.points.length) this.#trail.show(track.points, { dots: track.points.length < 200 })
    else if (fix?.lat != null) this.#trail.ring(fix)
    this.#popup?.update()
    box.dataset.ready = ''
  }

  /** Name the units of one cell, each to be chosen. */
  list(units, at) {
    const box = document.createElement('div')
    box.className = 'm-card'
    for (const unit of units) {
      const button = document.createElement('button')
      button.type = 'button'
      button.className = 'btn btn--s'
      button.textContent = `${unit.letter} ${unit.name ?? ''}`
      button.addEventListener('click', () => this.open(unit))
      box.append(button)
    }
    this.#popup = L.popup({ closeButton: false, offset: [0, -6] }).setLatLng(at).setContent(box).openOn(this.#map)
  }

  close() {
    this.#id = null
    this.#layer.select(null)
    this.#trail?.clear()
  }

  #box(unit) {
    const box = document.createElement('div')
    box.className = 'm-card'
    box.dataset.unit = unit.id
    const name = document.createElement('b')
    name.textContent = unit.name ?? unit.letter
    const age = unit.at ? say('ago', { age: span((serverNow() - unit.at) / 1000) }) : ''
    box.append(name, line([say(`state_${stateOf(unit, serverNow())}`), age].filter(Boolean).join(' · ')))
    if (document.getElementById('assign')) box.append(this.#task(unit))
    return box
  }

  // Where the page has the dialog for it, the unit is given a task from here.
  #task(unit) {
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'btn btn--s'
    button.dataset.assign = ''
    button.dataset.to = `team:${unit.id}`
    button.textContent = say('give_task')
    return button
  }

  #show(unit, box) {
    this.#popup = L.popup({ closeButton: false, offset: [0, -6] }).setLatLng([unit.lat, unit.lon]).setContent(box)
    this.#popup.openOn(this.#map)
    const shown = this.#popup
    shown.once('remove', () => shown === this.#popup && this.close())
  }

  #said({ accuracy, speed, battery, eta }) {
    const parts = []
    if (accuracy != null) parts.push(`± ${Math.round(accuracy)} m`)
    if (speed != null) parts.push(`${Math.round(speed)} km/h`)
    if (battery != null) parts.push(say('unit_battery', { n: Math.round(battery) }))
    const lines = parts.length ? [line(parts.join(' · '))] : []
    if (eta?.closed) lines.push(line(say('unit_closed'), ''))
    else if (eta) {
      const range = { n: Math.round(eta.minutes), low: this.#in(eta.earliest), high: this.#in(eta.latest) }
      lines.push(line(say('unit_eta', range)))
      if (eta.by === 'line') lines.push(line(say('unit_line'), 'm-card__line'))
    }
    return lines
  }

  // Minutes from now until then.
  #in(moment) {
    return Math.max(0, Math.round((Date.parse(moment) - serverNow()) / 60_000))
  }

  async #ask(url) {
    const answer = await fetch(url).catch(() => null)
    return answer?.ok ? answer.json() : null
  }
}
