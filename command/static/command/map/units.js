// Moving units: one canvas, one draw per frame, neighbours within a cell drawn as one with a count.
//
// How old a position is shows in the shape, not in a colour alone: fresh is filled, late (30 s)
// is hollow with a double edge, lost (120 s) is dashed, struck through, and says its age.

const L = window.L

const CELL = 26 // pixels
const WIDE_CELL = 44 // pixels, where the four cities are seen at once
const REGIONAL = 8 // zoom below which cells are wide
const GLIDE = 900 // milliseconds between two reported positions
const JUMP = 500 // metres beyond which a unit jumps instead of gliding
const LATE = 30_000 // milliseconds without a position
const LOST = 120_000
const REACH = 16 // pixels round a unit in which a click is meant for it
const MANY = 12 // units that are named of one cell
const SEEN = 2 // pixels of movement below which nothing glides, because nobody sees it
const REDRAWN = 5000 // milliseconds between two draws of a map on which nothing moves
const AGED = 1000 // milliseconds after which ages are looked at again
const STATES = { ordered: 'en_route', returning: 'en_route', resting: 'standby', unavailable: 'standby' }
const RANK = { lost: 4, late: 3, on_scene: 2, en_route: 1, standby: 0 }
const INK = {
  on_scene: { fill: '#dbe5ee', text: '#101720', edge: '#dbe5ee', dash: [] },
  en_route: { fill: '#16202b', text: '#eef4f9', edge: '#dbe5ee', dash: [] },
  standby: { fill: '#1a2531', text: '#c3d0dc', edge: '#8ea2b7', dash: [] },
  late: { fill: '#10172066', text: '#dbe5ee', edge: '#dbe5ee', dash: [] },
  lost: { fill: '#101720aa', text: '#8697aa', edge: '#7d90a5', dash: [3, 2] },
}

const mercatorX = (lon) => (lon + 180) / 360
function mercatorY(lat) {
  const sin = Math.sin((lat * Math.PI) / 180)
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)
}

// Cells lie on the world, not on the screen: a pan regroups nothing.
const keyOf = (x, y, side) => Math.floor(x / side) * 2 ** 20 + Math.floor(y / side)

/** Return what a unit is shown as: its state, or that its word is late or lost. */
export function stateOf(unit, now) {
  if (!unit.at || unit.state === 'standby') return unit.state
  const silent = now - unit.at
  if (silent > LOST) return 'lost'
  return silent > LATE ? 'late' : unit.state
}

/** The layer of all units. `now` is the server's time in milliseconds. */
export class UnitLayer extends L.Layer {
  #units = new Map()
  #cells = []
  #frame = 0
  #sprites = new Map()
  #now
  #selected = null
  #stale = true
  #clock = 0
  #gathered = { at: 0, zoom: null, box: null, moving: false }

  constructor(now) {
    super()
    this.#now = now
  }

  get size() {
    return this.#units.size
  }

  onAdd(map) {
    this._map = map
    const pane = map.getPane('units') ?? map.createPane('units')
    pane.style.zIndex = 450
    pane.style.pointerEvents = 'none'
    this.canvas = L.DomUtil.create('canvas', 'leaflet-zoom-animated', pane)
    this.#resize()
    this.#clock = setInterval(() => this.draw(), REDRAWN) // ages grow while nothing moves
    return this
  }

  onRemove() {
    cancelAnimationFrame(this.#frame)
    clearInterval(this.#clock)
    this.#frame = 0
    this.canvas.remove()
    return this
  }

  getEvents() {
    return {
      move: this.draw,
      moveend: this.draw,
      zoomend: this.draw,
      viewreset: this.draw,
      resize: () => this.#resize(),
      zoomanim: (event) => this.#zoom(event),
    }
  }

  /** Replace all units: rows of id, letter, lat, lon, heading, state, name, at (ms). */
  set(rows) {
    this.#units.clear()
    this.#stale = true
    this.add(rows)
  }

  /** Add units, rows as for `set`; a position that has come meanwhile and is newer stays. */
  add(rows) {
    for (const [id, letter, lat, lon, heading, state, name, at] of rows) {
      const known = this.#units.get(id)
      const newer = known?.at && !(at > known.at) ? { lat: known.lat, lon: known.lon, heading: known.heading, at: known.at } : null
      this.#put({ id, letter, lat, lon, heading, state, name, at, ...newer })
    }
    this.draw()
  }

  /** Take reported positions: rows of id, lat, lon, heading, at (ms), state. */
  move(rows) {
    for (const [id, lat, lon, heading, at, state] of rows) {
      const known = this.#units.get(id)
      if (known?.at && at < known.at) continue
      this.#put({ id, letter: known?.letter ?? '·', name: known?.name, lat, lon, heading, state, at }, known)
    }
    this.draw()
  }

  /** Take what became of a team: its public view, and the letter of its kind. */
  learn(view, letter) {
    const known = this.#units.get(view.id)
    if (!known && view.lat == null) return
    this.#put({ ...(known ?? { lat: view.lat, lon: view.lon }), id: view.id, letter, name: view.name, state: view.status })
    this.draw()
  }

  #put(unit, before) {
    this.#stale = true
    unit.state = STATES[unit.state] ?? unit.state ?? 'standby'
    unit.x = mercatorX(unit.lon)
    unit.y = mercatorY(unit.lat)
    if (before && !document.hidden) {
      const metres = Math.hypot(unit.x - before.x, unit.y - before.y) * 40_075_017 * Math.cos((unit.lat * Math.PI) / 180)
      const far = Math.hypot(unit.x - before.x, unit.y - before.y) * this.#world()
      if (far > SEEN && metres < JUMP) Object.assign(unit, { fromX: before.x, fromY: before.y, started: performance.now() })
    }
    this.#units.set(unit.id, unit)
  }

  /** Draw once, in the next frame, however often it is called. */
  draw() {
    if (!this._map || this.#frame) return
    this.#frame = requestAnimationFrame(() => {
      this.#frame = 0
      this.#paint()
    })
  }

  /** What is drawn at a point of the map, or null: its `count`, and the `unit` that is meant. */
  at(point) {
    let best = null
    let nearest = REACH
    for (const cell of this.#cells) {
      const distance = Math.hypot(cell.px - point.x, cell.py - point.y)
      if (distance < nearest) [best, nearest] = [cell, distance]
    }
    return best
  }

  /** The units that one cell stands for, the gravest first, at most twelve. */
  within(cell) {
    const { side, world } = this.#grid()
    const found = []
    for (const unit of this.#units.values()) {
      if (keyOf(unit.x * world, unit.y * world, side) === cell.key) found.push(unit)
    }
    const now = this.#now()
    const rank = (unit) => RANK[stateOf(unit, now)] ?? 0
    return found.sort((a, b) => rank(b) - rank(a) || (a.name ?? '').localeCompare(b.name ?? '')).slice(0, MANY)
  }

  /** The unit of that key as it is known, or undefined. */
  unit(id) {
    return this.#units.get(id)
  }

  /** Put the ring round one, or round none. */
  select(id) {
    this.#selected = id
    this.#stale = true
    this.draw()
  }

  #resize() {
    const size = this._map.getSize()
    const ratio = Math.min(2, window.devicePixelRatio || 1)
    this.canvas.width = size.x * ratio
    this.canvas.height = size.y * ratio
    this.canvas.style.width = `${size.x}px`
    this.canvas.style.height = `${size.y}px`
    this.#sprites.clear()
    this.ratio = ratio
    this.draw()
  }

  #zoom(event) {
    const scale = this._map.getZoomScale(event.zoom)
    const offset = this._map._latLngBoundsToNewLayerBounds(this._map.getBounds(), event.zoom, event.center).min
    L.DomUtil.setTransform(this.canvas, offset, scale)
  }

  // The width of the world in pixels.
  #world() {
    return this._map ? 256 * 2 ** this._map.getZoom() : 0
  }

  #grid() {
    const side = this._map.getZoom() < REGIONAL ? WIDE_CELL : CELL
    return { side, world: this.#world(), view: this._map.getPixelBounds() }
  }

  // Whether what was gathered is still what is to be drawn, only elsewhere on the screen.
  #holds(view, at) {
    const { box, zoom, moving, at: then } = this.#gathered
    if (this.#stale || moving || zoom !== this._map.getZoom() || at - then > AGED) return false
    return box.contains(view)
  }

  #gather(at) {
    const { side, world, view } = this.#grid()
    const size = view.getSize()
    const box = L.bounds(view.min.subtract(size.divideBy(2)), view.max.add(size.divideBy(2)))
    const { min, max } = box
    const now = this.#now()
    const cells = new Map()
    let moving = false
    for (const unit of this.#units.values()) {
      let { x, y } = unit
      if (unit.started) {
        const part = (at - unit.started) / GLIDE
        if (part >= 1) unit.started = 0
        else {
          moving = true
          x = unit.fromX + (x - unit.fromX) * part
          y = unit.fromY + (y - unit.fromY) * part
        }
      }
      x *= world
      y *= world
      if (x < min.x || y < min.y || x > max.x || y > max.y) continue
      const state = stateOf(unit, now)
      const key = keyOf(x, y, side)
      const cell = cells.get(key)
      if (!cell) cells.set(key, { key, x, y, px: 0, py: 0, unit, state, count: 1, mine: unit.id === this.#selected })
      else {
        cell.count += 1
        cell.x += (x - cell.x) / cell.count
        cell.y += (y - cell.y) / cell.count
        if (unit.id === this.#selected) cell.mine = true
        if ((RANK[state] ?? 0) > (RANK[cell.state] ?? 0)) Object.assign(cell, { unit, state })
      }
    }
    this.#stale = false
    this.#gathered = { at, zoom: this._map.getZoom(), box, moving }
    this.#cells = [...cells.values()]
  }

  #paint() {
    const map = this._map
    const size = map.getSize()
    L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([0, 0]))
    const at = performance.now()
    const view = map.getPixelBounds()
    if (!this.#holds(view, at)) this.#gather(at)
    const cells = this.#cells.filter((cell) => {
      cell.px = cell.x - view.min.x
      cell.py = cell.y - view.min.y
      return cell.px > -CELL && cell.py > -CELL && cell.px < size.x + CELL && cell.py < size.y + CELL
    })
    const pen = this.canvas.getContext('2d')
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0)
    pen.clearRect(0, 0, size.x, size.y)
    for (const cell of cells) {
      const sprite = this.#sprite(cell.state, cell.count > 1 ? String(cell.count) : cell.unit.letter, cell.count > 1)
      pen.drawImage(sprite, cell.px - 16, cell.py - 16, 32, 32)
      if (cell.count > 1) continue
      if (cell.unit.heading != null && cell.state === 'en_route') this.#arrow(pen, cell)
      if (cell.state === 'lost') this.#old(pen, cell)
    }
    for (const cell of cells) if (cell.mine) this.#ring(pen, cell)
    if (this.#gathered.moving) this.draw()
    this.fire('painted', { cells })
  }

  // Where it is heading: a small beak outside of the square.
  #arrow(pen, { px, py, unit }) {
    pen.save()
    pen.translate(px, py)
    pen.rotate((unit.heading * Math.PI) / 180)
    pen.fillStyle = '#3ec6c0'
    pen.beginPath()
    pen.moveTo(0, -19)
    pen.lineTo(4.5, -13)
    pen.lineTo(-4.5, -13)
    pen.fill()
    pen.restore()
  }

  // How long it has not been heard.
  #old(pen, { px, py, unit }) {
    const minutes = Math.floor((this.#now() - unit.at) / 60_000)
    pen.font = '600 11px Inter, sans-serif'
    pen.textAlign = 'center'
    pen.fillStyle = '#8697aa'
    pen.fillText(minutes < 60 ? `${minutes}′` : `${Math.floor(minutes / 60)} h`, px, py + 22)
  }

  #ring(pen, { px, py }) {
    pen.lineWidth = 2.5
    pen.strokeStyle = '#5fe6e0'
    pen.setLineDash([])
    pen.beginPath()
    pen.arc(px, py, 18, 0, 7)
    pen.stroke()
  }

  #sprite(state, text, several) {
    const key = `${state}/${several}/${text}`
    const known = this.#sprites.get(key)
    if (known) return known
    const sprite = document.createElement('canvas')
    sprite.width = sprite.height = 32 * this.ratio
    const pen = sprite.getContext('2d')
    pen.scale(this.ratio, this.ratio)
    const ink = INK[state] ?? INK.standby
    pen.lineWidth = 1.6
    pen.fillStyle = ink.fill
    pen.strokeStyle = ink.edge
    pen.setLineDash(ink.dash)
    pen.beginPath()
    if (several) {
      pen.fillStyle = '#1a2531'
      pen.arc(16, 16, 12, 0, 7)
    } else pen.roundRect(6, 6, 20, 20, 4)
    pen.fill()
    pen.stroke()
    if (state === 'late') {
      // Hollow, and a second edge inside the first.
      pen.lineWidth = 1
      pen.beginPath()
      if (several) pen.arc(16, 16, 9.5, 0, 7)
      else pen.roundRect(8.6, 8.6, 14.8, 14.8, 2.5)
      pen.stroke()
    }
    if (state === 'lost') {
      pen.lineWidth = 1.2
      pen.setLineDash([])
      pen.beginPath()
      pen.moveTo(8, 24)
      pen.lineTo(24, 8)
      pen.stroke()
    }
    if (state === 'en_route' && !several) {
      pen.fillStyle = '#3ec6c0'
      pen.fillRect(7, 23.6, 18, 3)
    }
    pen.fillStyle = several ? '#dbe5ee' : ink.text
    pen.font = '600 12px Inter, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif'
    pen.textAlign = 'center'
    pen.textBaseline = 'middle'
    pen.fillText(text, 16, 16.5)
    this.#sprites.set(key, sprite)
    return sprite
  }
}
