// Three plans side by side: 1, 2, 3 look at one, Enter chooses it. What is looked at, and what is
// unfolded, stays so when the proof arrives and the plans are drawn anew.

import { on } from './keys.js';

const open = new Set()
let looked = ''

const plans = () => [...document.querySelectorAll('[data-plan]')]

function look(digit, focus = true) {
  const plan = plans().find((each) => each.dataset.plan === digit)
  if (!plan) return false
  looked = digit
  for (const each of plans()) each.toggleAttribute('data-looked', each === plan)
  if (!focus) return
  plan.focus({ preventScroll: true })
  plan.scrollIntoView({ block: 'nearest', inline: 'nearest' })
}

for (const digit of ['1', '2', '3']) on(digit, () => look(digit))
on('Enter', () => {
  const button = document.querySelector('[data-plan][data-looked] [data-ask="choose"]')
  if (!button) return false
  button.click()
})
on('w', () => {
  const all = [...document.querySelectorAll('.c-adv-why')]
  const some = all.some((each) => !each.open)
  for (const each of all) each.open = some
})
on('r', () => document.querySelector('[data-ask-again]:not(:disabled)')?.click())

document.addEventListener('toggle', (event) => {
  if (!event.target.matches?.('.c-adv-why')) return
  if (event.target.open) open.add(event.target.id)
  else open.delete(event.target.id)
}, true)
document.addEventListener('htmx:beforeSwap', (event) => {
  if (event.target.dataset?.panel === 'plans') for (const each of document.querySelectorAll('.c-adv-why[open]')) open.add(each.id)
})
document.addEventListener('jc:drawn', (event) => {
  if (event.detail !== 'plans') return
  for (const id of [...open]) document.getElementById(id)?.setAttribute('open', '')
  if (looked) look(looked, false)
})
document.addEventListener('click', (event) => {
  const plan = event.target instanceof Element ? event.target.closest('[data-plan]') : null
  if (plan) look(plan.dataset.plan, false)
})
