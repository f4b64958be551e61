// The library of plans: what is typed is looked for while it is typed, and arrows walk the rows.

import { on } from './keys.js';

const WAIT = 200 // milliseconds after the last key
const field = document.querySelector('[data-plan-search]')
const panel = document.querySelector('[data-panel="plans"]')
let waiting = 0

function look() {
  const url = new URL(location.href)
  url.searchParams.delete('page')
  if (field.value.trim()) url.searchParams.set('q', field.value.trim())
  else url.searchParams.delete('q')
  history.replaceState(null, '', url)
  const rows = panel.getAttribute('hx-get').split('?')[0]
  panel.setAttribute('hx-get', rows + url.search)
  window.htmx.ajax('GET', rows + url.search, { target: panel, swap: 'morph:innerHTML' })
}

function rows() {
  return [...panel.querySelectorAll('.pl-row__name a')]
}

function step(by) {
  const links = rows()
  const at = links.indexOf(document.activeElement)
  links[Math.min(links.length - 1, Math.max(0, at + by))]?.focus()
}

field?.addEventListener('input', (event) => {
  if (event.isComposing) return
  clearTimeout(waiting)
  waiting = setTimeout(look, WAIT)
})
field?.addEventListener('compositionend', look)
field?.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowDown' && !event.isComposing) {
    event.preventDefault()
    step(1)
  }
})
on('/', () => field?.focus())
on('j', () => step(1))
on('k', () => step(-1))
