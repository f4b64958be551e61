// The board of tasks: walked with the arrows, acted on with single keys; dragging is one way of several.

import '../dispatch/filters.js';
import { send, toast } from '../dialogs.js';
import { on } from '../keys.js';
import { refresh } from '../panels.js';
import { openAct, openGive } from './assign.js';

const words = JSON.parse(document.getElementById('task-words').textContent)
const PHONE = matchMedia('(max-width: 700px)')
const board = document.querySelector('[data-panel="tasks"]')
let at = null // the card that the keys act on
let column = 'waiting' // on a phone, the one that is shown

const cards = (root = board) => [...root.querySelectorAll('[data-card]')].filter((card) => card.offsetParent !== null)
const here = () => document.getElementById(at ?? '')
const link = (card) => card?.querySelector('[data-open-task]')

// Walking ----------------------------------------------------------------------------------------

function mark() {
  const all = cards()
  if (!here() && all.length) at = all[0].id
  for (const card of all) {
    card.toggleAttribute('data-at', card.id === at)
    link(card).tabIndex = card.id === at ? 0 : -1
    // What the card offers is reached by Tab from the card one stands on, by its keys from anywhere.
    for (const act of card.querySelectorAll('.c-tk-card__acts > *')) act.tabIndex = card.id === at ? 0 : -1
  }
}

function go(card) {
  if (!card) return
  at = card.id
  mark()
  link(card).focus({ preventScroll: true })
  card.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

function step(by) {
  const card = here()
  if (!card) return go(cards()[0])
  if (!card.contains(document.activeElement)) return go(card)
  const beside = cards(card.closest('[data-column]'))
  go(beside[Math.min(beside.length - 1, Math.max(0, beside.indexOf(card) + by))])
}

function across(by) {
  const card = here()
  if (!card) return go(cards()[0])
  const columns = [...board.querySelectorAll('[data-column]')].filter((one) => cards(one).length)
  const from = columns.indexOf(card.closest('[data-column]'))
  const row = cards(columns[from]).indexOf(card)
  const to = columns[from + by]
  if (to) go(cards(to)[Math.min(row, cards(to).length - 1)])
}

// Acting -----------------------------------------------------------------------------------------

async function say(card, verb, name) {
  const body = new FormData()
  body.set('verb', verb)
  const refused = await send(`/t/${card.dataset.card}/act/`, body)
  toast(refused ?? words.moved.replace('{name}', name), refused ? 'bad' : '')
  refresh('tasks')
}

function advance() {
  const own = here()?.querySelector('[data-side-act]')
  if (own) return settle(own)
  const further = here()?.querySelector('[data-side-go]')
  if (further) return further.click()
  const button = here()?.querySelector('[data-onward]')
  if (!button) return toast(words.not_here)
  say(here(), button.dataset.onward, button.firstChild.textContent.trim())
}

async function settle(button) {
  const name = button.firstChild.textContent.trim()
  const refused = await send(button.dataset.sideAct, new FormData())
  toast(refused ?? words.moved.replace('{name}', name), refused ? 'bad' : '')
  refresh('tasks')
}

board.addEventListener('click', (event) => {
  const card = event.target.closest('[data-card]')
  if (card) {
    at = card.id
    mark()
  }
  const act = event.target.closest('[data-onward], [data-give], [data-status], [data-side-act]')
  if (!act) return
  event.preventDefault()
  if (act.matches('[data-onward]')) advance()
  else if (act.matches('[data-side-act]')) settle(act)
  else if (act.matches('[data-give]')) openGive(act.href)
  else openAct(act.href)
})
board.addEventListener('focusin', (event) => {
  const card = event.target.closest('[data-card]')
  if (!card || card.id === at) return
  at = card.id
  mark()
})

const inside = (selector, open) => () => {
  const act = here()?.querySelector(selector)
  if (!act) return toast(words.not_here)
  open(act.href)
}
on('ArrowDown', () => step(1))
on('ArrowUp', () => step(-1))
on('ArrowRight', () => across(1))
on('ArrowLeft', () => across(-1))
on('j', () => step(1))
on('k', () => step(-1))
on('a', inside('[data-give]', openGive))
on('s', inside('[data-status]', openAct))
on('>', advance)
on('.', advance)
on('Enter', () => {
  if (!here()) return false
  link(here()).click()
})
on('/', () => {
  document.querySelector('[data-search]').focus()
})

// Dragging: a card that is dropped on a column says the verb that leads there ------------------------

let dragged = null
board.addEventListener('dragstart', (event) => {
  dragged = event.target.closest('[data-card]')
  event.dataTransfer.effectAllowed = 'move'
  event.dataTransfer.setData('text/plain', dragged?.id ?? '')
  const to = JSON.parse(dragged?.dataset.drops ?? '{}')
  for (const one of board.querySelectorAll('[data-column]')) one.toggleAttribute('data-takes', one.dataset.column in to)
})
board.addEventListener('dragover', (event) => {
  if (dragged && event.target.closest('[data-takes]')) event.preventDefault()
})
board.addEventListener('drop', (event) => {
  const to = event.target.closest('[data-takes]')
  if (!dragged || !to) return
  event.preventDefault()
  const verb = JSON.parse(dragged.dataset.drops)[to.dataset.column]
  const card = dragged
  at = card.id
  if (verb === 'block' || verb === 'return') openAct(`/t/${card.dataset.card}/act/?verb=${verb}`)
  else say(card, verb, to.dataset.name)
})
board.addEventListener('dragend', () => {
  dragged = null
  for (const one of board.querySelectorAll('[data-takes]')) one.removeAttribute('data-takes')
})

// A phone shows one column, chosen by tabs --------------------------------------------------------

const tabs = document.querySelector('[data-column-tabs]')

function drawTabs() {
  const found = new Map()
  for (const one of board.querySelectorAll('[data-column]')) {
    const sum = found.get(one.dataset.column) ?? { name: one.dataset.name, n: 0, late: 0 }
    sum.n += Number(one.dataset.count)
    sum.late += Number(one.dataset.lateCount)
    found.set(one.dataset.column, sum)
    one.toggleAttribute('data-hidden', PHONE.matches && one.dataset.column !== column)
  }
  tabs.hidden = !PHONE.matches
  if (!PHONE.matches) return
  const wanted = [...found].map(([key, { name, n, late }]) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.dataset.tabOf = key
    button.setAttribute('aria-pressed', String(key === column))
    button.textContent = `${name} ${n}`
    button.toggleAttribute('data-late', late > 0)
    return button
  })
  const focused = tabs.contains(document.activeElement) ? document.activeElement.dataset.tabOf : null
  tabs.replaceChildren(...wanted)
  if (focused) tabs.querySelector(`[data-tab-of="${focused}"]`)?.focus()
}
tabs.addEventListener('click', (event) => {
  const button = event.target.closest('[data-tab-of]')
  if (!button) return
  column = button.dataset.tabOf
  history.replaceState(null, '', `${location.pathname}${location.search}#${column}`)
  drawTabs()
  mark()
})
PHONE.addEventListener('change', drawTabs)

// Drawn anew: whoever stood on a card stands on it still, wherever it has gone.
let stood = false
document.addEventListener('htmx:beforeSwap', () => {
  stood = board.contains(document.activeElement) && Boolean(document.activeElement.closest('[data-card]'))
})
document.addEventListener('jc:drawn', () => {
  drawTabs()
  mark()
  if (stood && !board.contains(document.activeElement)) link(here())?.focus({ preventScroll: true })
})

if (location.hash) column = location.hash.slice(1)
drawTabs()
if (PHONE.matches && !location.hash) {
  const first = [...board.querySelectorAll('[data-column]')].find((one) => Number(one.dataset.count))
  column = first?.dataset.column ?? column
  drawTabs()
}
mark()
