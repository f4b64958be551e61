// Incidents on the map: a glyph each, and a label where there is room for one.

import { meet } from './names.js';

const L = window.L

const GLYPH = 15 // half a glyph, in pixels
const APART = 24 // pixels between two glyphs that would hide each other
const STEPS = [[0, 0], [-1, 0], [1, 0], [0, 1], [0, -1], [-1, 1], [1, 1]]
const SIDES = ['r', 'l', 'b', 't']
const FLAG_STEPS = [0, -26, 26, -52, 52, -78, 78] // pixels up and down from where a flag would stand

function widthOf(text, size) {
  let width = 0
  for (const letter of text) width += letter.charCodeAt(0) > 0x2e80 ? size : size * 0.56
  return Math.min(width, 208)
}

function boxOf(point, side, width, height) {
  if (side === 'r') return [point.x + 18, point.y - height / 2, width, height]
  if (side === 'l') return [point.x - 18 - width, point.y - height / 2, width, height]
  const top = side === 'b' ? point.y + 16 : point.y - 16 - height
  return [point.x - width / 2, top, width, height]
}

/** The layer of incidents; `said(row)` gives the small line under a title. */
export class Incidents {
  #map
  #marks = new Map()
  #said
  #chosen
  alarm = null // the flag of the alarm, which labels keep clear of

  constructor(map, said, chosen) {
    this.#map = map
    this.#said = said
    this.#chosen = chosen
    map.on('zoomend resize', () => this.arrange())
  }

  /** Show exactly these rows (the dataset of the list's rows). */
  set(rows) {
    const placed = rows.filter((row) => row.lat)
    const keep = new Set(placed.map((row) => row.id))
    for (const [id, { mark }] of this.#marks) {
      if (keep.has(id)) continue
      mark.remove()
      this.#marks.delete(id)
    }
    for (const row of placed) this.#put(row)
    this.arrange()
  }

  /** Put the ring round one; the map does not move. */
  select(id) {
    for (const [key, { mark }] of this.#marks) mark.getElement()?.toggleAttribute('data-selected', key === id)
  }

  /** Where an incident is, or null. */
  place(id) {
    return this.#marks.get(id)?.mark.getLatLng() ?? null
  }

  /** Give each label the side on which it meets nothing; the gravest choose first. */
  arrange() {
    const all = [...this.#marks.values()].sort((a, b) => (a.level || 9) - (b.level || 9))
    this.#spread(all)
    const point = (entry) => entry.point
    const taken = all.map((entry) => [point(entry).x - GLYPH, point(entry).y - GLYPH, 2 * GLYPH, 2 * GLYPH])
    // The names of cities stay readable, and so does what warnings say.
    taken.push(...this.#boxes('.m-city span').map(([, box]) => box))
    taken.push(...this.#flags(taken.slice(0, all.length)))
    const flag = this.alarm?.getElement()?.querySelector('span')
    if (flag) taken.push(this.#box(flag))
    for (const entry of all) {
      const height = entry.small ? 31 : 16
      const width = Math.max(widthOf(entry.title, 12.2), widthOf(entry.small, 12.2)) + 4
      const at = point(entry)
      const own = taken.find((box) => box[0] === at.x - GLYPH && box[1] === at.y - GLYPH)
      const side = SIDES.find((choice) => {
        const box = boxOf(at, choice, width, height)
        return !taken.some((other) => other !== own && meet(box, other))
      })
      if (side) taken.push(boxOf(at, side, width, height))
      entry.mark.getElement()?.setAttribute('data-side', side ?? 'n')
    }
    this.#giveWay(taken)
  }

  // A flag of a warning steps up or down from the glyphs; labels find their side round it.
  #flags(glyphs) {
    const kept = []
    for (const flag of this.#map.getPane('warnedflags')?.querySelectorAll('.m-warned__box') ?? []) {
      const [x, y, width, height] = this.#box(flag)
      if (!width) continue // the layer is put off
      const home = y - Number(flag.dataset.step ?? 0)
      const at = (step) => [x, home + step, width, height]
      const free = (step) => ![...glyphs, ...kept].some((other) => meet(at(step), other))
      const step = FLAG_STEPS.find(free) ?? 0
      flag.dataset.step = step
      flag.style.translate = `0 ${step}px`
      kept.push(at(step))
    }
    return kept
  }

  // Two incidents in one place stand beside each other, the graver where it is.
  #spread(all) {
    const placed = []
    for (const entry of all) {
      const at = this.#map.latLngToContainerPoint(entry.mark.getLatLng())
      const spots = STEPS.map(([x, y]) => at.add([x * APART, y * APART]))
      const spot = spots.find((one) => placed.every((other) => other.distanceTo(one) > APART - 4)) ?? at
      placed.push(spot)
      entry.point = spot
      const element = entry.mark.getElement()
      if (!element) continue
      element.style.marginLeft = `${spot.x - at.x}px`
      element.style.marginTop = `${spot.y - at.y}px`
    }
  }

  /** Let the names of seats step aside where a unit stands on them. */
  avoid(cells) {
    for (const [name] of this.#boxes('.m-seat span')) {
      const seat = this.#box(name.parentElement)
      const covered = cells.some((cell) => Math.hypot(cell.px - seat[0], cell.py - seat[1]) < 18)
      name.parentElement.toggleAttribute('data-covered', covered)
    }
    this.arrange()
  }

  // The small names of the base map give way to what is happening, and to each other.
  #giveWay(taken) {
    const kept = [...taken]
    for (const selector of ['.m-seat span', '.m-road-no span', '.m-water span', '.m-terrain span']) {
      for (const [name, box] of this.#boxes(selector)) {
        const hidden = box[2] > 0 && kept.some((other) => meet(box, other))
        name.parentElement.classList.toggle('m-hidden', hidden)
        if (!hidden) kept.push(box)
      }
    }
  }

  #boxes(selector) {
    const names = this.#map.getPane('names')?.querySelectorAll(selector) ?? []
    return [...names].map((name) => [name, this.#box(name)])
  }

  #box(element) {
    const frame = this.#map.getContainer().getBoundingClientRect()
    const box = element.getBoundingClientRect()
    return [box.x - frame.x, box.y - frame.y, box.width, box.height]
  }

  #put(row) {
    const level = Number(row.level)
    const small = this.#said(row)
    const before = this.#marks.get(row.id)
    const at = [Number(row.lat), Number(row.lon)]
    if (before && before.key === JSON.stringify(row)) return
    before?.mark.remove()
    const icon = L.divIcon({ className: 'm-inc', html: this.#draw(row, level, small), iconSize: null })
    const mark = L.marker(at, { icon, title: row.title, alt: row.title, riseOnHover: true, zIndexOffset: (5 - (level || 5)) * 200 })
    mark.addTo(this.#map)
    const element = mark.getElement()
    element.setAttribute('tabindex', '-1')
    element.dataset.l = level
    mark.on('click', () => this.#chosen(row.id))
    this.#marks.set(row.id, { mark, level, title: row.title, small, key: JSON.stringify(row) })
  }

  #draw(row, level, small) {
    const box = document.createElement('div')
    const glyph = document.createElement('span')
    glyph.className = 'm-inc__glyph'
    const sign = document.createElement('i')
    sign.className = 'c-sev'
    sign.dataset.l = level
    sign.textContent = level || '?'
    glyph.append(sign)
    const label = document.createElement('span')
    label.className = 'm-inc__label'
    const title = document.createElement('b')
    title.textContent = row.title
    const note = document.createElement('small')
    note.textContent = small
    label.append(title, note)
    box.append(glyph, label)
    return box
  }
}

/** Make the mark of an alarm with a place: a flag on a line. */
export function alarmMark(tag, level, lat, lon) {
  const box = document.createElement('div')
  box.className = 'm-sos__box'
  box.dataset.l = level
  box.innerHTML = '<svg viewBox="0 0 38 38" aria-hidden="true"><path d="M38 38 8 4"/></svg><i></i><span></span>'
  box.querySelector('span').textContent = tag
  const icon = L.divIcon({ className: 'm-sos', html: box, iconSize: null })
  return L.marker([lat, lon], { icon, interactive: false, keyboard: false, zIndexOffset: 2000 })
}
