// The board of forces: walked with J and K, chosen with X, sent with D. Nothing needs a pointer.

import '../until.js';
import './seen.js';
import { composing } from '../intake/combobox.js';
import { on } from '../keys.js';
import { refresh } from '../panels.js';
import { serverNow } from '../time.js';
import { Chosen } from './chosen.js';
import './filters.js';
import { ReachMap } from './reachmap.js';

const HELD = new Set(['team', 'asset', 'stock', 'deployment', 'task'])
const AROUND = [105, 36, 117, 44] // west, south, east, north of the four cities, with room to spare
const words = JSON.parse(document.getElementById('dispatch-words').textContent)
const form = document.getElementById('dispatch')
const search = document.querySelector('[data-search]')
const bar = document.querySelector('[data-bar-text]')
const go = document.querySelector('[data-go-dispatch]')
const changes = document.querySelector('[data-changes]')
const chosen = new Chosen(form.elements.request.value || form.elements.incident.value)
let at = null // the row that J and K have come to
let place = 0 // how far down it stood, should it go
let waiting = 0

const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '')
const rows = () => [...document.querySelectorAll('[data-row]')]
const clock = (ms) => new Date(ms).toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })

// The bar --------------------------------------------------------------------------------------

function needs() {
  const given = new Map()
  for (const { what, give } of chosen.all) given.set(what, (given.get(what) ?? 0) + give)
  const lines = [...document.querySelectorAll('[data-need]')].map(({ dataset }) => {
    const got = Math.min(Number(dataset.open), given.get(dataset.what) ?? 0)
    given.set(dataset.what, (given.get(dataset.what) ?? 0) - got)
    return { name: dataset.name.trim(), left: Number(dataset.open) - got }
  })
  const short = lines.filter(({ left }) => left > 0).map(({ name, left }) => `${name} ${left}`)
  if (!lines.length) return ''
  return short.length ? fill(words.short, { needs: short.join(' · ') }) : words.met
}

function tell() {
  const found = chosen.all
  if (go) go.disabled = !found.length || !form.elements.incident.value
  document.querySelector('[data-bar]').toggleAttribute('data-some', found.length > 0)
  if (!found.length) {
    bar.textContent = [words.none, needs()].filter(Boolean).join(' · ')
    return
  }
  const times = found.map(({ minutes }) => minutes).filter((m) => m !== null)
  const told = found.reduce((sum, { people }) => sum + people, 0)
  const parts = [fill(words.chosen, { n: found.length }), found.map(({ name }) => name).slice(0, 3).join('、')]
  if (told) parts.push(fill(words.told, { n: told }))
  if (times.length) {
    const [first, last] = [Math.min(...times), Math.max(...times)].map((m) => clock(serverNow() + m * 60_000))
    parts.push(fill(words.arrive, { first, last }))
  }
  bar.textContent = [...parts, needs()].filter(Boolean).join(' · ')
}

// Rows -----------------------------------------------------------------------------------------

function mark() {
  for (const row of rows()) {
    const is = chosen.has(row.dataset.unit)
    row.toggleAttribute('data-chosen', is)
    row.toggleAttribute('data-at', row.id === at)
    const box = row.querySelector('input[type="checkbox"]')
    if (box) box.checked = is
  }
  tell()
}

function step(by) {
  const ids = rows().map((row) => row.id)
  if (!ids.length) return
  const here = ids.indexOf(at)
  const next = here < 0 ? place : here + by
  at = ids[Math.min(ids.length - 1, Math.max(0, next))]
  place = ids.indexOf(at)
  mark()
  const row = document.getElementById(at)
  row.focus({ preventScroll: true })
  row.scrollIntoView({ block: 'nearest' })
}

function choose() {
  const row = document.getElementById(at ?? '')
  if (!row?.querySelector('input[type="checkbox"]')) return false
  chosen.toggle(row)
}

function pick(key) {
  const row = rows().find(({ dataset }) => dataset.unit === key && document.querySelector(`[data-unit="${CSS.escape(key)}"] input`))
  if (row) chosen.toggle(row)
}

function send() {
  if (!chosen.size || !go || go.disabled) return false
  form.requestSubmit()
}

document.addEventListener('change', ({ target }) => {
  const row = target.matches?.('[name="u"]') && target.closest('[data-row]')
  if (!row) return
  at = row.id
  chosen.toggle(row, target.checked)
})
// A checkbox is not typing: the keys of the list work on it.
document.addEventListener('keydown', (event) => {
  if (composing(event) || !event.target.matches?.('[name="u"]') || event.ctrlKey || event.metaKey || event.altKey) return
  const act = { j: () => step(1), k: () => step(-1), ArrowDown: () => step(1), ArrowUp: () => step(-1), x: choose, d: send, Enter: send, Escape: () => chosen.clear() }[event.key]
  if (act && act() !== false) event.preventDefault()
})
form.addEventListener('submit', () => {
  for (const old of form.querySelectorAll('[data-elsewhere]')) old.remove()
  const shown = new Set([...document.querySelectorAll('[name="u"]:checked')].map(({ value }) => value))
  for (const { unit } of chosen.all) {
    if (shown.has(unit)) continue
    const other = Object.assign(document.createElement('input'), { type: 'hidden', name: 'u', value: unit })
    other.dataset.elsewhere = ''
    form.append(other)
  }
})
chosen.addEventListener('changed', mark)
document.addEventListener('jc:drawn', () => {
  waiting = 0
  changes.hidden = true
  mark()
})

// Keys -----------------------------------------------------------------------------------------

on('j', () => step(1))
on('k', () => step(-1))
on('ArrowDown', () => step(1))
on('ArrowUp', () => step(-1))
on('x', choose)
on(' ', choose)
on('d', send)
on('Enter', send)
on('Escape', () => {
  if (!chosen.size) return false
  chosen.clear()
})
on('/', () => {
  search.focus()
  search.select()
})

// Live: room.js fetches the parts anew; while somebody points at the list it keeps its order.
const map = new ReachMap(chosen, pick)
let due = 0
window.jc.live.addEventListener('changed', ({ detail: { ref } }) => {
  if (!HELD.has(ref.split('.')[0])) return
  clearTimeout(due)
  due = setTimeout(() => map.draw(), 1500)
  const list = document.querySelector('[data-panel="rows"] [data-hold]')
  if (!list?.matches(':hover') && !list?.contains(document.activeElement)) return
  waiting += 1
  changes.hidden = false
  changes.querySelector('span').textContent = fill(words.changes, { n: waiting })
})
// Where they are is no fact and comes by itself: the ages in the list and the places on the map follow.
window.jc.live.addEventListener('positions', ({ detail: { units } }) => {
  for (const [team, lat, lon, , at] of units) {
    const key = `team.${team}`
    const seen = document.getElementById(`row-${key}`)?.querySelector('jc-seen')
    if (seen && at) seen.dataset.ts = new Date(at).toISOString()
    map.move(key, lat, lon)
  }
})
window.jc.live.view(AROUND)
changes.addEventListener('click', () => {
  document.activeElement?.blur()
  for (const name of ['needs', 'best', 'rows']) refresh(name)
})
mark()
