// The list of sensors: walked with J and K, narrowed without a reload, one stream beside it.

import { renew } from './acts.js';
import { show, spanNow } from './spans.js';
import { composing } from '../intake/combobox.js';
import { on } from '../keys.js';
import { carry, refresh } from '../panels.js';

// Readings are telemetry and tell nobody: they are asked for.
const VALUES_EVERY = 5_000 // milliseconds
const EVERY = 30_000 // milliseconds: the order of the rows, and their lines
const SOON = 160 // milliseconds in which J and K may walk on, before a stream is fetched
const TYPED = 220 // milliseconds
const NAMES = ['city', 'state', 'quantity', 'q']
const form = document.querySelector('[data-filters]')
const side = document.getElementById('sensor')
let chosen = document.querySelector('[data-row][aria-current]')?.dataset.row ?? ''
let due = 0
let typed = 0

const rows = () => [...document.querySelectorAll('[data-row]:not([hidden])')]
const rowOf = (id) => document.getElementById(`s-${id}`)

function keep(name, value) {
  carry(name, value || null)
  const here = new URL(location.href)
  if (value) here.searchParams.set(name, value)
  else here.searchParams.delete(name)
  history.replaceState(null, '', here)
}

// Choosing -------------------------------------------------------------------------------------

function mark() {
  for (const row of rows()) {
    if (row.dataset.row === chosen) row.setAttribute('aria-current', 'true')
    else row.removeAttribute('aria-current')
  }
}

function choose(id) {
  if (!id || id === chosen) return
  chosen = id
  keep('stream', id)
  mark()
  clearTimeout(due)
  due = setTimeout(fetchOne, SOON)
}

function fetchOne() {
  const lang = new URLSearchParams(location.search).get('lang')
  const span = spanNow()
  const query = new URLSearchParams({ ...(span && { span }), ...(lang && { lang }) })
  window.htmx.ajax('GET', `${side.dataset.url}stream/${chosen}/?${query}`, { target: side, swap: 'innerHTML' })
}

function step(by) {
  const ids = rows().map(({ dataset }) => dataset.row)
  if (!ids.length) return
  const here = ids.indexOf(chosen)
  choose(ids[here < 0 ? 0 : Math.max(0, Math.min(ids.length - 1, here + by))])
  const row = rowOf(chosen)
  row.querySelector('[data-choose]').focus({ preventScroll: true })
  row.scrollIntoView({ block: 'nearest' })
}

function open() {
  const link = rowOf(chosen)?.querySelector('[data-choose]')
  if (!link) return false
  location.assign(link.href)
}

document.addEventListener('click', (event) => {
  const row = event.target.closest?.('[data-row]')
  // A click chooses; a second one, or Enter on the name, opens the station.
  if (!row || event.ctrlKey || event.metaKey || event.shiftKey) return
  if (event.target.closest('[data-choose]')) {
    if (event.detail === 0 || row.dataset.row === chosen) return
    event.preventDefault()
  }
  choose(row.dataset.row)
})
document.addEventListener('dblclick', (event) => event.target.closest?.('[data-row]') && open())

// What a flood has folded is shown when somebody wants it, and stays so.
const unfolded = new Set()

function fold() {
  for (const row of document.querySelectorAll('[data-under]')) row.hidden = !unfolded.has(row.dataset.under)
  for (const button of document.querySelectorAll('[data-unfold]')) button.setAttribute('aria-expanded', String(unfolded.has(button.dataset.unfold)))
}

document.addEventListener('click', ({ target }) => {
  const cause = target.closest?.('[data-unfold]')?.dataset.unfold
  if (!cause) return
  if (!unfolded.delete(cause)) unfolded.add(cause)
  fold()
})

// Narrowing ------------------------------------------------------------------------------------

function narrow() {
  for (const name of NAMES) keep(name, form.elements[name].value.trim())
  refresh('sensors')
}

function set(name, value) {
  form.elements[name].value = value
  narrow()
}

form.querySelector('[data-apply]').remove() // what is chosen is applied at once
form.addEventListener('submit', (event) => {
  event.preventDefault()
  narrow()
})
form.addEventListener('change', ({ target }) => target.matches('select') && narrow())
form.elements.q.addEventListener('input', (event) => {
  if (event.isComposing) return
  clearTimeout(typed)
  typed = setTimeout(narrow, TYPED)
})
form.elements.q.addEventListener('compositionend', narrow)
form.elements.q.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !composing(event)) event.target.blur()
})
document.addEventListener('click', (event) => {
  const figure = event.target.closest?.('.c-mon-figures [data-state]')
  const clear = event.target.closest?.('[data-clear]')
  if (!(figure || clear) || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  if (clear) form.reset()
  if (clear) for (const name of NAMES) form.elements[name].value = ''
  set('state', figure?.dataset.state ?? '')
})

// Keys -----------------------------------------------------------------------------------------

for (const [key, by] of [['j', 1], ['k', -1], ['ArrowDown', 1], ['ArrowUp', -1]]) on(key, () => step(by))
on('Enter', open)
on('/', () => {
  form.elements.q.focus()
  form.elements.q.select()
})
const cities = [...form.elements.city.options].map(({ value }) => value)
for (const n of [0, 1, 2, 3, 4]) on(String(n), () => set('city', cities[n]))

// Live -----------------------------------------------------------------------------------------

for (const name of [...NAMES, 'stream']) carry(name, new URLSearchParams(location.search).get(name))
if (chosen) carry('stream', chosen)
document.addEventListener('jc:drawn', ({ detail }) => {
  if (detail !== 'sensors') return
  mark()
  fold()
  if (!chosen && rows().length) choose(rows()[0].dataset.row)
})
const lives = () => !document.hidden && window.jc?.live.status.state === 'live'

// The newest values alone, into the rows that are here: a list of hundreds is not drawn for them.
async function renewValues() {
  if (!lives()) return
  const answer = await fetch(form.dataset.values).catch(() => null)
  if (!answer?.ok || answer.redirected) return
  for (const [id, value, at, clock] of (await answer.json()).values) {
    const row = rowOf(id)
    const age = row?.querySelector('.c-mon-at jc-age')
    if (!age || age.dataset.ts === at) continue
    age.dataset.ts = at
    age.tick()
    row.querySelector('.c-mon-at span').textContent = clock
    row.querySelector('.c-mon-value b').textContent = value
    if (id === chosen && document.querySelector('[data-panel="sensor-now"]')) refresh('sensor-now')
  }
}
setInterval(renewValues, VALUES_EVERY)
setInterval(() => lives() && refresh('sensors'), EVERY)
window.jc?.live.addEventListener('evicted', renew)
if (spanNow()) show(spanNow())
