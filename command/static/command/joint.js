// `<jc-left data-until data-text data-warn>`: how long until something ends, kept true by the page's timer.

import { everySecond, serverNow, span } from './time.js';

class Left extends HTMLElement {
  connectedCallback() {
    this.tick()
  }

  tick() {
    const until = Date.parse(this.dataset.until ?? '')
    if (!until) return
    const seconds = (until - serverNow()) / 1000
    const text = seconds > 0 ? (this.dataset.text ?? '{age}').replace('{age}', span(seconds)) : '0'
    if (this.textContent !== text) this.textContent = text
    this.toggleAttribute('data-soon', seconds < Number(this.dataset.warn ?? 1800))
  }
}
customElements.define('jc-left', Left)

everySecond(() => {
  for (const left of document.querySelectorAll('jc-left')) left.tick?.()
})

// Whoever works at the desk that was told has now seen it: say so, once.
const told = new Set()
const token = document.querySelector('meta[name="csrf-token"]')?.content ?? ''

function see() {
  for (const { dataset } of document.querySelectorAll('[data-see]')) {
    if (told.has(dataset.see)) continue
    told.add(dataset.see)
    const headers = { 'Content-Type': 'application/json', 'X-CSRFToken': token }
    fetch(dataset.see, { method: 'POST', headers, body: '{}' }).catch(() => told.delete(dataset.see))
  }
}
document.body.addEventListener('htmx:afterSettle', see)
see()
