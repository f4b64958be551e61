// Looking back: any minute as it was known, or as it happened. Nothing can be ordered from the
// past; the alarm bar stays live.

import { on } from './keys.js';
import { holdStill } from './panels.js';
import { lookBack, serverNow, tickAges } from './time.js';
import { say } from './words.js';

const MINUTE = 60_000
const BACK = 24 * 60 // minutes that the slider reaches back
const BEAT = 1000 // milliseconds between two pictures while it plays
const SPEEDS = [1, 10, 60]
const PANELS = ['incidents', 'cities', 'peek']
const DEAD = ['decisions', 'forces', 'gauges', 'times', 'since'] // not told of the past

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' })
const day = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' })

/** Emits `entered`, `drawn` and `left`. */
export class Replay extends EventTarget {
  on = false
  #at = 0
  #by = 'known'
  #speed = SPEEDS[2]
  #timer = 0
  #asked = null
  #again = false

  constructor(feed) {
    super()
    this.feed = feed
    this.bar = document.querySelector('[data-replay]')
    if (!this.bar) return
    this.banner = document.querySelector('[data-replay-banner]')
    this.slider = this.bar.querySelector('input[type="range"]')
    this.slider.max = BACK
    this.slider.addEventListener('input', () => this.go(this.#end - (BACK - this.slider.value) * MINUTE))
    document.addEventListener('click', (event) => this.#act(event))
    on('[', () => this.step(-1))
    on(']', () => this.step(1))
    // Before any other key of the screen, so that Esc leaves the past and nothing is ordered.
    window.addEventListener('keydown', (event) => this.#key(event), true)
    const asked = new URLSearchParams(location.search)
    if (asked.get('by') === 'occurred') this.#by = 'occurred'
  }

  /** Look back at once when the address says so. */
  begin() {
    const moment = Date.parse(new URLSearchParams(location.search).get('at') ?? '')
    if (moment && this.bar) this.go(moment)
  }

  get #end() {
    return this.#from + BACK * MINUTE
  }

  get #from() {
    return Math.floor(serverNow() / MINUTE) * MINUTE - BACK * MINUTE
  }

  /** Go so many minutes on; the first step back begins at the last whole minute. */
  step(minutes) {
    if (!this.on && minutes > 0) return false
    const at = this.on ? this.#at + minutes * MINUTE : Math.floor(serverNow() / MINUTE) * MINUTE
    return this.go(at)
  }

  go(at) {
    if (at >= serverNow()) return this.leave()
    this.#at = at
    if (!this.on) this.#enter()
    this.draw()
  }

  play() {
    if (!this.on) return false
    if (this.#timer) {
      clearInterval(this.#timer)
      this.#timer = 0
    } else this.#timer = setInterval(() => this.go(this.#at + this.#speed * BEAT), BEAT)
    this.#say()
  }

  leave() {
    if (!this.on) return false
    this.on = false
    clearInterval(this.#timer)
    this.#timer = 0
    this.#asked?.abort()
    this.#asked = null
    this.#mark(false)
    lookBack(0)
    holdStill(false)
    this.feed.lookBack(null)
    this.#address()
    this.dispatchEvent(new CustomEvent('left'))
  }

  /** Fetch and show the picture; while one is on its way the next waits for it. */
  async draw() {
    if (!this.on) return
    this.#say()
    if (this.#asked) {
      this.#again = true
      return
    }
    this.#asked = new AbortController()
    const here = new URLSearchParams(location.search)
    const query = new URLSearchParams({ t: new Date(this.#at).toISOString(), by: this.#by })
    for (const name of ['incident', 'city', 'lang']) if (here.get(name)) query.set(name, here.get(name))
    try {
      const answer = await fetch(`/cop/at/?${query}`, { signal: this.#asked.signal, headers: { Accept: 'application/json' } })
      if (!answer.ok) throw new Error(String(answer.status))
      this.#show(await answer.json())
    } catch {
      if (this.on) this.banner.dataset.failed = ''
    }
    this.#asked = null
    if (this.#again) {
      this.#again = false
      this.draw()
    }
  }

  #show({ at, html }) {
    if (!this.on) return
    lookBack(Date.parse(at))
    for (const name of PANELS) {
      const panel = document.querySelector(`[data-panel="${name}"]`)
      window.Idiomorph.morph(panel, html[name], { morphStyle: 'innerHTML' })
      for (const act of panel.querySelectorAll('a.btn, .btn:not([data-fit])')) act.inert = true
      tickAges(panel)
    }
    this.feed.lookBack(html.feed)
    delete this.banner.dataset.failed
    this.banner.dataset.shown = at
    this.#address()
    this.dispatchEvent(new CustomEvent('drawn'))
  }

  #enter() {
    this.on = true
    holdStill(true, ['alarm'])
    this.#mark(true)
    this.dispatchEvent(new CustomEvent('entered'))
  }

  // What cannot be told of the past, and whatever gives an order, is out of reach meanwhile.
  #mark(back) {
    document.body.toggleAttribute('data-looks-back', back)
    this.bar.hidden = !back
    this.banner.hidden = !back
    for (const name of PANELS) document.querySelector(`[data-panel="${name}"]`)?.toggleAttribute('data-past', back)
    for (const name of DEAD) {
      const panel = document.querySelector(`[data-panel="${name}"]`)
      if (panel && name !== 'times') panel.inert = back
    }
    if (!back) for (const act of document.querySelectorAll('[data-panel] .btn[inert]')) act.inert = false
  }

  #say() {
    const moment = new Date(this.#at)
    const today = day.format(moment) === day.format(serverNow())
    const text = `${today ? '' : `${day.format(moment)} `}${clock.format(moment)}`
    this.banner.querySelector('b').textContent = say('replay', { time: text })
    this.slider.value = Math.round((this.#at - this.#from) / MINUTE)
    this.slider.setAttribute('aria-valuetext', text)
    this.bar.querySelector('[data-replay-play]').setAttribute('aria-pressed', String(this.#timer !== 0))
    for (const button of this.bar.querySelectorAll('[data-speed]')) {
      button.setAttribute('aria-pressed', String(Number(button.dataset.speed) === this.#speed))
    }
    for (const button of this.bar.querySelectorAll('[data-by]')) {
      button.setAttribute('aria-pressed', String(button.dataset.by === this.#by))
    }
  }

  // The moment is in the address, so that it can be sent to somebody.
  #address() {
    const here = new URL(location.href)
    for (const name of ['at', 'by']) here.searchParams.delete(name)
    if (this.on) {
      here.searchParams.set('at', new Date(this.#at).toISOString())
      here.searchParams.set('by', this.#by)
    }
    history.replaceState(null, '', here)
  }

  #act(event) {
    const button = event.target instanceof Element ? event.target.closest('button') : null
    if (!button) return
    const { step, speed, by } = button.dataset
    if (button.matches('[data-replay-open]')) this.step(-1)
    if (!this.bar.contains(button) && !this.banner.contains(button)) return
    if (step) this.step(Number(step))
    if (speed) this.#speed = Number(speed)
    if (by) this.#by = by
    if (button.matches('[data-replay-play]')) this.play()
    else if (button.matches('[data-replay-leave]')) this.leave()
    else this.draw()
  }

  #key(event) {
    if (!this.on || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return
    if (document.querySelector('dialog[open]')) return
    const act = { Escape: () => this.leave(), ' ': () => this.play() }[event.key]
    if (!act || (event.key === ' ' && event.target.closest?.('button, a, input, summary'))) return
    event.preventDefault()
    event.stopImmediatePropagation()
    act()
  }
}
