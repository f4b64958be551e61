// Reports: an editor that saves field by field and loses nothing.

import './deadline.js';
import { on } from './keys.js';
import { pieces } from './worddiff.js';

for (const button of document.querySelectorAll('[data-act-key]')) on(button.dataset.actKey, () => button.click())
document.getElementById('problem')?.focus()
document.querySelector('dialog[data-open-now]')?.showModal()
const statedVersions = JSON.parse(document.getElementById('stated-versions')?.textContent ?? '{}')

// A number that is typed over asks where it is to be corrected.
document.addEventListener('click', (event) => {
  const button = event.target instanceof Element ? event.target.closest('[data-figure]') : null
  const dialog = document.getElementById('dlg-figure')
  if (!button || !dialog) return
  const { key, value, base } = dialog.querySelector('form').elements
  if (button.dataset.figure) key.value = button.dataset.figure
  base.value = statedVersions[key.value] ?? 0
  key.onchange = () => { base.value = statedVersions[key.value] ?? 0 }
  value.value = button.dataset.value
  dialog.showModal()
  value.focus()
  value.select()
})

const editor = document.querySelector('[data-report]')
const token = document.querySelector('meta[name="csrf-token"]')?.content ?? ''
const fieldOf = (input) => input.closest('[data-code]')
const inputs = () => editor.querySelectorAll('[data-field]')
const saved = new Map() // field → what the server has, as far as this page knows

function tell(field, text, tone = '') {
  const mark = field.querySelector('[data-saved]')
  mark.textContent = text
  mark.dataset.tone = tone
}

function mark(field, input) {
  const filled = input.value.trim() || field.querySelector('.c-figs')
  if (filled) field.removeAttribute('data-missing')
  field.querySelector('.c-rfield__mark').textContent = filled ? '✓' : ''
}

async function save(input) {
  const field = fieldOf(input)
  const name = input.dataset.field
  const value = input.value
  if (saved.get(name) === value || field.dataset.busy) return
  field.dataset.busy = 'yes'
  tell(field, editor.dataset.saving)
  try {
    const answer = await fetch(editor.dataset.api, {
      method: 'PATCH',
      headers: { 'Content-Type': 'application/json', 'X-CSRFToken': token },
      body: JSON.stringify({ changes: { [name]: value }, base: { [name]: Number(field.dataset.version) } }),
    })
    const told = await answer.json()
    if (answer.ok) {
      field.dataset.version = told.step
      saved.set(name, value)
      tell(field, editor.dataset.savedWord, 'good')
      mark(field, input)
    } else if (answer.status === 409 && told.error.detail.fields?.[name]) {
      tell(field, editor.dataset.unsaved, 'bad')
      clash(field, input, told.error.detail.fields[name])
    } else {
      tell(field, `${editor.dataset.unsaved}: ${told.error.message}`, 'bad')
    }
  } catch {
    tell(field, editor.dataset.unsaved, 'bad')
  } finally {
    delete field.dataset.busy
  }
  if (saved.get(name) !== input.value && !field.querySelector('[data-clash]:not([hidden])')) later(input)
}

const waiting = new Map()
function later(input, wait = 1500) {
  clearTimeout(waiting.get(input))
  waiting.set(input, setTimeout(() => save(input), wait))
}

function row(title, text, before) {
  const line = document.createElement('div')
  const name = document.createElement('b')
  name.textContent = title
  const said = document.createElement('p')
  for (const [how, stretch] of pieces(before, text)) {
    const node = document.createElement({ new: 'ins', gone: 'del', equal: 'span' }[how])
    node.textContent = stretch
    said.append(node)
  }
  line.append(name, said)
  return line
}

// The same field was changed by two: yours, theirs and what it was, in place.
function clash(field, input, told) {
  const panel = field.querySelector('[data-clash]')
  const words = editor.dataset
  const at = new Date(told.at).toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai' })
  const title = document.createElement('h3')
  title.textContent = words.clashTitle
  const buttons = document.createElement('p')
  const button = (text, act) => {
    const made = document.createElement('button')
    made.type = 'button'
    made.className = 'btn btn--s'
    made.textContent = text
    made.addEventListener('click', () => {
      field.dataset.version = told.version
      panel.hidden = true
      act()
    })
    buttons.append(made)
  }
  button(words.useMine, () => save(input))
  button(words.useTheirs, () => {
    input.value = told.now
    saved.set(input.dataset.field, told.now)
    tell(field, words.savedWord, 'good')
  })
  button(words.merge, () => {
    input.value = `${told.now}\n${input.value}`
    input.focus()
    later(input, 4000)
  })
  const base = row(words.base, told.base, told.base)
  panel.replaceChildren(
    title, row(words.yours, String(told.yours), told.base),
    row(`${words.now} · ${told.by} ${at}`, told.now, told.base), base, buttons,
  )
  panel.hidden = false
}

// What others saved comes in, except where somebody is typing or has not saved yet.
let behind = false // something came in for the field that has the focus
async function fetchOthers() {
  behind = false
  const answer = await fetch(editor.dataset.api, { headers: { Accept: 'application/json' } })
  if (!answer.ok) return
  const { content } = await answer.json()
  for (const told of content) {
    const field = editor.querySelector(`[data-code="${told.code}"]`)
    const input = field?.querySelector('[data-field]')
    if (!input || field.dataset.busy || Number(field.dataset.version) >= told.version) continue
    if (input === document.activeElement) behind = true
    if (input === document.activeElement || saved.get(told.code) !== input.value) continue
    input.value = told.value
    saved.set(told.code, told.value)
    field.dataset.version = told.version
    mark(field, input)
  }
}

if (editor) {
  for (const input of inputs()) saved.set(input.dataset.field, input.value)
  editor.addEventListener('input', (event) => {
    const input = event.target.closest('[data-field]')
    if (input && !event.isComposing) later(input)
  })
  editor.addEventListener('change', (event) => {
    const input = event.target.closest('[data-field]')
    if (input) save(input)
    const tick = event.target.closest('[data-line]')
    if (tick) toggleLine(tick)
    if (event.target.matches('[data-against]')) compare(event.target.value)
  })
  editor.addEventListener('focusout', () => {
    if (behind) setTimeout(fetchOthers, 300)
  })
  window.addEventListener('beforeunload', (event) => {
    const open = [...inputs()].some((input) => saved.get(input.dataset.field) !== input.value)
    if (open) event.preventDefault()
  })
  for (const tick of editor.querySelectorAll('[data-line]')) {
    tick.checked = document.getElementById(tick.dataset.into).value.includes(tick.dataset.line)
  }
  window.jc?.live.addEventListener('changed', ({ detail }) => {
    if (detail.ref === `report.${editor.dataset.report}`) fetchOthers()
  })
}

function toggleLine(tick) {
  const input = document.getElementById(tick.dataset.into)
  const lines = input.value.split('\n').filter((line) => line !== tick.dataset.line)
  if (tick.checked) lines.splice(lines.at(-1) === '' ? -1 : lines.length, 0, tick.dataset.line)
  input.value = lines.join('\n')
  save(input)
}

function compare(against) {
  const sheet = document.querySelector('[data-panel="report-paper"]')
  const url = new URL(sheet.getAttribute('hx-get'), location.href)
  if (against) url.searchParams.set('against', against)
  else url.searchParams.delete('against')
  sheet.setAttribute('hx-get', url.pathname + url.search)
  window.htmx.process(sheet)
  window.htmx.ajax('GET', url.pathname + url.search, { target: sheet, swap: 'innerHTML' })
}
