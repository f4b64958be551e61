// `<jc-chart data-url>`: the course of one quantity, drawn by uPlot. Its words and its table stand
// beside it on the page and are renewed with it; the arrows walk along it for whoever has no mouse.

import uPlot from '../../vendor/uplot/uPlot.esm.js';
import { serverNow } from '../time.js';
import { marks } from './marks.js';

const ZONE = 'Asia/Shanghai'
const LEAST = 10_000 // milliseconds between two looks
const MOST = 60_000
const FEW = 12 // points
const HEIGHT = 0.36 // of the width, within bounds
const paint = getComputedStyle(document.documentElement)
const ink = (name) => paint.getPropertyValue(name).trim()
const at = (seconds, options) => new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, ...options }).format(seconds * 1000)
const clock = (seconds) => at(seconds, { hour: '2-digit', minute: '2-digit' })
const day = (seconds) => {
  const parts = Object.fromEntries(new Intl.DateTimeFormat('en-GB', { timeZone: ZONE, month: '2-digit', day: '2-digit' }).formatToParts(seconds * 1000).map(({ type, value }) => [type, value]))
  return `${parts.month}-${parts.day}`
}
const number = (value) => (value === null || value === undefined ? '—' : String(Number(value.toFixed(3))))

/** Whole days stand as days, other times as hours. */
export const ticks = (_plot, splits) => {
  let before = ''
  return splits.map((seconds) => {
    const today = day(seconds)
    const text = clock(seconds) === '00:00' || (before && before !== today) ? `${clock(seconds) === '00:00' ? '' : `${clock(seconds)}\n`}${today}` : clock(seconds)
    before = today
    return text
  })
}

const charts = new Set()
// The page may be turned from night to day under its charts.
new MutationObserver(() => {
  for (const chart of charts) chart.repaint()
}).observe(document.documentElement, { attributeFilter: ['data-theme'] })

class Chart extends HTMLElement {
  #plot = null
  #data = null
  #timer = 0
  #asking = null
  #place = null

  connectedCallback() {
    charts.add(this)
    this.#place = this.querySelector('.c-mon-plot')
    this.#place.addEventListener('keydown', (event) => this.#walk(event))
    this.sized = new ResizeObserver(() => this.#fit())
    this.sized.observe(this)
    this.load()
  }

  disconnectedCallback() {
    charts.delete(this)
    clearTimeout(this.#timer)
    this.#asking?.abort()
    this.sized?.disconnect()
    this.#plot?.destroy()
    this.#plot = null
  }

  /** Draw what is shown anew, in the colours of now. */
  repaint() {
    this.shape = ''
    if (this.#data) this.#show(this.#data)
  }

  /** Show another span of time. */
  set span(span) {
    if (span === this.dataset.span) return
    this.dataset.span = span
    this.load()
  }

  /** Ask for the newest course, and again in a while. */
  async load() {
    clearTimeout(this.#timer)
    this.#asking?.abort()
    const wish = new AbortController()
    this.#asking = wish
    this.toggleAttribute('data-loading', true)
    try {
      const lang = new URLSearchParams(location.search).get('lang')
      const answer = await fetch(`${this.dataset.url}?span=${this.dataset.span}${lang ? `&lang=${lang}` : ''}`, { signal: wish.signal })
      if (answer.ok && !answer.redirected) this.#show(await answer.json())
      else this.dataset.failed = ''
    } catch (problem) {
      if (problem.name === 'AbortError') return
      this.dataset.failed = ''
    }
    this.removeAttribute('data-loading')
    const every = Math.min(MOST, Math.max(LEAST, Number(this.dataset.every) * 500))
    this.#timer = setTimeout(() => (document.hidden ? this.#later() : this.load()), every)
  }

  #later() {
    document.addEventListener('visibilitychange', () => this.isConnected && this.load(), { once: true })
  }

  #show(data) {
    delete this.dataset.failed
    this.#data = data
    this.#tell(data)
    const columns = [data.t, data.mean, data.low, data.high, data.forecast ?? data.t.map(() => null)]
    const shape = JSON.stringify([data.limits, data.span, data.unit])
    if (this.#plot && this.shape === shape) {
      this.#plot.marks = data
      this.#plot.setData(columns)
    } else {
      this.#plot?.destroy()
      this.shape = shape
      this.#plot = this.#made(data, columns)
    }
    this.dataset.drawn = data.t.length
  }

  // The words and the table beside it.
  #tell({ said, table }) {
    const panel = this.closest('.c-mon-chart')
    const words = panel?.querySelector('.c-mon-said')
    if (words && words.textContent !== said.join(' ')) words.textContent = said.join(' ')
    const body = panel?.querySelector('.c-mon-values tbody')
    if (!body) return
    const rows = table.map((line) => {
      const row = document.createElement('tr')
      row.append(...line.map((cell) => Object.assign(document.createElement('td'), { textContent: cell })))
      return row
    })
    body.replaceChildren(...rows)
  }

  #made(data, columns) {
    const words = { warning: this.dataset.wordsWarning, guarantee: this.dataset.wordsGuarantee, forecast: this.dataset.wordsForecast, now: this.dataset.wordsNow, empty: this.dataset.wordsEmpty }
    const grid = { stroke: ink('--line-1'), width: 1 }
    const axis = { stroke: ink('--tx-3'), grid, ticks: { show: false }, font: `12px ${ink('--font-num')}` }
    const line = ink('--tx-1')
    const range = (plot) => span(plot.marks ?? data)
    const options = {
      ...this.#size(),
      tzDate: (seconds) => uPlot.tzDate(new Date(seconds * 1000), ZONE),
      legend: { show: false },
      cursor: { y: false, points: { size: 7, fill: ink('--act'), stroke: ink('--bg-1') }, drag: { x: false, y: false } },
      scales: { x: { time: true, range: (plot) => ends(plot.marks ?? data) }, y: { range } },
      axes: [
        { ...axis, values: ticks, space: 64, size: 30 },
        { ...axis, size: 58, space: 34, gap: 6, values: (_plot, splits) => splits.map((value) => number(value)) },
      ],
      series: [
        {},
        // Too few for a line are seen as dots.
        { stroke: line, width: 1.8, points: { show: (plot) => plot.data[0].length < FEW, size: 6, fill: line }, spanGaps: false },
        { stroke: 'transparent', points: { show: false } },
        { stroke: 'transparent', points: { show: false } },
        { stroke: ink('--act'), width: 1.8, dash: [6, 5], points: { show: false }, spanGaps: true },
      ],
      bands: [{ series: [3, 2], fill: `${ink('--tx-2')}33` }],
      plugins: [marks(words, ink, serverNow)],
      hooks: { setCursor: [(plot) => this.#point(plot)] },
    }
    const plot = new uPlot(options, columns, this.#place)
    plot.marks = data
    plot.redraw(false)
    this.#tip ??= Object.assign(document.createElement('div'), { className: 'c-mon-tip num', hidden: true })
    plot.over.append(this.#tip)
    return plot
  }

  #tip = null

  // What the cursor is on, beside it.
  #point(plot) {
    const { idx, left } = plot.cursor
    if (!this.#tip) return
    const here = idx !== null && idx !== undefined && left >= 0
    this.#tip.hidden = !here
    if (!here) return
    const [seconds, mean, low, high, forecast] = plot.data.map((column) => column[idx])
    const value = mean ?? forecast
    if (value === null || value === undefined) {
      this.#tip.hidden = true
      return
    }
    const when = `${day(seconds)} ${at(seconds, { hour: '2-digit', minute: '2-digit', second: this.dataset.span === '1h' ? '2-digit' : undefined })}`
    const spread = mean !== null && low !== null && high - low > 1e-9 ? ` (${number(low)}–${number(high)})` : ''
    const text = `${when} · ${number(value)} ${this.#data.unit}${spread}`
    this.#tip.textContent = text
    this.#tip.toggleAttribute('data-left', left > plot.over.clientWidth / 2)
    this.#tip.style.transform = `translateX(${left}px)`
    if (document.activeElement === this.#place) this.querySelector('[data-at]').textContent = text
  }

  #walk(event) {
    const plot = this.#plot
    if (!plot || event.ctrlKey || event.metaKey || event.altKey) return
    const count = plot.data[0].length
    const far = event.shiftKey ? 10 : 1
    const here = plot.cursor.idx ?? count
    const to = { ArrowLeft: here - far, ArrowRight: here + far, Home: 0, End: count - 1 }[event.key]
    if (to === undefined || !count) return
    event.preventDefault()
    event.stopPropagation()
    const idx = Math.max(0, Math.min(count - 1, to))
    plot.setCursor({ left: plot.valToPos(plot.data[0][idx], 'x'), top: 10 })
  }

  #size() {
    const width = Math.max(240, this.#place.clientWidth)
    const [low, high] = this.closest('.l-mon__one') ? [190, 250] : [210, 340]
    return { width, height: Math.round(Math.min(high, Math.max(low, width * HEIGHT))) }
  }

  #fit() {
    const plot = this.#plot
    if (!plot) return
    const size = this.#size()
    if (plot.width !== size.width || plot.height !== size.height) plot.setSize(size)
  }
}

// From the first to the last moment asked for, and on to the end of a forecast.
function ends({ start, end, t, forecast }) {
  const last = forecast ? Math.max(end, t.at(-1)) : end
  return [start, last]
}

// The readings, and those limits that are near enough not to flatten them.
function span({ mean, low, high, limits, forecast }) {
  const values = [...low, ...high, ...mean, ...(forecast ?? [])].filter((v) => v !== null && v !== undefined)
  if (!values.length) return limits.length ? [limits[0].value * 0.98, limits.at(-1).value * 1.02] : [0, 1]
  let [least, most] = [Math.min(...values), Math.max(...values)]
  const height = most - least || Math.abs(most) * 0.01 || 1
  for (const { value } of limits) {
    if (value < most + 4 * height && value > least - 4 * height) {
      least = Math.min(least, value)
      most = Math.max(most, value)
    }
  }
  const room = (most - least || Math.abs(most) * 0.02 || 1) * 0.12
  return [least - room, most + room]
}
customElements.define('jc-chart', Chart)
