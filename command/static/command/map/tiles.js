// Large sets that stand still (facilities, stocks), as vector tiles drawn on canvas.

import { say } from '../words.js';
import { onLayer } from './layers.js';
import { points } from './mvt.js';

const L = window.L

const SIDE = 256 // pixels of a tile
const NEAR = 9 // pixels within which a point is meant
const SHOWN = 15 // zoom at which names stand beside points
// One sign a kind, of what the kinds of facilities begin with; anything else is a dot.
const SIGNS = {
  eoc: '指', depot: '库', snow_depot: '库', shelter: '避', hospital: '医', fire_station: '消', hazard_source: '危',
  protection_target: '护', chem_park: '化', mine: '矿', mine_rescue: '矿', steel: '钢', airport: '机', rail: '铁',
  hydrology: '水', danger_reach: '险', dike: '堤', lake: '湖', forest_fire: '林', grass_fire: '草',
} // biome-ignore format: a table

/** A layer of tiles under `url` (`…/{z}/{x}/{y}.mvt`). */
export class TileLayer extends L.GridLayer {
  #url
  #drawn = new Map() // canvas to its points

  constructor(url, options = {}) {
    super({ tileSize: SIDE, minZoom: 5, maxNativeZoom: 16, updateWhenZooming: false, keepBuffer: 1, pane: 'tiles', ...options })
    this.#url = url
    this.on('tileunload', ({ tile }) => {
      tile.wish?.abort()
      this.#drawn.delete(tile)
    })
  }

  onAdd(map) {
    const pane = map.getPane('tiles') ?? map.createPane('tiles')
    pane.style.zIndex = 440
    pane.style.pointerEvents = 'none'
    map.on('click', this.#pick, this)
    return super.onAdd(map)
  }

  onRemove(map) {
    map.off('click', this.#pick, this)
    return super.onRemove(map)
  }

  createTile(at, done) {
    const tile = document.createElement('canvas')
    tile.at = at
    tile.wish = new AbortController()
    this.#load(tile, at).then(() => done(null, tile), (problem) => done(problem, tile))
    return tile
  }

  /** Ask for all that is drawn once more: something in it has changed. */
  renew() {
    for (const tile of this.#drawn.keys()) this.#load(tile, tile.at, 'no-cache').catch(() => {})
  }

  async #load(tile, at, cache = 'default') {
    const answer = await fetch(L.Util.template(this.#url, at), { signal: tile.wish.signal, cache })
    if (!answer.ok) return
    const found = points(await answer.arrayBuffer())
    this.#drawn.set(tile, found)
    paint(tile, found, at.z)
  }

  /** How many things are drawn. */
  get size() {
    let sum = 0
    for (const found of this.#drawn.values()) for (const one of found) sum += one.count ?? 1
    return sum
  }

  #pick({ latlng, originalEvent }) {
    const map = this._map
    let best = null
    let nearest = NEAR
    for (const [tile, found] of this.#drawn) {
      const box = tile.getBoundingClientRect()
      for (const one of found) {
        const away = Math.hypot(box.left + one.x * box.width - originalEvent.clientX, box.top + one.y * box.height - originalEvent.clientY)
        if (away < nearest) [best, nearest] = [one, away]
      }
    }
    if (!best) return
    if (best.count > 1) {
      map.flyTo(latlng, Math.min(16, map.getZoom() + 2), { duration: 0.4 })
      return
    }
    const box = document.createElement('div')
    box.className = 'm-card'
    const name = document.createElement('b')
    name.textContent = best.name
    const line = document.createElement('span')
    line.className = 'num'
    line.textContent = best.free ? say('tile_free', { n: best.available }) : say('tile_none')
    box.append(name, line)
    L.popup({ closeButton: false, offset: [0, -4] }).setLatLng(latlng).setContent(box).openOn(map)
  }
}

function paint(tile, found, zoom) {
  const ratio = Math.min(2, window.devicePixelRatio || 1)
  tile.width = tile.height = SIDE * ratio
  const pen = tile.getContext('2d')
  const ink = getComputedStyle(document.documentElement)
  const colour = (name) => ink.getPropertyValue(name).trim()
  pen.scale(ratio, ratio)
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  for (const one of found) {
    const x = one.x * SIDE
    const y = one.y * SIDE
    const several = one.count > 1
    const radius = several ? 8 + Math.min(6, Math.log10(one.count) * 2.5) : 7
    pen.beginPath()
    if (several) pen.arc(x, y, radius, 0, 7)
    else pen.roundRect(x - radius, y - radius, radius * 2, radius * 2, 3)
    pen.fillStyle = colour('--bg-2')
    pen.globalAlpha = one.free ? 0.92 : 0.6
    pen.fill()
    pen.lineWidth = 1
    pen.setLineDash(one.free ? [] : [2, 2])
    pen.strokeStyle = colour('--line-3')
    pen.stroke()
    pen.fillStyle = colour('--tx-2')
    pen.font = `${several ? 600 : 400} 10px Inter, "Noto Sans CJK SC", "PingFang SC", "Microsoft YaHei", sans-serif`
    pen.fillText(several ? short(one.count) : (SIGNS[one.what] ?? '•'), x, y + 0.5)
    if (!several && zoom >= SHOWN) {
      pen.textAlign = 'left'
      pen.fillText(one.name, x + 11, y)
      pen.textAlign = 'center'
    }
    pen.globalAlpha = 1
  }
}

const short = (count) => (count < 1000 ? String(count) : count < 100_000 ? `${(count / 1000).toFixed(1)}k` : `${Math.round(count / 1000)}k`)

/** Put the sets on a Leaflet map as the buttons `[data-tiles]` say; return the layers by name. */
export function showTiles(map) {
  const layers = {}
  for (const button of document.querySelectorAll('[data-tiles]')) {
    const name = button.dataset.tiles
    layers[name] = new TileLayer(`/tiles/${name}/{z}/{x}/{y}.mvt`)
    onLayer(name, (shown) => (shown ? layers[name].addTo(map) : layers[name].remove()))
  }
  return layers
}
