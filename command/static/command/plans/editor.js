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
  if (running) await running
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
  for (const box of sent) box.removeAttribute('data-dirty')
  try {
    const { answer, told } = await post(new FormData(fields))
    if (!told.clashes) throw new Error(told.message ?? '')
    settle(sent, told)
    if (told.key && told.key !== fields.elements.key.value) return go(told.key)
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

/** Fetch the lists and the form anew; what somebody is typing here stays. */
async function renew() {
  const answer = await fetch(location.href, { headers: { 'HX-Request': 'true' } })
  if (!answer.ok || dirty().length || open()) return
  const fresh = document.createElement('template')
  fresh.innerHTML = await answer.text()
  const next = fresh.content
  if (next.querySelector('#h-form')?.textContent !== work.querySelector('#h-form')?.textContent) return
  for (const part of ['.pe-parts', '.pe-list']) swap(work.querySelector(part), next.querySelector(part))
  for (const box of boxes()) {
    const coming = next.querySelector(`[data-box="${box.dataset.box}"]`)
    if (!coming || box.hasAttribute('data-dirty') || box.hasAttribute('data-wrong')) continue
    if (box.contains(document.activeElement)) box.querySelector('[data-findings]').replaceWith(coming.querySelector('[data-findings]'))
    else swap(box, coming)
  }
  document.dispatchEvent(new CustomEvent('jc:renewed'))
}

function swap(here, coming) {
  if (!here || !coming || here.isEqualNode(coming)) return
  const focus = here.contains(document.activeElement) ? document.activeElement.id : ''
  here.replaceWith(coming)
  if (focus) document.getElementById(focus)?.focus()
}

/** Show another part, or the same under another key, once everything is kept. */
async function show(url, focus = '') {
  const answer = await fetch(url, { headers: { 'HX-Request': 'true' } })
  if (!answer.ok) return location.assign(url)
  work.innerHTML = await answer.text()
  if (url !== location.href) history.pushState({}, '', url)
  const anchor = new URL(url, location.href).hash.slice(1)
  const target = document.getElementById(anchor || focus)
  ;(target ?? work.querySelector('[aria-current="true"]') ?? work.querySelector('#h-form, #h-file'))?.focus()
  refresh('plan-preview')
  document.dispatchEvent(new CustomEvent('jc:renewed'))
}

function go(key) {
  const url = new URL(location.href)
  url.searchParams.set('key', key)
  const focus = document.activeElement?.id
  show(url.href, focus)
  tell(root.dataset.savedWord, 'good')
  return true
}

async function leave(url) {
  if ((await save()) && !open()) show(url)
  else if (window.confirm(root.dataset.sure)) show(url)
}

// An act on the list: add, move, remove, bring back. The focus stays where the hand is.
async function act(given) {
  if (!(await save())) return
  const once = given.querySelector('[data-once]')
  if (once) once.value = crypto.randomUUID()
  const { answer, told } = await post(new FormData(given))
  if (!answer.ok) return tell(told.message ?? root.dataset.unsaved, 'bad')
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
