// The alarm bar: silence is not acknowledge, and only the alarm on screen can be acknowledged.

import { send, toast } from './dialogs.js';
import { first, means } from './keys.js';
import { refresh } from './panels.js';
import { blocked, sound } from './sound.js';
import { everySecond } from './time.js';
import { say } from './words.js';

const SEEN_FOR = 1000 // milliseconds an alarm must have been on screen before A works
const SILENCE = 60 // seconds
const SOUND_EVERY = 4 // seconds between two sounds

// What is silenced on this device, and until when: another call sounds all the same.
const SILENT = 'jc-silent'
// The youngest alarm of level I or II that has sounded on this device. Keys grow with time
// (UUIDv7), so that a page drawn anew does not sound again for what was heard.
const HEARD = 'jc-heard'
let silent = remembered()

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
    if (this.hasAttribute('data-flash')) this.#next = 0
  }

  connectedCallback() {
    if (this.#wired) return
    this.#wired = true
    this.addEventListener('click', (event) => {
      const act = event.target.closest('[data-act]')?.dataset.act
      if (act) this[act]?.()
    })
  }

  /** The button that takes the alarm over; none for whom it only rings. */
  get button() {
    return this.querySelector('[data-act="acknowledge"]')
  }

  /** Once a second: sound if it is due, and say how long the silence lasts. */
  tick() {
    const left = silent.id === this.dataset.id ? Math.ceil((silent.until - Date.now()) / 1000) : 0
    const button = this.querySelector('[data-act="silence"] span')
    const text = left > 0 ? say('silent', { n: left }) : say('silence', { n: SILENCE })
    if (button && button.textContent !== text) button.textContent = text
    const note = this.querySelector('[data-muted]')
    if (note) note.hidden = !blocked()
    if (this.closest('[data-example]') || Date.now() < this.#next) return
    if (this.hasAttribute('data-flash') && left <= 0) this.#sound('help')
    else this.#soundNew()
  }

  // Once for each new alarm of level I or II, also behind the one in the bar, also in a silence:
  // that was for what rang before. Several at once are one sound.
  #soundNew() {
    const { newest } = this.dataset
    if (!newest || newest <= (localStorage.getItem(HEARD) ?? '')) return
    if (!blocked()) localStorage.setItem(HEARD, newest)
    this.#sound('grave')
    // Said as well as sounded; the buttons of the bar are not part of what is said.
    const said = document.querySelector('[data-alarm-said]')
    const title = this.querySelector('[data-alarm-title]')?.textContent.trim()
    if (said && title) said.textContent = say('new_alarm', { what: title, n: 1 + Number(this.dataset.more) })
  }

  #sound(name) {
    sound(name)
    this.#next = Date.now() + SOUND_EVERY * 1000
  }

  /** A key of the bar; false when the page may have it. Where the page gives A a meaning of its
   *  own, one press only leads to the button: nobody takes an alarm over, nor gives a task,
   *  because a bar has come up under the finger. */
  key(act) {
    const { button } = this
    if (act === 'acknowledge' && !button) return false
    if (act === 'acknowledge' && means('a') && document.activeElement !== button) {
      button.focus()
      toast(say('bar_owns_a'))
      return true
    }
    this[act]()
    return true
  }

  async acknowledge() {
    if (performance.now() - this.#since < SEEN_FOR) return
    const { button } = this
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

// The alarms of one cause, answered from their row: those that were on the screen, and no others.
document.addEventListener('click', async ({ target }) => {
  const button = target instanceof Element ? target.closest('[data-cause]') : null
  if (!button || button.disabled || button.closest('[data-example]')) return
  button.disabled = true
  const body = new FormData()
  body.set('until', button.dataset.until)
  const refused = await send(button.dataset.cause, body)
  button.disabled = false
  toast(refused ?? say('done'), refused ? 'bad' : '')
  for (const name of ['alarm', 'alarms']) refresh(name)
  document.dispatchEvent(new Event('jc:answered'))
})

/** What the bar shows: a call for help before any alarm of a sensor. */
export const bar = () => document.querySelector('jc-calls jc-alarm') ?? document.querySelector('jc-alarm')

// Where the page means something else by A, its own hint says that the bar has the key now.
function hint() {
  const owned = Boolean(bar()?.button)
  for (const kbd of document.querySelectorAll('kbd')) {
    if (kbd.textContent !== 'A' || kbd.closest('jc-alarm, dialog') || kbd.hasAttribute('data-owned') === owned) continue
    kbd.toggleAttribute('data-owned', owned)
    kbd.title = owned ? say('bar_has_a') : ''
  }
}

everySecond(() => {
  bar()?.tick()
  hint()
})
document.addEventListener('jc:sound', () => bar()?.tick())
// Without an alarm the keys are the page's own, or the browser's.
for (const [key, act] of [['a', 'acknowledge'], ['m', 'silence'], ['l', 'locate']]) {
  first(key, (event) => {
    const shown = bar()
    if (!shown || event.shiftKey) return false
    return event.repeat || shown.key(act) // a key held down is one press, and not the page's either
  })
}
