// A line for the chronicle is sent without leaving the page; what was typed stays until it is in.

import { newId, send, toast } from './dialogs.js';
import { Mentions } from './mentions.js';
import { say } from './words.js';

for (const form of document.querySelectorAll('form[data-composer]')) {
  const text = form.querySelector('textarea')
  const error = form.querySelector('[data-error]')
  let key = newId()
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    if (form.dataset.busy !== undefined || !text.value.trim()) return
    form.dataset.busy = ''
    const refused = await send(form.action, new FormData(form), key)
    delete form.dataset.busy
    error.textContent = refused ?? ''
    if (refused !== null) return
    key = newId()
    text.value = ''
    form.querySelector('[name="at"]').value = ''
    toast(say('done'))
  })
  // What is changed is another line: a key belongs to one request.
  form.addEventListener('input', () => {
    key = newId()
  })
  const people = document.getElementById(text.getAttribute('aria-controls'))
  if (people) new Mentions(text, people)
  text.addEventListener('keydown', (event) => {
    if (event.isComposing || event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return
    event.preventDefault()
    form.requestSubmit()
  })
}
