// Clocks that count down to a moment, and up again once it has passed.

import { everySecond, serverNow, span } from './time.js';

/** `<jc-deadline data-due data-left data-late>`: how long is left, or how late it is. */
class Deadline extends HTMLElement {
  connectedCallback() {
    this.tick()
  }

  tick() {
    const due = Date.parse(this.dataset.due ?? '')
    if (!due) return
    const seconds = (due - serverNow()) / 1000
    const late = seconds < 0
    const text = (late ? this.dataset.late : this.dataset.left).replace('{age}', span(Math.abs(seconds), true))
    if (this.textContent !== text) this.textContent = text
    this.toggleAttribute('data-is-late', late)
  }
}
customElements.define('jc-deadline', Deadline)
const tickAll = () => {
  for (const each of document.querySelectorAll('jc-deadline')) each.tick()
}
everySecond(tickAll)
document.addEventListener('jc:drawn', tickAll)
