// The filters of the board of forces: what is chosen is applied at once, but a list that is walked
// by arrows only when the walk ends: by Enter, by leaving it, or by a pause.

import { composing } from '../intake/combobox.js';

const FOCUS = 'dispatch:filter'
const PAUSE = 1500 // milliseconds
const filters = document.querySelector('[data-filters]')
const search = document.querySelector('[data-search]')
let walked = false
let pause = 0

function apply() {
  clearTimeout(pause)
  pause = 0
  filters.requestSubmit()
}

filters.addEventListener('pointerdown', () => {
  walked = false
})
filters.addEventListener('keydown', (event) => {
  if (!event.target.matches('select')) return
  walked = event.key !== 'Enter'
  if (walked || !pause) return
  event.preventDefault()
  apply()
})
filters.addEventListener('focusout', () => {
  if (pause) apply()
})
filters.addEventListener('change', ({ target }) => {
  if (target === search) return
  if (target.matches('[data-incident]')) filters.elements.need?.remove()
  clearTimeout(pause)
  if (!walked) return apply()
  pause = setTimeout(() => {
    sessionStorage.setItem(FOCUS, target.name) // the walk may go on after the page is drawn anew
    apply()
  }, PAUSE)
})
filters.addEventListener('submit', () => {
  for (const field of filters.elements) if (field.name && !field.value) field.disabled = true
})
search.addEventListener('keydown', (event) => {
  if (event.key === 'Escape' && !composing(event)) search.blur()
})
filters.elements[sessionStorage.getItem(FOCUS) ?? '']?.focus({ preventScroll: true })
sessionStorage.removeItem(FOCUS)
