// The inbox of requests: walked with J and K, answered with A, P and N, units chosen with X.

import '../until.js';
import { on } from '../keys.js';
import { refresh } from '../panels.js';
import { Chosen } from './chosen.js';

const form = document.getElementById('dispatch')
const chosen = new Chosen(form?.elements.request.value ?? 'none')
const lines = () => [...document.querySelectorAll('[data-line]')]
const rows = () => [...document.querySelectorAll('[data-row]')]
let at = null

function walk(by) {
  const found = rows().length && document.activeElement?.closest('[data-row]') ? rows() : lines()
  const here = found.findIndex((one) => one === document.activeElement?.closest('[data-line], [data-row]'))
  const next = found[here < 0 ? 0 : Math.min(found.length - 1, Math.max(0, here + by))]
  if (!next) return false
  at = next.id || null
  next.focus()
  next.scrollIntoView({ block: 'nearest' })
  mark()
}

function mark() {
  for (const row of rows()) {
    const is = chosen.has(row.dataset.unit)
    row.toggleAttribute('data-chosen', is)
    row.toggleAttribute('data-at', row.id === at)
    row.querySelector('input').checked = is
  }
  const go = document.querySelector('[data-go-dispatch]')
  if (go) go.disabled = !chosen.size
}

function choose() {
  const row = document.activeElement?.closest('[data-row]') ?? rows()[0]
  if (!row) return false
  at = row.id
  chosen.toggle(row)
  row.focus()
}

function send() {
  if (!form || !chosen.size) return false
  form.requestSubmit()
}

document.addEventListener('change', ({ target }) => {
  const row = target.matches?.('[name="u"]') && target.closest('[data-row]')
  if (row) chosen.toggle(row, target.checked)
})
// In the question, what is left follows the number that is typed.
document.addEventListener('input', ({ target }) => {
  const line = target.name === 'quantity' && target.form?.querySelector('[data-left]')
  if (!line) return
  const { available, total, floor } = line.dataset
  const left = Number(available) - Number(target.value)
  line.dataset.tone = left <= 0 ? 'none' : left < Number(floor) || left * 4 < Number(total) ? 'short' : ''
  const told = line.querySelector('b')
  told.textContent = told.textContent.replace(/^-?\d+/, String(left))
  const breaks = target.form.querySelector('[data-breaks]')
  if (breaks) breaks.hidden = left >= Number(floor)
})
for (const key of ['a', 'p', 'n']) {
  on(key, () => {
    const button = document.querySelector(`[data-hot="${key}"]`)
    if (!button) return false
    button.click()
  })
}
on('j', () => walk(1))
on('k', () => walk(-1))
on('ArrowDown', () => walk(1))
on('ArrowUp', () => walk(-1))
on('x', choose)
on('d', send)
chosen.addEventListener('changed', mark)
document.addEventListener('jc:drawn', mark)
document.addEventListener('jc:decided', () => {
  for (const name of ['asked', 'request']) refresh(name)
})
mark()
