// Single keys do things, except while somebody is typing or an input method is composing.

const bindings = new Map()
const above = new Map()
const places = new Map()
let going = 0

/**
 * Do `act` on `key` (as in `event.key`, letters in lower case). `act` may return false: not now.
 * `Control+z` and `Control+Shift+z` are pressed with Ctrl or, on a Mac, with Command.
 */
export function on(key, act) {
  bindings.set(key, act)
}

/** Do `act` on `key` before whatever the page does on it: the alarm bar, while it is up. */
export function first(key, act) {
  above.set(key, act)
}

/** Whether the page gives `key` a meaning of its own. */
export const means = (key) => bindings.has(key)

function typing(target) {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select'))
}

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.keyCode === 229) return
  if (event.altKey || typing(event.target)) return
  if (document.querySelector('dialog[open]')) return
  const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
  if (event.ctrlKey || event.metaKey) {
    const act = bindings.get(`Control+${event.shiftKey ? 'Shift+' : ''}${key}`)
    if (act && act(event) !== false) event.preventDefault()
    return
  }
  if (Date.now() - going < 1500) {
    going = 0
    const place = places.get(key)
    if (place) return place.click()
  }
  if (key === 'g') {
    going = Date.now()
    return
  }
  if (key === 'Enter' && event.target.closest('button, a, summary')) return
  for (const act of [above.get(key), bindings.get(key)]) {
    if (!act || act(event) === false) continue
    return event.preventDefault()
  }
})

for (const link of document.querySelectorAll('[data-go]')) places.set(link.dataset.go.toLowerCase(), link)
for (const link of document.querySelectorAll('[data-key]')) {
  if (link.matches('a')) on(link.dataset.key, () => link.click())
}
