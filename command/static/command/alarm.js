// The alarm bar: silence is not acknowledge, and only the alarm on screen can be acknowledged.

import { send, toast } from './dialogs.js'
import { on } from './keys.js'
import { refresh } from './panels.js'
import { say } from './words.js'

const SEEN_FOR = 1000 // milliseconds an alarm must have been on screen before A works
const SILENCE = 60 // seconds

let silentUntil = 0

/** Whether sound is off on this machine. */
export const silenced = () => Date.now() < silentUntil

/** `<jc-alarm>`: the most urgent alarm that nobody has taken over. */
class Alarm extends HTMLElement {
  static observedAttributes = ['data-id']
  #since = 0

  attributeChangedCallback() {
    this.#since = performance.now()
  }

  connectedCallback() {
    this.addEventListener('click', (event) => {
      const act = event.target.closest('[data-act]')?.dataset.act
      if (act) this[act]?.()
    })
  }

  async acknowledge() {
    if (performance.now() - this.#since < SEEN_FOR) return
    const button = this.querySelector('[data-act="acknowledge"]')
    if (!button || button.disabled || this.closest('[data-example]')) return
    button.disabled = true
    const refused = await send(button.dataset.post, new FormData())
    button.disabled = false
    if (refused) toast(refused, 'bad')
    refresh('alarm')
  }

  silence() {
    silentUntil = Date.now() + SILENCE * 1000
    toast(say('silenced', { n: SILENCE }))
  }

  locate() {
    const { lat, lon } = this.dataset
    if (lat) document.dispatchEvent(new CustomEvent('jc:locate', { detail: { lat: Number(lat), lon: Number(lon) } }))
  }
}
customElements.define('jc-alarm', Alarm)

const bar = () => document.querySelector('jc-alarm')
on('a', () => bar()?.acknowledge() ?? false)
on('m', () => bar()?.silence() ?? undefined)
on('l', () => bar()?.locate() ?? undefined)
