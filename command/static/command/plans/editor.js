// The editor of plans: saves field by field, loses nothing, and follows what others write.

import { on } from '../keys.js';
import { refresh } from '../panels.js';
import { clash } from './clash.js';
import { touched, watchRows } from './rows.js';
import { follow } from './who.js';

const root = document.querySelector('[data-plan]')
const work = root.querySelector('[data-work]')
const state = root.querySelector('[data-saved]')
const WAIT = 1200 // milliseconds after the last letter
let timer = 0
let running = null
let drawn = 0 // an answer asked for before this was counted up is no longer true
let wanted = '' // the part to be shown next

const KEY = '[data-fields] [name=key]'
const LISTS = ['.pe-parts', '.pe-list', '.pe-form > header']
const form = () => work.querySelector('[data-fields]')
const boxes = () => [...work.querySelectorAll('[data-box]')]
const dirty = () => boxes().filter((box) => box.hasAttribute('data-dirty'))
const open = () => boxes().some((box) => !box.querySelector('[data-clash]').hidden)

function tell(text, tone = '') {
  state.textContent = text
  state.dataset.tone = tone
}

async function post(body) {
  const answer = await fetch(location.href, {
    method: 'POST', body, headers: { Accept: 'application/json' }, credentials: 'same-origin',
  })
  const told = answer.headers.get('Content-Type')?.includes('json') ? await answer.json() : {}
  return { answer, told }
}

/** Save what was changed; returns whether everything is kept. */
export async function save() {
  clearTimeout(timer)
  while (running) await running
  const fields = form()
  const sent = dirty()
  if (!fields || sent.length === 0) return true
  running = send(fields, sent)
  const whole = await running
  running = null
  return whole
}

async function send(fields, sent) {
  tell(root.dataset.saving)
  drawn += 1
  for (const box of sent) box.removeAttribute('data-dirty')
  try {
    const { answer, told } = await post(new FormData(fields))
    if (!told.clashes) throw new Error(told.message ?? '')
    settle(sent, told)
    if (told.key && told.key !== fields.elements.key.value) rename(told.key)
    refresh('plan-preview')
    if (!dirty().length) renew()
    tell(answer.ok ? root.dataset.savedWord : root.dataset.unsaved, answer.ok ? 'good' : 'bad')
    return answer.ok
  } catch (error) {
    for (const box of sent) touched(box)
    tell(`${root.dataset.unsaved} ${error instanceof TypeError ? '' : error.message}`, 'bad')
    return false
  }
}

function settle(sent, told) {
  for (const box of sent) {
    const name = box.dataset.box
    const problem = told.problems[name] ?? ''
    const line = box.querySelector('[data-problem]')
    line.textContent = problem
    line.hidden = !problem
    box.toggleAttribute('data-wrong', Boolean(problem))
    if (problem || told.clashes[name]) touched(box)
    if (name in told.kept) box.querySelector('[data-base]').value = JSON.stringify(told.kept[name])
    if (told.clashes[name]) clash(box, told.clashes[name], { later, renew })
  }
}

/** Fetch the lists and the form anew; what somebody is typing here stays, and so does the focus. */
async function renew() {
  drawn += 1
  const asked = drawn
  const answer = await fetch(location.href, { headers: { 'HX-Request': 'true' } })
  const fresh = document.createElement('template')
  fresh.innerHTML = await answer.text()
  if (asked !== drawn || !answer.ok || dirty().length || open()) return
  const next = fresh.content
  if (next.querySelector(KEY)?.value !== work.querySelector(KEY)?.value) return
  for (const part of LISTS) morph(work.querySelector(part), next.querySelector(part))
  for (const box of boxes()) {
    const coming = next.querySelector(`[data-box="${box.dataset.box}"]`)
    if (!coming || box.hasAttribute('data-dirty') || box.hasAttribute('data-wrong')) continue
    if (box.contains(document.activeElement)) box.querySelector('[data-findings]').replaceWith(coming.querySelector('[data-findings]'))
    else if (!box.isEqualNode(coming)) box.replaceWith(coming)
  }
  document.dispatchEvent(new CustomEvent('jc:renewed'))
}

function morph(here, coming) {
  if (here && coming) window.Idiomorph.morph(here, coming)
}

/** Show another part, or the same under another key, once everything is kept. */
async function show(url, focus = '') {
  wanted = url
  const answer = await fetch(url, { headers: { 'HX-Request': 'true' } })
  if (!answer.ok) return location.assign(url)
  const html = await answer.text()
  if (wanted !== url) return
  drawn += 1
  work.innerHTML = html
  if (url !== location.href) history.pushState({}, '', url)
  const anchor = new URL(url, location.href).hash.slice(1)
  const target = document.getElementById(anchor || focus)
  ;(target ?? work.querySelector('[aria-current="true"]') ?? work.querySelector('#h-form, #h-file'))?.focus()
  refresh('plan-preview')
  document.dispatchEvent(new CustomEvent('jc:renewed'))
}

// The entry has another key now; what is being typed in its other fields stays.
function rename(key) {
  const url = new URL(location.href)
  url.searchParams.set('key', key)
  history.replaceState({}, '', url.href)
  for (const input of work.querySelectorAll('.pe-form [name=key]')) input.value = key
}

async function leave(url) {
  if ((await save()) && !open()) show(url)
  else if (window.confirm(root.dataset.sure)) show(url)
}

// An act on the list: add, move, remove, bring back. The focus stays where the hand is.
async function act(given) {
  if (!(await save())) return
  drawn += 1
  const once = given.querySelector('[data-once]')
  if (once) once.value = crypto.randomUUID()
  const { answer, told } = await post(new FormData(given))
  if (!answer.ok) {
    tell(told.message ?? root.dataset.unsaved, 'bad')
    // It is not as it is drawn here: somebody may have taken away what this was about.
    return dirty().length ? renew() : show(location.href, document.activeElement?.id)
  }
  const adding = given.elements.do.value === 'add'
  await show(told.to, adding ? firstField() : document.activeElement?.id)
  if (adding) document.getElementById(firstField())?.focus()
  tell(root.dataset.savedWord, 'good')
}

const firstField = () => work.querySelector('[data-box]:not([data-box=key]) :is(input, select, textarea):not([type=hidden])')?.id ?? ''

function later(wait = WAIT) {
  clearTimeout(timer)
  timer = setTimeout(save, wait)
}

work.addEventListener('input', (event) => {
  const box = event.target.closest('[data-box]')
  if (!box) return
  touched(box)
  if (!event.isComposing) later()
})
work.addEventListener('change', (event) => event.target.closest('[data-box]') && later(0))
work.addEventListener('submit', (event) => {
  if (event.target.matches('[data-file]')) return
  event.preventDefault()
  if (event.target.matches('[data-fields]')) save()
  else if (!event.submitter?.matches('[aria-disabled="true"]')) act(event.target)
})
root.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-to]')
  if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return
  event.preventDefault()
  leave(link.href)
})
document.addEventListener('keydown', (event) => {
  if (!event.altKey || !['ArrowUp', 'ArrowDown'].includes(event.key)) return
  event.preventDefault()
  document.getElementById(event.key === 'ArrowUp' ? 'act-up' : 'act-down')?.click()
})
const step = (by) => {
  const links = [...work.querySelectorAll('.pe-entries a')]
  const here = links.findIndex((link) => link.hasAttribute('aria-current'))
  links[here + by]?.click()
}
on('+', () => document.getElementById('act-add')?.click())
on('j', () => step(1))
on('k', () => step(-1))
window.addEventListener('popstate', () => location.reload())
window.addEventListener('beforeunload', (event) => dirty().length && event.preventDefault())
watchRows(work, (box) => {
  touched(box)
  later(0)
})
follow(root, work, () => !running && !dirty().length && renew())
document.querySelector('[data-errsum]')?.focus()
