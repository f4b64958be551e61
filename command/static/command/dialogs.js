// Questions before an act that goes on record, help on keys, and short notices.

import { on } from './keys.js';
import { say } from './words.js';

const token = document.querySelector('meta[name="csrf-token"]')?.content ?? ''

/** Say something short for six seconds; `tone` is empty or `bad`. */
export function toast(text, tone = '') {
  const note = document.createElement('p')
  note.className = 'c-toast'
  note.dataset.tone = tone
  note.textContent = text
  document.getElementById('toasts')?.append(note)
  const leave = () => (note.matches(':hover') ? setTimeout(leave, 2000) : note.remove())
  setTimeout(leave, 6000)
}

/** A version 7 UUID: the same order sent twice is one order. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const at = Date.now()
  for (let i = 0; i < 6; i++) bytes[i] = Math.floor(at / 2 ** (8 * (5 - i))) % 256
  bytes[6] = (bytes[6] & 0x0f) | 0x70
  bytes[8] = (bytes[8] & 0x3f) | 0x80
  const hex = [...bytes].map((b) => b.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}

/** Send a form to a door. Returns null when it opened, or the sentence that says why not. */
export async function send(url, body, key = newId()) {
  try {
    const answer = await fetch(url, {
      method: 'POST',
      body,
      headers: { 'X-CSRFToken': token, 'Idempotency-Key': key, 'HX-Request': 'true' },
    })
    if (answer.ok) return null
    const elsewhere = answer.headers.get('HX-Redirect')
    if (elsewhere) location.assign(elsewhere)
    const told = new DOMParser().parseFromString(await answer.text(), 'text/html')
    return told.body.textContent.trim().slice(0, 400) || say('refused')
  } catch {
    return say('not_sent')
  }
}

/** Open the question kept in `template`; the focus starts on Cancel. */
export function ask(template) {
  const dialog = document.getElementById('confirm')
  dialog.replaceChildren(template.content.cloneNode(true))
  const form = dialog.querySelector('form')
  const key = newId()
  form?.addEventListener('submit', async (event) => {
    event.preventDefault()
    const button = event.submitter
    if (button.dataset.busy !== undefined) return
    button.dataset.busy = ''
    button.textContent = say('working')
    const refused = await send(form.action, new FormData(form), key)
    if (refused === null) {
      dialog.close()
      toast(say('done'))
      document.dispatchEvent(new CustomEvent('jc:decided'))
      return
    }
    delete button.dataset.busy
    button.textContent = form.querySelector('h2').textContent.split(/[:：]/)[0]
    form.querySelector('[data-error]').textContent = refused
  })
  dialog.showModal()
  dialog.querySelector('[data-close]')?.focus()
}

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null
  if (!target) return
  target.closest('[data-close]')?.closest('dialog')?.close()
  const opener = target.closest('[data-open]')
  if (opener) {
    opener.closest('details')?.removeAttribute('open')
    document.getElementById(opener.dataset.open)?.showModal()
  }
  const question = target.closest('[data-ask]')
  if (question) {
    const template = question.closest('[data-decision]')?.querySelector(`[data-question="${question.dataset.ask}"]`)
    if (template) ask(template)
  }
  for (const menu of document.querySelectorAll('details[data-menu][open]')) {
    if (!menu.contains(target)) menu.removeAttribute('open')
  }
})

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  const menu = document.querySelector('details[data-menu][open]')
  menu?.removeAttribute('open')
  menu?.querySelector('summary')?.focus()
})

// The first thing that waits for the reader: the key opens its question, whose focus is on Cancel.
on('y', () => {
  const first = document.querySelector('[data-decision] [data-ask="approve"]:not(:disabled)')
  if (!first) return false
  first.click()
})
on('?', () => document.getElementById('keys')?.showModal())
