// What lies around a drawing or a position, and how far it is along a way.

import { shape } from './plot.js';
import { length, say } from './plot_api.js';

const L = window.L

const make = (name, text = '') => Object.assign(document.createElement(name), { textContent: text })

/** The panel that asks what lies within so many metres. */
export class Around {
  #map
  #panel = document.querySelector('[data-around]')
  #form = document.querySelector('[data-around-form]')
  #zone = null
  #of = null // {feature: id} or {lon, lat}
  #name = ''

  constructor(map) {
    this.#map = map
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault()
      this.look()
    })
    this.#form.addEventListener('click', ({ target }) => {
      const km = target.closest('[data-km]')?.dataset.km
      if (!km) return
      this.#form.elements.distance.value = km
      this.#form.elements.unit.value = '1000'
      this.look()
    })
  }

  /** Look around a feature. */
  feature({ id, properties }) {
    this.#of = { feature: id }
    this.#name = properties.label || properties.name
    if (properties.buffer_m) {
      this.#form.elements.distance.value = properties.buffer_m / 1000
      this.#form.elements.unit.value = '1000'
    }
  }

  /** Look around a position. */
  position({ lng, lat }) {
    this.#of = { lon: lng.toFixed(6), lat: lat.toFixed(6) }
    this.#name = `${lng.toFixed(4)}, ${lat.toFixed(4)}`
  }

  focus() {
    this.#form.elements.distance.focus()
    this.#form.elements.distance.select()
  }

  async look() {
    const line = this.#panel.querySelector('[data-around-of]')
    const metres = Math.round(Number(this.#form.elements.distance.value.replace(',', '.')) * Number(this.#form.elements.unit.value))
    if (!this.#of) {
      line.textContent = say('choose_first')
      return
    }
    const asked = new URLSearchParams({ ...this.#of, metres })
    const answer = await fetch(`${this.#form.dataset.url}?${asked}`, { headers: { Accept: 'application/json' } }).catch(() => null)
    if (!answer?.ok) {
      const told = await answer?.json().catch(() => null)
      line.textContent = told?.error?.message ?? say('not_sent')
      return
    }
    this.#show(await answer.json(), metres)
    for (const link of this.#panel.querySelectorAll('[data-as]')) {
      link.href = `${this.#form.dataset.file}?${asked}&form=${link.dataset.as}`
    }
  }

  clear() {
    this.#zone?.remove()
    this.#zone = null
  }

  #show({ zone, kinds, items }, metres) {
    this.clear()
    this.#zone = shape(zone, { className: 'm-around', interactive: false, pane: 'plots', pmIgnore: true })?.addTo(this.#map)
    const line = this.#panel.querySelector('[data-around-of]')
    line.textContent = items.length ? say('inside', { metres: length(metres), what: this.#name }) : say('inside_none', { metres: length(metres) })
    const found = this.#panel.querySelector('[data-around-found]')
    found.replaceChildren(...kinds.filter(({ number }) => number).map((kind) => this.#kind(kind, items)))
    this.#panel.querySelector('[data-around-files]').hidden = !items.length
  }

  #kind({ kind, title, number, total, counts }, items) {
    const box = document.createElement('details')
    box.open = true
    box.dataset.kind = kind
    const head = make('summary')
    head.append(make('b', title), Object.assign(make('span', String(number)), { className: 'num' }))
    if (total) head.append(make('small', `${total.toLocaleString('en-US')} ${counts}`))
    const list = make('ul')
    for (const one of items.filter((item) => item.kind === kind)) {
      const row = make('li')
      const go = make('button', one.name)
      go.type = 'button'
      go.addEventListener('click', () => this.#map.panTo([one.lat, one.lon]))
      row.append(go, make('small', one.detail), Object.assign(make('span', length(one.metres)), { className: 'num' }))
      list.append(row)
    }
    box.append(head, list)
    return box
  }
}

/** A way that is measured, click by click. */
export class Measure {
  #map
  #points = []
  #line = null

  constructor(map) {
    this.#map = map
  }

  add(latlng) {
    this.#points.push(latlng)
    this.#line?.remove()
    this.#line = L.polyline(this.#points, { className: 'm-measure', interactive: false, pane: 'plots', pmIgnore: true }).addTo(this.#map)
    return this.metres
  }

  get metres() {
    return this.#points.slice(1).reduce((sum, point, n) => sum + point.distanceTo(this.#points[n]), 0)
  }

  clear() {
    this.#line?.remove()
    this.#line = null
    this.#points = []
  }
}
