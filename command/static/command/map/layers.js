// What the map shows: each set of things can be put on and off, with the pointer or with `;` and
// its letter. What differs from the usual is in the address, so that it can be sent to somebody.

import { on } from '../keys.js';

const menu = document.querySelector('[data-layers]')
const map = document.querySelector('jc-map')
const buttons = new Map([...(menu?.querySelectorAll('[data-layer]') ?? [])].map((button) => [button.dataset.layer, button]))
const usual = new Map([...buttons].map(([name]) => [name, isOn(name)]))
const followers = new Map()
let past = false

function isOn(name) {
  return buttons.get(name)?.getAttribute('aria-pressed') !== 'false'
}

/** Call `follow(shown)` now and whenever the layer is put on or off. */
export function onLayer(name, follow) {
  followers.set(name, [...(followers.get(name) ?? []), follow])
  follow(isOn(name))
}

function put(name, shown) {
  buttons.get(name).setAttribute('aria-pressed', String(shown))
  tell()
}

function tellFollowers(name) {
  const shown = isOn(name) && !(past && buttons.get(name).hasAttribute('data-present'))
  for (const follow of followers.get(name) ?? []) follow(shown)
}

// What is hidden by style alone: the panes and marks of these layers.
function tell() {
  if (map) map.dataset.without = [...buttons.keys()].filter((name) => !isOn(name)).join(' ')
}

function keep() {
  const here = new URL(location.href)
  for (const [word, shown] of [['show', true], ['hide', false]]) {
    const names = [...buttons.keys()].filter((name) => isOn(name) === shown && usual.get(name) !== shown)
    if (names.length) here.searchParams.set(word, names.join('.'))
    else here.searchParams.delete(word)
  }
  history.replaceState(null, '', here)
}

function toggle(name) {
  put(name, !isOn(name))
  keep()
  tellFollowers(name)
}

function open() {
  menu.open = true
  menu.querySelector('[data-layer]').focus()
}

function close() {
  menu.open = false
  menu.querySelector('summary').focus()
}

if (menu) {
  const asked = new URLSearchParams(location.search)
  for (const [word, shown] of [['show', true], ['hide', false]]) {
    for (const name of (asked.get(word) ?? '').split('.')) if (buttons.has(name)) put(name, shown)
  }
  tell()
  // What is known of the present alone is not shown beside the past.
  document.addEventListener('jc:past', ({ detail }) => {
    if (past === Boolean(detail)) return
    past = Boolean(detail)
    for (const [name, button] of buttons) {
      if (!button.hasAttribute('data-present')) continue
      button.disabled = past
      tellFollowers(name)
    }
  })
  menu.addEventListener('click', (event) => {
    const button = event.target.closest('[data-layer]')
    if (button) toggle(button.dataset.layer)
  })
  for (const key of [';', '；']) on(key, open)
  document.addEventListener('click', (event) => {
    if (!menu.contains(event.target)) menu.open = false
  })
  // While the menu is open its letters are its own, before those of the screen and of the past.
  window.addEventListener(
    'keydown',
    (event) => {
      if (!menu.open || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
      if (event.target.closest?.('input, textarea, select, [contenteditable]')) return
      const key = event.key.toLowerCase()
      const mine = [...buttons.values()].find((button) => button.dataset.layerKey === key)
      if (mine) toggle(mine.dataset.layer)
      else if (['escape', ';', '；'].includes(key)) close()
      else return
      event.preventDefault()
      event.stopImmediatePropagation()
    },
    true,
  )
}
