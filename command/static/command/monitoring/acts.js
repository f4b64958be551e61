// What is done about an alarm from a page of monitoring: A, S, H and I, or its buttons. While the bar
// is up it has A (alarm.js); no alarm is answered unseen.

import { send, toast } from '../dialogs.js';
import { on } from '../keys.js';
import { refresh } from '../panels.js';
import { say } from '../words.js';

const SEEN_FOR = 1000 // milliseconds an alarm must have been on screen before A works
const PANELS = ['sensors', 'sensor-now', 'station-now', 'station-alarms', 'alarm']
const since = new Map() // alarm → when it was first on screen

function look() {
  const here = new Set([...document.querySelectorAll('[data-alarm]')].map(({ dataset }) => dataset.alarm))
  for (const id of since.keys()) if (!here.has(id)) since.delete(id)
  for (const id of here) if (!since.has(id)) since.set(id, performance.now())
}

/** Fetch anew what shows alarms. */
export function renew() {
  for (const name of PANELS) if (document.querySelector(`[data-panel="${name}"]`)) refresh(name)
}

async function acknowledge(button) {
  if (button.disabled) return
  button.disabled = true
  const body = new FormData()
  if (button.dataset.until) body.set('until', button.dataset.until)
  const refused = await send(button.dataset.acknowledge, body)
  button.disabled = false
  toast(refused ?? say('done'), refused ? 'bad' : '')
  document.dispatchEvent(new Event('jc:answered'))
  renew()
}

on('a', () => {
  const button = document.querySelector('[data-acknowledge]:not([data-other])')
  if (!button) return false
  if (performance.now() - (since.get(button.closest('[data-alarm]').dataset.alarm) ?? Infinity) >= SEEN_FOR) acknowledge(button)
})
for (const [key, what] of [['s', '[data-alarm] [data-ask="shelve"]'], ['h', '[data-alarm] [data-ask="hand-over"]'], ['i', '[data-raise]']]) {
  on(key, () => {
    const target = document.querySelector(what)
    if (!target) return false
    target.click()
  })
}
document.addEventListener('click', ({ target }) => {
  const button = target.closest?.('[data-acknowledge]')
  if (button) acknowledge(button)
})
document.addEventListener('jc:drawn', look)
document.addEventListener('htmx:afterSettle', look)
document.addEventListener('jc:decided', renew)
look()
