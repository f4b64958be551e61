// `<jc-until data-ts data-left data-late>`: how long until a time, kept true by the page's clock.
// The words come with the element; {t} stands for the span.

import { everySecond, serverNow, span } from './time.js';

class Until extends HTMLElement {
  tick() {
    const at = Date.parse(this.dataset.ts ?? '')
    if (!at) return
    const seconds = (at - serverNow()) / 1000
    const words = seconds >= 0 ? this.dataset.left : this.dataset.late
    const text = (words ?? '{t}').replace('{t}', span(Math.abs(seconds), true))
    if (this.textContent !== text) this.textContent = text
    this.dataset.state = seconds >= 0 ? 'left' : 'late'
  }
}
customElements.define('jc-until', Until)
everySecond(() => {
  for (const each of document.querySelectorAll('jc-until')) each.tick?.()
})
