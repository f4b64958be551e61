// Acts on an incident: the question comes into the dialog, the answer goes to the door.

import { newId, send, toast } from '../dialogs.js';
import { say } from '../words.js';

async function ask(address) {
  const dialog = document.getElementById('confirm')
  const answer = await fetch(address, { headers: { 'HX-Request': 'true' } })
  const text = await answer.text()
  if (!answer.ok) {
    return toast(new DOMParser().parseFromString(text, 'text/html').body.textContent.trim().slice(0, 200), 'bad')
  }
  dialog.innerHTML = text
  const form = dialog.querySelector('form')
  const key = newId()
  let busy = false
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (busy) return
    busy = true
    const button = event.submitter ?? form.querySelector('[type="submit"]')
    button.dataset.busy = ''
    const refused = await send(form.action, new FormData(form), key)
    busy = false
    delete button.dataset.busy
    if (refused === null) {
      dialog.close()
      toast(say('done'))
    } else form.querySelector('[data-error]').textContent = refused
  })
  dialog.showModal()
  const first = form.querySelector('[autofocus]') ?? form.querySelector('select, input:not([type="hidden"]), textarea')
  first?.focus()
}

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null
  if (target?.closest('dialog a[data-close]')) event.preventDefault()
  const link = target?.closest('a[data-act]')
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  ask(link.href)
})
