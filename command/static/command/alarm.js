// The alarm bar: silence is not acknowledge, and only the alarm on screen can be acknowledged.

import { send, toast } from './dialogs.js';
import { on } from './keys.js';
import { refresh } from './panels.js';
import { blocked, sound } from './sound.js';
import { everySecond } from './time.js';
import { say } from './words.js';

const SEEN_FOR = 1000 // milliseconds an alarm must have been on screen before A works
const SILENCE = 60 // seconds
const CALL_EVERY = 4 // seconds between two sounds of a call for help
const GRAVE = 2 // alarms up to this level sound once when they are new

let silentUntil = 0
const sounded = new Set()

/** `<jc-alarm>`: the most urgent alarm that nobody has taken over. */
class Alarm extends HTMLElement {
  static observedAttributes = ['data-id']
  #since = 0
  #next = 0

  attributeChangedCallback() {
    this.#since = performance.now()
    this.#next = 0
  }

  connectedCallback() {
    this.addEventListener('click', (event) => {
      const act = event.target.closest('[data-act]')?.dataset.act
      if (act) this[act]?.()
    })
  }

  /** Once a second: sound if it is due, and say how long the silence lasts. */
  tick() {
    const left = Math.ceil((silentUntil - Date.now()) / 1000)
    const button = this.querySelector('[data-act="silence"] span')
    const text = left > 0 ? say('silent', { n: left }) : say('silence', { n: SILENCE })
    if (button && button.textContent !== text) button.textContent = text
    const note = this.querySelector('[data-muted]')
    if (note) note.hidden = !blocked()
    if (this.closest('[data-example]') || left > 0 || Date.now() < this.#next) return
    const help = this.hasAttribute('data-flash')
    if (!help && (sounded.has(this.dataset.id) || Number(this.dataset.l) > GRAVE)) return
    sound(help)
    this.#next = Date.now() + CALL_EVERY * 1000
    if (!blocked()) sounded.add(this.dataset.id)
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
    this.tick()
  }

  locate() {
    const { lat, lon } = this.dataset
    if (!lat) return
    const place = { lat: Number(lat), lon: Number(lon) }
    document.dispatchEvent(new CustomEvent('jc:locate', { detail: place }))
  }
}
customElements.define('jc-alarm', Alarm)

const bar = () => document.querySelector('jc-alarm')
everySecond(() => bar()?.tick())
document.addEventListener('jc:sound', () => bar()?.tick())
// Without an alarm the keys do nothing, and the browser keeps them.
for (const [key, act] of [['a', 'acknowledge'], ['m', 'silence'], ['l', 'locate']]) {
  on(key, () => {
    if (!bar()) return false
    bar()[act]()
  })
}
