// Ages and the clock in the header run on the page's one timer.

import { serverNow, setOffset } from './clock.js';
import { language, say } from './words.js';

export { serverNow, setOffset };

const listeners = new Set()

let past = 0 // the moment that the screen looks back to, or nought

/** The moment that is shown: the one looked back to, or now. */
export function shownNow() {
  return past || serverNow()
}

/** Let ages inside `[data-past]` be told as of a past moment; nought ends it. */
export function lookBack(milliseconds) {
  past = milliseconds
}

/** Call `listener` once a second, and now. */
export function everySecond(listener) {
  listeners.add(listener)
  listener()
}

/** Say a span of seconds the way people do; `fine` keeps the seconds for longer. */
export function span(seconds, fine = false) {
  const s = Math.max(0, Math.floor(seconds))
  if (s < 60) return say('seconds', { n: s })
  const minutes = Math.floor(s / 60)
  if (minutes < (fine ? 60 : 1)) return say('minutes_seconds', { n: minutes, s: s % 60 })
  if (minutes < 60) return say('minutes', { n: minutes })
  const hours = Math.floor(minutes / 60)
  if (hours < 48) return say('hours_minutes', { n: hours, m: minutes % 60 })
  return say('days', { n: Math.floor(hours / 24) })
}

/** Fresh up to twice the expected interval, stale beyond five times. */
export function freshness(seconds, every) {
  if (!every) return 'fresh'
  if (seconds <= 2 * every) return 'fresh'
  return seconds <= 5 * every ? 'late' : 'stale'
}

const forms = {
  short: (s) => say('ago', { age: span(s) }),
  tile: (s, state) => say(state === 'stale' ? 'old' : 'ago', { age: span(s) }),
  bare: (s) => span(s, true),
  unacknowledged: (s) => say('unacknowledged', { age: span(s, true) }),
  oldest: (s) => say('oldest', { age: span(s, true) }),
  open_for: (s) => say('open_for', { age: span(s) }),
}

/** `<jc-age data-ts data-t data-form>`: how old a value is, kept true by the page's timer. */
class Age extends HTMLElement {
  connectedCallback() {
    this.tick()
  }

  tick() {
    const at = Date.parse(this.dataset.ts ?? '')
    if (!at) return
    const here = past && this.closest('[data-past]') ? past : serverNow()
    const seconds = Math.max(0, (here - at) / 1000)
    const state = freshness(seconds, Number(this.dataset.t))
    const text = (forms[this.dataset.form] ?? forms.short)(seconds, state)
    if (this.textContent !== text) this.textContent = text
    if (this.dataset.state === state) return
    this.dataset.state = state
    const owner = this.closest('[data-aged]')
    if (owner) owner.dataset.state = state
  }
}
customElements.define('jc-age', Age)

/** `<jc-clock>`: the time of the four cities, whatever zone this machine is set to. */
class Clock extends HTMLElement {
  connectedCallback() {
    const zone = { timeZone: 'Asia/Shanghai' }
    const tag = language === 'en' ? 'en-GB' : 'zh-CN'
    this.time = new Intl.DateTimeFormat('en-GB', { ...zone, timeStyle: 'medium' })
    const parts = [{ day: 'numeric', month: 'short' }, { weekday: 'short' }]
    this.dates = parts.map((part) => new Intl.DateTimeFormat(tag, { ...zone, ...part }))
    everySecond(() => this.tick())
  }

  tick() {
    const now = serverNow()
    this.querySelector('b').textContent = this.time.format(now)
    this.querySelector('span').textContent = this.dates.map((date) => date.format(now)).join(' ')
  }
}
customElements.define('jc-clock', Clock)

/** Bring every age on the page up to date; also after a panel was replaced. */
export function tickAges(root = document) {
  for (const age of root.querySelectorAll('jc-age')) {
    delete age.dataset.state
    age.tick?.()
  }
}

/** The live line stands and has brought nothing newer: sums over the database are true as of now. */
export function vouch() {
  const at = new Date(serverNow()).toISOString()
  for (const age of document.querySelectorAll('jc-age[data-vouched]')) age.dataset.ts = at
}

/** Take down when each linked city was last heard: `{city: ISO time}`. */
export function hear(cities) {
  for (const age of document.querySelectorAll('jc-age[data-link]')) {
    const at = cities[age.dataset.link]
    if (Date.parse(at) > Date.parse(age.dataset.ts)) age.dataset.ts = at
  }
}

everySecond(() => {
  for (const age of document.querySelectorAll('jc-age')) age.tick?.()
})

const beat = () => {
  for (const listener of listeners) listener()
  setTimeout(beat, 1000 - (serverNow() % 1000))
}
setTimeout(beat, 1000 - (serverNow() % 1000))
