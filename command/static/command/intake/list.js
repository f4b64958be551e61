// The list of incidents: live, and walked with J, K and Enter.

import '../sync.js';
import { on } from '../keys.js';
import { Live } from '../live.js';
import { carry, refreshAll, refreshFailed, touch } from '../panels.js';
import { composing } from './combobox.js';

const start = JSON.parse(document.getElementById('room-start').textContent)
const panel = document.querySelector('[data-panel="list"]')
const search = document.querySelector('[data-search]')
let chosen = null

carry('lang', new URLSearchParams(location.search).get('lang'))

const rows = () => [...panel.querySelectorAll('[data-id]')]
const link = () => panel.querySelector(`[data-id="${CSS.escape(chosen ?? '')}"] [data-row]`)

function mark() {
  for (const row of rows()) row.toggleAttribute('data-chosen', row.dataset.id === chosen)
}

function step(by) {
  const ids = rows().map((row) => row.dataset.id)
  if (!ids.length) return
  const at = ids.indexOf(chosen)
  chosen = ids[at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))]
  mark()
  link()?.focus()
  link()?.scrollIntoView({ block: 'nearest' })
}

on('j', () => step(1))
on('k', () => step(-1))
on('ArrowDown', () => step(1))
on('ArrowUp', () => step(-1))
on('Enter', () => link()?.click())
on('/', () => {
  search.focus()
  search.setSelectionRange(search.value.length, search.value.length)
})
search.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !composing(event)) search.blur()
})
document.querySelector('[data-filters]').addEventListener('change', (event) => {
  if (event.target !== search) event.currentTarget.requestSubmit()
})
document.addEventListener('jc:drawn', mark)

const live = new Live(start.url)
window.jc = { live } // for whoever looks from outside: the console, the browser tests
document.querySelector('jc-sync')?.follow(live)
live.addEventListener('changed', ({ detail }) => touch(detail.ref))
live.addEventListener('status', ({ detail }) => detail.state === 'live' && refreshFailed())
live.addEventListener('evicted', () => refreshAll())
live.addEventListener('reset', () => location.reload())
live.followAll(start.rooms)
live.connect()
