// Whether this page is live: the chip in the header and the strip under it.

import { everySecond, serverNow, setOffset } from './time.js';
import { say } from './words.js';

const DOWN = new Set(['late', 'reconnecting', 'offline', 'signedout'])
const CAUGHT_UP_FOR = 4000 // milliseconds that the good news stays

/** `<jc-sync>`: live, late, reconnecting (which attempt, when the next), offline or signed out. */
class Sync extends HTMLElement {
  #status = { state: 'connecting' }
  #goodNewsUntil = 0
  #good = ''

  connectedCallback() {
    everySecond(() => this.draw())
  }

  /** Follow the live line. */
  follow(live) {
    live.addEventListener('status', ({ detail }) => {
      setOffset(live.serverOffset)
      this.#status = { ...detail, heardAt: Date.now() }
      this.draw()
    })
    live.addEventListener('caughtup', ({ detail }) => {
      if (!detail.count) return
      this.#good = say('caught_up', { n: detail.count })
      this.#goodNewsUntil = Date.now() + CAUGHT_UP_FOR
      this.draw()
      setTimeout(() => this.draw(), CAUGHT_UP_FOR + 50)
    })
  }

  draw() {
    const { state, latency, attempt, nextIn, since, heardAt } = this.#status
    this.dataset.state = state
    const [name, more] = [this.querySelector('b'), this.querySelector('span')]
    name.textContent = say(state)
    if (Date.now() < this.#goodNewsUntil) more.textContent = this.#good
    else if (state === 'live') more.textContent = latency == null ? '' : `${(latency / 1000).toFixed(1)} s`
    else if (state === 'reconnecting') {
      const left = Math.max(0, Math.round(((nextIn ?? 0) - (Date.now() - heardAt)) / 1000))
      more.textContent = say('attempt', { n: attempt ?? 1, s: left })
    } else more.textContent = ''
    this.#strip(state, since)
  }

  #strip(state, since) {
    const strip = document.getElementById('offline')
    if (!strip) return
    const down = DOWN.has(state)
    strip.hidden = !down
    document.body.toggleAttribute('data-offline', down)
    if (!down) return
    const age = strip.querySelector('jc-age')
    age.dataset.ts = new Date(Number.isFinite(since) ? since : serverNow()).toISOString()
    age.tick?.()
  }
}
customElements.define('jc-sync', Sync)
