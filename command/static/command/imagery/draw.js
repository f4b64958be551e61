// Marks over an image, and rectangles that cover what must not be released. Two points make
// one: by two clicks, or by arrow keys and Enter. The image itself is never touched.

import { newId, send } from '../dialogs.js';

const SVG = 'http://www.w3.org/2000/svg'
const WIDE = 1000 // units across the drawing
const STEP = 0.02 // of the image, by one arrow key
const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }

/** Let somebody draw in `place`; `saved` hears that the server took a mark, `complain` why not. */
export function drawOver(place, saved, complain) {
  const canvas = place.querySelector('[data-canvas]')
  if (!canvas) return
  const image = canvas.querySelector('img')
  const marks = JSON.parse(place.querySelector('#image-marks').textContent)
  const pad = new Pad(place, canvas, image, marks, { saved, complain })
  const show = () => image.naturalWidth && (fit(canvas, image), pad.draw())
  image.addEventListener('load', show)
  new ResizeObserver(show).observe(canvas.parentElement)
}

// As large as its place allows, but never coarser than twice its own size.
function fit(canvas, { naturalWidth, naturalHeight }) {
  const { clientWidth, clientHeight } = canvas.parentElement
  const scale = Math.min(clientWidth / naturalWidth, clientHeight / naturalHeight, 2)
  canvas.style.width = `${Math.floor(naturalWidth * scale)}px`
  canvas.style.height = `${Math.floor(naturalHeight * scale)}px`
}

class Pad {
  #tool = ''
  #first = null
  #cross = null
  #covers = []

  constructor(place, canvas, image, marks, heard) {
    Object.assign(this, { place, canvas, image, marks, ...heard })
    this.svg = canvas.querySelector('svg')
    this.said = place.querySelector('[data-said]')
    for (const button of place.querySelectorAll('[data-tool]:not([data-canvas])')) {
      button.addEventListener('click', () => this.take(button.dataset.tool === this.#tool ? '' : button.dataset.tool))
    }
    canvas.addEventListener('click', (event) => this.#tool && this.point(this.#where(event)))
    canvas.addEventListener('pointermove', (event) => {
      if (!this.#tool || !this.#first) return
      this.#cross = this.#where(event)
      this.draw()
    })
    canvas.addEventListener('keydown', (event) => this.#key(event))
    place.querySelector('[data-uncover]')?.addEventListener('click', () => this.#uncover())
  }

  take(tool) {
    this.#tool = tool
    this.#first = this.#cross = null
    this.canvas.toggleAttribute('data-tool', Boolean(tool))
    for (const button of this.place.querySelectorAll('[data-tool]:not([data-canvas])')) {
      button.setAttribute('aria-pressed', String(button.dataset.tool === tool))
    }
    if (tool === 'cover') this.place.querySelector('[data-release]')?.setAttribute('open', '')
    if (tool === 'text') this.place.querySelector('[data-mark-text]').focus()
    else if (tool) this.canvas.focus()
    this.draw()
  }

  #where({ clientX, clientY }) {
    const box = this.image.getBoundingClientRect()
    const share = (value) => Math.min(1, Math.max(0, value))
    return [share((clientX - box.left) / box.width), share((clientY - box.top) / box.height)]
  }

  #key(event) {
    if (!this.#tool) return
    const move = KEYS[event.key]
    if (move) {
      const fine = event.shiftKey ? 0.2 : 1
      const from = this.#cross ?? [0.5, 0.5]
      this.#cross = from.map((value, i) => Math.min(1, Math.max(0, value + move[i] * STEP * fine)))
      this.draw()
    } else if (event.key === 'Enter') this.point(this.#cross ?? [0.5, 0.5])
    else if (event.key === 'Escape') this.take('')
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  point(at) {
    if (this.#tool === 'text') return this.#save(at, at)
    if (!this.#first) {
      this.#first = this.#cross = at
      return this.draw()
    }
    const from = this.#first
    if (from[0] === at[0] && from[1] === at[1]) return
    if (this.#tool === 'cover') {
      const [left, right] = [from[0], at[0]].sort((a, b) => a - b)
      const [top, bottom] = [from[1], at[1]].sort((a, b) => a - b)
      if (right - left > 0.002 && bottom - top > 0.002) this.#covers.push([left, top, right, bottom])
      this.#first = null
      return this.#told()
    }
    this.#save(from, at)
  }

  #uncover() {
    this.#covers.pop()
    this.#told()
  }

  #told() {
    const form = this.place.querySelector('[data-release] form')
    form.elements.covers.value = JSON.stringify(this.#covers)
    form.querySelector('[data-covers]').textContent = String(this.#covers.length)
    form.querySelector('[data-uncover]').disabled = !this.#covers.length
    this.draw()
  }

  async #save(from, to) {
    const text = this.place.querySelector('[data-mark-text]')
    if (this.#tool === 'text' && !text.value.trim()) return text.focus()
    const body = new FormData()
    const told = { shape: this.#tool, x1: from[0], y1: from[1], x2: to[0], y2: to[1], text: text.value }
    for (const [name, value] of Object.entries(told)) body.set(name, String(value))
    const id = this.place.querySelector('[data-image]').dataset.image
    this.take('')
    const refused = await send(`/v/${id}/mark/`, body, newId())
    if (refused === null) return this.saved()
    this.complain(this.place, refused)
  }

  draw() {
    const { naturalWidth: width, naturalHeight: height } = this.image
    const high = (WIDE * height) / width
    this.svg.setAttribute('viewBox', `0 0 ${WIDE} ${high}`)
    this.svg.replaceChildren()
    const units = ([x, y]) => [x * WIDE, y * high]
    this.marks.forEach((mark, place) => {
      const [x1, y1, x2, y2] = mark.at
      this.#shape(mark.shape, units([x1, y1]), units([x2, y2]), mark.text, String(place + 1))
    })
    for (const [left, top, right, bottom] of this.#covers) this.#shape('cover', units([left, top]), units([right, bottom]))
    if (this.#first && this.#cross) this.#shape(this.#tool, units(this.#first), units(this.#cross), '', '', true)
    if (this.#tool && this.#cross) this.#crosshair(units(this.#cross))
  }

  #shape(shape, [x1, y1], [x2, y2], text = '', number = '', draft = false) {
    const group = this.#add('g', { class: `c-mark c-mark--${shape}` }, this.svg)
    if (draft) group.setAttribute('data-draft', '')
    if (shape === 'arrow') {
      const turn = (Math.atan2(y2 - y1, x2 - x1) * 180) / Math.PI
      this.#add('line', { x1, y1, x2, y2 }, group)
      this.#add('path', { d: 'M0 0 -26 -11 -26 11Z', transform: `translate(${x2} ${y2}) rotate(${turn})` }, group)
    }
    if (shape === 'circle') this.#add('circle', { cx: x1, cy: y1, r: Math.hypot(x2 - x1, y2 - y1) }, group)
    if (shape === 'cover') {
      this.#add('rect', { x: Math.min(x1, x2), y: Math.min(y1, y2), width: Math.abs(x2 - x1), height: Math.abs(y2 - y1) }, group)
    }
    const lift = { text: 0, circle: Math.hypot(x2 - x1, y2 - y1) + 12 }[shape] ?? 12
    const words = [number, text].filter(Boolean).join(' ')
    if (words) this.#add('text', { x: x1, y: y1 - lift }, group).textContent = words
  }

  #crosshair([x, y]) {
    const group = this.#add('g', { class: 'c-mark c-mark--cross' }, this.svg)
    this.#add('line', { x1: x - 18, y1: y, x2: x + 18, y2: y }, group)
    this.#add('line', { x1: x, y1: y - 18, x2: x, y2: y + 18 }, group)
  }

  #add(name, attributes, parent) {
    const made = document.createElementNS(SVG, name)
    for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value))
    parent.append(made)
    return made
  }
}
