// `<jc-seen data-ts>`: how old a reported position is. Fresh for 30 s, late for 120 s, then lost.

import { everySecond, serverNow, span } from '../time.js';
import { say } from '../words.js';

const LATE = 30
const LOST = 120

class Seen extends HTMLElement {
  connectedCallback() {
    this.tick()
  }

  tick() {
    const at = Date.parse(this.dataset.ts ?? '')
    if (!at) return
    const seconds = Math.max(0, (serverNow() - at) / 1000)
    const state = seconds <= LATE ? 'fresh' : seconds <= LOST ? 'late' : 'lost'
    const text = state === 'lost' ? `${span(seconds)} · ${say('state_lost')}` : span(seconds)
    if (this.textContent !== text) this.textContent = text
    this.dataset.state = state
  }
}
customElements.define('jc-seen', Seen)
everySecond(() => {
  for (const each of document.querySelectorAll('jc-seen')) each.tick?.()
})
