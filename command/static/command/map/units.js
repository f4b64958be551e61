// Moving units: one canvas, one draw per frame, neighbours within a cell drawn as one with a count.

const L = window.L

const CELL = 26 // pixels
const WIDE_CELL = 44 // pixels, where the four cities are seen at once
const REGIONAL = 8 // zoom below which cells are wide
const GLIDE = 900 // milliseconds between two reported positions
const JUMP = 500 // metres beyond which a unit jumps instead of gliding
const LOST = 120_000 // milliseconds without a position
const STATES = { ordered: 'en_route', returning: 'en_route', resting: 'standby', unavailable: 'standby' }
const RANK = { lost: 3, on_scene: 2, en_route: 1, standby: 0 }
const INK = {
  on_scene: { fill: '#dbe5ee', text: '#101720', edge: '#dbe5ee', dash: [] },
  en_route: { fill: '#16202b', text: '#eef4f9', edge: '#dbe5ee', dash: [] },
  standby: { fill: '#1a2531', text: '#c3d0dc', edge: '#8ea2b7', dash: [] },
  lost: { fill: '#101720aa', text: '#8697aa', edge: '#7d90a5', dash: [3, 2] },
}

const mercatorX = (lon) => (lon + 180) / 360
function mercatorY(lat) {
  const sin = Math.sin((lat * Math.PI) / 180)
  return 0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)
}

/** The layer of all units. `now` is the server's time in milliseconds. */
export class UnitLayer extends L.Layer {
  #units = new Map()
  #cells = []
  #frame = 0
  #sprites = new Map()
  #now

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
    this.draw()
    return this
  }

  onRemove() {
    cancelAnimationFrame(this.#frame)
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
    for (const [id, letter, lat, lon, heading, state, name, at] of rows) {
      this.#put({ id, letter, lat, lon, heading, state, name, at })
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
    unit.state = STATES[unit.state] ?? unit.state ?? 'standby'
    unit.x = mercatorX(unit.lon)
    unit.y = mercatorY(unit.lat)
    if (before && !document.hidden) {
      const metres = Math.hypot(unit.x - before.x, unit.y - before.y) * 40_075_017 * Math.cos((unit.lat * Math.PI) / 180)
      if (metres > 1 && metres < JUMP) Object.assign(unit, { fromX: before.x, fromY: before.y, started: performance.now() })
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

  /** The unit or units drawn at a point of the map, or null. */
  at(point) {
    let best = null
    let nearest = 16
    for (const cell of this.#cells) {
      const distance = Math.hypot(cell.px - point.x, cell.py - point.y)
      if (distance < nearest) [best, nearest] = [cell, distance]
    }
    return best
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

  #gather() {
    const map = this._map
    const world = 256 * 2 ** map.getZoom()
    const origin = map.getPixelBounds().min
    const size = map.getSize()
    const at = performance.now()
    const now = this.#now()
    const side = map.getZoom() < REGIONAL ? WIDE_CELL : CELL
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
      const px = x * world - origin.x
      const py = y * world - origin.y
      if (px < -CELL || py < -CELL || px > size.x + CELL || py > size.y + CELL) continue
      const state = unit.at && unit.state !== 'standby' && now - unit.at > LOST ? 'lost' : unit.state
      const key = Math.floor(px / side) * 8192 + Math.floor(py / side)
      const cell = cells.get(key)
      if (!cell) cells.set(key, { px, py, unit, state, count: 1 })
      else {
        cell.count += 1
        cell.px += (px - cell.px) / cell.count
        cell.py += (py - cell.py) / cell.count
        if ((RANK[state] ?? 0) > (RANK[cell.state] ?? 0)) Object.assign(cell, { unit, state })
      }
    }
    return { cells: [...cells.values()], moving }
  }

  #paint() {
    const map = this._map
    const size = map.getSize()
    L.DomUtil.setPosition(this.canvas, map.containerPointToLayerPoint([0, 0]))
    const { cells, moving } = this.#gather()
    this.#cells = cells
    const pen = this.canvas.getContext('2d')
    pen.setTransform(this.ratio, 0, 0, this.ratio, 0, 0)
    pen.clearRect(0, 0, size.x, size.y)
    for (const cell of cells) {
      const sprite = this.#sprite(cell.state, cell.count > 1 ? String(cell.count) : cell.unit.letter, cell.count > 1)
      pen.drawImage(sprite, cell.px - 16, cell.py - 16, 32, 32)
    }
    if (moving) this.draw()
    this.fire('painted', { cells })
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
