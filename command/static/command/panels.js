// Panels are drawn by the server. When something they show has changed, they are fetched anew
// and morphed in, so that focus, scrolling and open menus survive.

import { tickAges } from './time.js';
import { say } from './words.js';

const WAIT = 250 // milliseconds that several changes are gathered for
const JITTER = 400 // at most: so that a hundred screens do not ask at once
const QUIET = 1500 // after so long without a fetch, the first change is shown sooner
const SOON = 120 // at most
const BUSY = 8 // so many changes of one panel …
const BUSY_FOR = 5000 // … within so long are a flood: then more of them are gathered
const GATHER = 1800 // milliseconds
const SETTLE = 2000 // after the pointer or the focus has left, before rows may move

const pending = new Map()
const fetched = new Map() // panel → when it was last asked for
const touched = new Map() // panel → when its last changes came
const query = new Map()
let still = false

/** While the screen looks back, only the panels of `live` follow the present. */
export function holdStill(on, live = []) {
  still = on && new Set(live)
}

/** Every later request of a panel carries `name`; null takes it away. */
export function carry(name, value) {
  if (value === null) query.delete(name)
  else query.set(name, value)
}

/** Fetch the panel `name` now. */
export function refresh(name) {
  const panel = document.querySelector(`[data-panel="${name}"]`)
  clearTimeout(pending.get(name))
  pending.delete(name)
  if (still && !still.has(name)) return
  fetched.set(name, Date.now())
  if (panel && !panel.hasAttribute('data-example') && !panel.closest('[data-example]')) {
    window.htmx.trigger(panel, 'refresh')
  }
}

/** Fetch, in a moment, every panel that shows `ref` (`incident.<id>`). */
export function touch(ref) {
  const kind = ref.split('.')[0]
  for (const panel of document.querySelectorAll('[data-panel][data-refs]')) {
    if (!panel.dataset.refs.split(' ').includes(kind)) continue
    const name = panel.dataset.panel
    const busy = floods(name) && !panel.hasAttribute('data-urgent')
    if (pending.has(name)) continue
    const quiet = Date.now() - (fetched.get(name) ?? 0) > QUIET
    const wait = quiet && !busy ? Math.random() * SOON : (busy ? GATHER : WAIT) + Math.random() * JITTER
    pending.set(name, setTimeout(() => refresh(name), wait))
  }
}

function floods(name) {
  const now = Date.now()
  const late = [...(touched.get(name) ?? []).slice(-BUSY), now]
  touched.set(name, late)
  return late.length > BUSY && now - late[0] < BUSY_FOR
}

/** Fetch all panels: after a long absence. */
export function refreshAll() {
  for (const panel of document.querySelectorAll('[data-panel]')) refresh(panel.dataset.panel)
}

/** Fetch the panels that could not be fetched before. */
export function refreshFailed() {
  for (const note of document.querySelectorAll('[data-panel] > .c-failed')) refresh(note.parentElement.dataset.panel)
}

// A list that somebody points at or moves in keeps its order; new rows go to its end.
function held(list) {
  return list.matches(':hover') || list.contains(document.activeElement)
}

function keepOrder(panel, html) {
  const list = panel.querySelector('[data-hold]')
  if (!list || !held(list)) return html
  const coming = document.createElement('template')
  coming.innerHTML = html
  const next = coming.content.querySelector('[data-hold]')
  if (!next) return html
  const order = [...list.children].map((row) => row.id)
  const known = order.map((id) => [...next.children].find((row) => row.id === id)).filter(Boolean)
  next.prepend(...known)
  settle(panel, list)
  return coming.innerHTML
}

function settle(panel, list) {
  if (panel.dataset.settling) return
  panel.dataset.settling = 'yes'
  const look = () => {
    if (held(list)) return setTimeout(look, SETTLE)
    delete panel.dataset.settling
    refresh(panel.dataset.panel)
  }
  setTimeout(look, SETTLE)
}

function fail(panel) {
  if (panel.querySelector(':scope > .c-failed')) return
  const note = document.createElement('p')
  note.className = 'c-failed'
  note.setAttribute('role', 'status')
  const text = document.createElement('span')
  const at = new Date().toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai' })
  text.textContent = say('failed', { time: at })
  const again = document.createElement('button')
  again.type = 'button'
  again.className = 'btn btn--s'
  again.textContent = say('retry')
  again.addEventListener('click', () => refresh(panel.dataset.panel))
  note.append(text, again)
  const head = panel.querySelector(':scope > .c-panel__head')
  if (head) head.after(note)
  else panel.prepend(note)
}

// A menu that somebody has opened stays open when the panel around it is drawn anew.
if (window.Idiomorph) {
  window.Idiomorph.defaults.callbacks.beforeAttributeUpdated = (name, node, type) =>
    !(name === 'open' && type === 'remove' && node.matches('details[data-menu]'))
}

const panelOf = (event) => (event.target instanceof Element ? event.target.closest('[data-panel]') : null)

document.addEventListener('htmx:configRequest', (event) => {
  if (panelOf(event)) Object.assign(event.detail.parameters, Object.fromEntries(query))
})
// Whoever was on a row that has moved to another place is on it still.
const focused = new Map() // panel → the id of what had the focus in it

document.addEventListener('htmx:beforeSwap', (event) => {
  const panel = panelOf(event)
  if (panel && event.detail.shouldSwap) {
    const on = document.activeElement
    if (on?.id && panel.contains(on)) focused.set(panel, on.id)
    event.detail.serverResponse = keepOrder(panel, event.detail.serverResponse)
  }
})
document.addEventListener('htmx:afterSwap', (event) => {
  const panel = panelOf(event)
  if (!panel) return
  const was = focused.get(panel)
  focused.delete(panel)
  if (was && document.activeElement === document.body) document.getElementById(was)?.focus({ preventScroll: true })
  tickAges(panel)
  panel.dispatchEvent(new CustomEvent('jc:drawn', { bubbles: true, detail: panel.dataset.panel }))
})
for (const kind of ['htmx:responseError', 'htmx:sendError', 'htmx:timeout']) {
  document.addEventListener(kind, (event) => {
    const panel = panelOf(event)
    if (panel) fail(panel)
  })
}
