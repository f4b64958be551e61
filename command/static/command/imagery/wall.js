// The imagery wall: keys among the tiles, new images behind a pill, marks of what was looked at.

import '../sync.js';
import { on } from '../keys.js';
import { Live } from '../live.js';
import { tickAges } from '../time.js';
import { say } from '../words.js';
import { compare } from './compare.js';
import { openImage } from './viewer.js';

const SOON = 300 // milliseconds that several changes are gathered for
const start = JSON.parse(document.getElementById('wall-start').textContent)
const list = document.getElementById('tiles')
const pill = document.querySelector('[data-new-images]')
const filters = document.querySelector('[data-filters]')
const token = document.querySelector('meta[name="csrf-token"]').content
const tiles = () => [...list.querySelectorAll('[data-image]')]
const tileOf = (id) => document.getElementById(`tile-${id}`)
let at = null // the tile that keys move from
const chosen = [] // tiles to be compared, at most two

// Moving ----------------------------------------------------------------------------------

function choose(tile, focus = true) {
  if (!tile) return
  at?.removeAttribute('data-at-hand')
  at = tile
  tile.setAttribute('data-at-hand', '')
  if (!focus) return
  tile.querySelector('[data-tile]').focus({ preventScroll: true })
  tile.scrollIntoView({ block: 'nearest' })
}

function step(by) {
  const all = tiles()
  const next = all.indexOf(at) + by
  choose(at ? all[Math.min(Math.max(next, 0), all.length - 1)] : all[0])
}

function across() {
  const all = tiles()
  const top = all[0]?.offsetTop
  return Math.max(1, all.filter((tile) => tile.offsetTop === top).length)
}

list.addEventListener('focusin', ({ target }) => choose(target.closest('[data-image]'), false))
on('ArrowLeft', () => step(-1))
on('ArrowRight', () => step(1))
on('ArrowUp', () => step(-across()))
on('ArrowDown', () => step(across()))
on('Enter', () => (at ? show(at.dataset.image) : false))
on('c', () => (at ? pick(at) : false))
on('.', () => !pill.hidden && pill.click())
on('/', () => filters.querySelector('select')?.focus())
for (const [place, key] of ['0', '1', '2', '3', '4'].entries()) {
  on(key, () => {
    const city = filters.elements.city
    city.selectedIndex = place
    filters.requestSubmit()
  })
}

// Enlarging -------------------------------------------------------------------------------

function show(id) {
  openImage(id, {
    next: (from, by) => tiles()[tiles().indexOf(tileOf(from)) + by]?.dataset.image,
    shown: (one) => {
      choose(tileOf(one), false)
      seen([one])
    },
    closed: () => at?.querySelector('[data-tile]').focus(),
  })
}

list.addEventListener('click', (event) => {
  const tile = event.target.closest('[data-image]')
  if (!tile) return
  if (event.target.closest('[data-pick]')) return pick(tile)
  if (event.metaKey || event.ctrlKey || !event.target.closest('[data-tile]')) return
  event.preventDefault()
  show(tile.dataset.image)
})

// What I have looked at -------------------------------------------------------------------

async function seen(ids) {
  const unseen = ids.filter((id) => tileOf(id) && !tileOf(id).hasAttribute('data-seen'))
  if (!unseen.length) return
  const body = new FormData()
  for (const id of unseen) body.append('image', id)
  const headers = { 'X-CSRFToken': token, 'HX-Request': 'true' }
  const answer = await fetch('/v/seen/', { method: 'POST', body, headers }).catch(() => null)
  if (!answer?.ok) return
  for (const id of unseen) {
    tileOf(id)?.setAttribute('data-seen', '')
    tileOf(id)?.querySelector('.c-tile__new')?.remove()
  }
  count()
}

document.querySelector('[data-all-seen]').addEventListener('click', () => seen(tiles().map((tile) => tile.dataset.image)))

// Comparing -------------------------------------------------------------------------------

const opener = document.querySelector('[data-compare-open]')

function pick(tile) {
  if (!tile.querySelector('[data-pick]')) return // nothing to be seen of it yet
  const there = chosen.indexOf(tile)
  if (there >= 0) chosen.splice(there, 1)
  else chosen.push(tile)
  if (chosen.length > 2) chosen.shift()
  for (const one of tiles()) {
    const pressed = chosen.includes(one)
    one.toggleAttribute('data-chosen', pressed)
    one.querySelector('[data-pick]')?.setAttribute('aria-pressed', String(pressed))
  }
  document.querySelector('b[data-chosen]').textContent = String(chosen.length)
  opener.disabled = chosen.length < 2
  if (chosen.length === 2 && there < 0) open()
}

function open() {
  const sides = chosen.map((tile) => ({
    at: tile.dataset.at,
    // A tile shows the small picture; two that fill the screen are the large ones.
    src: (tile.querySelector('img')?.src ?? '').replace(/\/small\/$/, '/large/'),
    label: tile.querySelector('.c-tile__foot').innerText.replace(/\s+/g, ' '),
  }))
  if (sides.every((side) => side.src)) compare(sides.sort((a, b) => a.at.localeCompare(b.at)))
}
opener.addEventListener('click', open)

// New ones wait behind the pill; what is shown stays where it is ----------------------------

let due = 0
const known = new Set()

function news(ref) {
  known.add(ref.slice('image.'.length))
  clearTimeout(due)
  due = setTimeout(look, SOON)
}

async function look() {
  const ids = [...known]
  known.clear()
  await Promise.all(ids.filter(tileOf).map(redraw))
  count()
}

async function redraw(id) {
  const answer = await fetch(`/v/${id}/tile/`).catch(() => null)
  const old = tileOf(id)
  if (!old || !answer) return
  if (answer.status === 404) return old.remove()
  if (!answer.ok) return
  const made = document.createElement('template')
  made.innerHTML = await answer.text()
  window.Idiomorph.morph(old, made.content.firstElementChild ?? made.innerHTML)
  if (old === at) old.setAttribute('data-at-hand', '')
  tickAges(old)
}

async function count() {
  const query = new URLSearchParams(start.query)
  query.set('since', start.since)
  const answer = await fetch(`/v/new/?${query}`).catch(() => null)
  if (!answer?.ok) return
  const { n, unseen } = await answer.json()
  document.querySelector('[data-unseen]').textContent = String(unseen)
  pill.hidden = n === 0
  pill.querySelector('span').textContent = say('new_items', { n })
}

pill.addEventListener('click', () => location.reload())

// Filters and the live line ----------------------------------------------------------------

filters.addEventListener('change', () => filters.requestSubmit())
filters.addEventListener('submit', (event) => {
  event.preventDefault()
  const asked = new URLSearchParams([...new FormData(filters)].filter(([, value]) => value))
  location.search = asked.toString()
})
document.addEventListener('htmx:afterSwap', () => tickAges(list))

const live = new Live(start.url)
window.jc = { live } // for whoever looks from outside: the console, the browser tests
document.querySelector('jc-sync')?.follow(live)
live.addEventListener('changed', ({ detail: { ref } }) => ref.startsWith('image.') && news(ref))
live.addEventListener('caughtup', count)
live.addEventListener('evicted', () => location.reload())
live.addEventListener('reset', () => location.reload())
live.followAll(start.rooms)
live.connect()
