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

// What is silenced on this device, and until when: another call sounds all the same.
const SILENT = 'jc-silent'
let silent = remembered()
const sounded = new Set()

function remembered() {
  try {
    return JSON.parse(localStorage.getItem(SILENT)) ?? { id: '', until: 0 }
  } catch {
    return { id: '', until: 0 }
  }
}

/** `<jc-alarm>`: the most urgent alarm that nobody has taken over. */
class Alarm extends HTMLElement {
  static observedAttributes = ['data-id']
  #since = 0
  #next = 0
  #wired = false

  attributeChangedCallback() {
    this.#since = performance.now()
    this.#next = 0
  }

  connectedCallback() {
    if (this.#wired) return
    this.#wired = true
    this.addEventListener('click', (event) => {
      const act = event.target.closest('[data-act]')?.dataset.act
      if (act) this[act]?.()
    })
  }

  /** Once a second: sound if it is due, and say how long the silence lasts. */
  tick() {
    const left = silent.id === this.dataset.id ? Math.ceil((silent.until - Date.now()) / 1000) : 0
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
    document.dispatchEvent(new Event('jc:answered'))
  }

  silence() {
    silent = { id: this.dataset.id, until: Date.now() + SILENCE * 1000 }
    localStorage.setItem(SILENT, JSON.stringify(silent))
    toast(say('silenced', { n: SILENCE }))
    this.tick()
  }

  locate() {
    const { lat, lon } = this.dataset
    if (!lat) return
    // A page without the map of the four cities leads to the call's own.
    if (this.dataset.page && !document.querySelector('[data-cop]')) return location.assign(this.dataset.page)
    const place = { lat: Number(lat), lon: Number(lon) }
    document.dispatchEvent(new CustomEvent('jc:locate', { detail: place }))
  }
}
customElements.define('jc-alarm', Alarm)

/** What the bar shows: a call for help before any alarm of a sensor. */
export const bar = () => document.querySelector('jc-calls jc-alarm') ?? document.querySelector('jc-alarm')

everySecond(() => bar()?.tick())
document.addEventListener('jc:sound', () => bar()?.tick())
// Without an alarm the keys do nothing, and the browser keeps them.
for (const [key, act] of [['a', 'acknowledge'], ['m', 'silence'], ['l', 'locate']]) {
  on(key, () => {
    if (!bar()) return false
    bar()[act]()
  })
}
