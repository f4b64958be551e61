// The drawer for a new incident over the page, or the form of the page itself.

import { composing } from './combobox.js';
import { IntakeForm } from './form.js';

const CALM = 1500 // milliseconds after the page has come, before anything is fetched ahead
const FRESH = 3_600_000 // milliseconds for which a form that was fetched ahead is shown

let drawer = null
let form = null
let before = null // where the focus was
let ahead = null // the empty form, fetched before anybody asks for it

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

async function ask(address) {
  const answer = await fetch(address, { headers: { 'HX-Request': 'true' } }).catch(() => null)
  return answer?.ok ? answer.text() : null
}

// A call is taken down from its first word: the hand does not wait for the form.
async function prepare() {
  const link = document.querySelector('[data-new-incident]')
  const html = link && (await ask(link.href))
  if (html) ahead = { address: link.href, html, at: Date.now() }
}

function taken(address) {
  if (ahead?.address !== address || Date.now() - ahead.at > FRESH) return null
  const { html } = ahead
  ahead = null
  return html
}

async function open(address) {
  if (drawer?.open) return drawer.querySelector('#new-kind')?.focus()
  before = document.activeElement
  const html = taken(address) ?? (await ask(address))
  if (!html) return location.assign(address)
  drawer ??= make()
  drawer.show()
  fill(drawer, html, true)
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
  prepare()
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element ? event.target.closest('[data-new-incident]') : null
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || matchMedia('(max-width: 45rem)').matches) return
  event.preventDefault()
  open(link.href)
})
document.addEventListener('jc:pointed', ({ detail }) => form?.point(detail))
addEventListener('load', () => setTimeout(prepare, CALM))
wire(document.getElementById('content'), document.querySelector('[data-errsum]') === null)
