// How long is left until a deadline, kept true by the page's one timer.

import { everySecond, serverNow, span } from '../command/time.js';

/** `<jc-remaining data-due data-left data-late>`: the time left, or how late it is. */
class Remaining extends HTMLElement {
  connectedCallback() {
    everySecond(() => this.#draw())
  }

  #draw() {
    if (!this.isConnected) return
    const seconds = (Date.parse(this.dataset.due) - serverNow()) / 1000
    const late = seconds < 0
    const words = late ? this.dataset.late : this.dataset.left
    this.dataset.state = late ? 'late' : 'left'
    this.textContent = words.replace('{time}', span(Math.abs(seconds), true))
  }
}
customElements.define('jc-remaining', Remaining)
