// The drawer for a new incident over the page, or the form of the page itself.

import { composing } from './combobox.js';
import { IntakeForm } from './form.js';

let drawer = null
let form = null
let before = null // where the focus was

function wire(place, fresh) {
  const made = place.querySelector('[data-intake]')
  if (!made) return
  form = new IntakeForm(made, (html) => fill(place, html, false), fresh)
  made.querySelector('[data-shut]')?.addEventListener('click', shut)
}

function fill(place, html, fresh) {
  place.innerHTML = html
  wire(place, fresh)
}

async function open(address) {
  if (drawer?.open) return drawer.querySelector('#new-kind')?.focus()
  before = document.activeElement
  const answer = await fetch(address, { headers: { 'HX-Request': 'true' } })
  if (!answer.ok) return location.assign(address)
  drawer ??= make()
  drawer.show()
  fill(drawer, await answer.text(), true)
}

function make() {
  const made = document.createElement('dialog')
  made.className = 'c-drawer'
  made.setAttribute('aria-labelledby', 'intake-title')
  made.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && !composing(event) && !event.defaultPrevented) shut()
  })
  document.body.append(made)
  return made
}

function shut() {
  drawer?.close()
  drawer?.replaceChildren()
  form = null
  before?.focus()
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('[data-new-incident]') : null
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || matchMedia('(max-width: 45rem)').matches) return
  event.preventDefault()
  open(link.href)
})
document.addEventListener('jc:pointed', ({ detail }) => form?.point(detail))
wire(document.getElementById('content'), document.querySelector('[data-errsum]') === null)
