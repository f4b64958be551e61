// Ctrl-K: one field that finds incidents, units, people, plans, places and pages, and goes there.

const box = document.getElementById('palette')
const field = box.querySelector('input')
const list = box.querySelector('ul')
const foot = box.querySelector('.c-palette__foot')
const WAIT = 60 // milliseconds after a key, before the server is asked

let asked = null
let soon = 0

function open() {
  if (box.open) return
  for (const dialog of document.querySelectorAll('dialog[open]')) dialog.close()
  field.value = ''
  box.showModal()
  field.focus()
  ask()
}

async function ask() {
  asked?.abort()
  asked = new AbortController()
  const { signal } = asked
  try {
    const address = `${box.dataset.url}?q=${encodeURIComponent(field.value.trim())}`
    const answer = await fetch(address, { signal, headers: { Accept: 'application/json' } })
    if (!answer.ok) throw new Error(String(answer.status))
    const { items } = await answer.json()
    if (!signal.aborted) show(items)
  } catch (error) {
    if (error.name === 'AbortError') return
    list.replaceChildren()
    foot.textContent = box.dataset.failed
  }
}

function line(item, n) {
  const row = document.createElement('li')
  row.id = `found-${n}`
  row.setAttribute('role', 'option')
  row.dataset.url = item.url
  row.dataset.kind = item.kind
  row.toggleAttribute('data-past', item.past)
  const kind = document.createElement('small')
  kind.textContent = item.kind_name
  const name = document.createElement('b')
  if (item.kind === 'incident') {
    const glyph = document.createElement('i')
    glyph.className = 'c-sev'
    glyph.dataset.l = item.level || 0
    glyph.textContent = item.level || '?'
    glyph.setAttribute('aria-hidden', 'true')
    name.append(glyph)
  }
  name.append(item.name)
  const detail = document.createElement('small')
  detail.textContent = item.detail
  row.append(kind, name, detail)
  return row
}

function show(items) {
  list.replaceChildren(...items.map(line))
  foot.textContent = items.length ? '' : box.dataset.none
  field.setAttribute('aria-expanded', String(items.length > 0))
  choose(0)
}

function choose(to) {
  const rows = [...list.children]
  const n = rows.length ? (to + rows.length) % rows.length : -1
  for (const [at, row] of rows.entries()) row.setAttribute('aria-selected', String(at === n))
  if (n < 0) return field.removeAttribute('aria-activedescendant')
  field.setAttribute('aria-activedescendant', rows[n].id)
  rows[n].scrollIntoView({ block: 'nearest' })
}

const chosen = () => [...list.children].findIndex((row) => row.getAttribute('aria-selected') === 'true')

function go(row) {
  if (!row) return
  box.close()
  location.assign(row.dataset.url)
}

// A place of the map that the address names is brought into view.
function showPlace() {
  const at = new URLSearchParams(location.search).get('at')?.split(',').map(Number)
  const map = document.querySelector('jc-map')
  if (!map || at?.length !== 2 || !at.every(Number.isFinite)) return
  customElements.whenDefined('jc-map').then(() => map.show(at[0], at[1]))
}

document.addEventListener('keydown', (event) => {
  if (event.isComposing || event.keyCode === 229) return
  if ((event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'k') {
    event.preventDefault()
    open()
  }
})
document.addEventListener('click', ({ target }) => target instanceof Element && target.closest('[data-palette]') && open())
field.addEventListener('input', () => {
  clearTimeout(soon)
  soon = setTimeout(ask, WAIT)
})
field.addEventListener('keydown', (event) => {
  if (event.isComposing || event.keyCode === 229) return
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    event.preventDefault()
    choose(chosen() + (event.key === 'ArrowDown' ? 1 : -1))
  }
  if (event.key === 'Enter') {
    event.preventDefault()
    go(list.children[chosen()])
  }
})
list.addEventListener('click', ({ target }) => go(target.closest('[role="option"]')))
box.addEventListener('click', ({ target }) => target === box && box.close())
showPlace()
