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
const PANELS = ['incidents', 'cities', 'peek', 'decisions', 'forces', 'gauges', 'alarms', 'warned', 'quiet']
const DEAD = ['since'] // not told of the past
const ORDERS = new Set(['t', 'd', 'n', 'y', 'e']) // keys that give orders
const ASKED = ['incident', 'city', 'forces', 'lang', 'show'] // what a picture depends on besides its moment
const KEPT = 240 // pictures …
const KEPT_FOR = 60_000 // … for so many milliseconds: what came in late changes what had occurred

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
  #kept = [] // pictures that were fetched, each good from its moment until the next fact
  #shown = null

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
    this.#shown = null
    this.#mark(false)
    lookBack(0)
    holdStill(false)
    this.feed.lookBack(null)
    this.#address()
    this.dispatchEvent(new CustomEvent('left'))
    document.dispatchEvent(new CustomEvent('jc:past', { detail: null }))
  }

  /** Show the picture, fetched unless it is at hand; while one is on its way the next waits. */
  async draw() {
    if (!this.on) return
    this.#say()
    const here = new URLSearchParams(location.search)
    const query = new URLSearchParams({ by: this.#by })
    for (const name of ASKED) if (here.get(name)) query.set(name, here.get(name))
    const known = this.#find(String(query))
    if (known) return this.#show(known)
    if (this.#asked) {
      this.#again = true
      return
    }
    this.#asked = new AbortController()
    const key = String(query)
    query.set('t', new Date(this.#at).toISOString())
    try {
      const answer = await fetch(`/cop/at/?${query}`, { signal: this.#asked.signal, headers: { Accept: 'application/json' } })
      if (!answer.ok) throw new Error(String(answer.status))
      const picture = await answer.json()
      const kept = { ...picture, key, got: Date.now(), from: Date.parse(picture.at), to: Date.parse(picture.until) }
      this.#kept = [kept, ...this.#kept].slice(0, KEPT)
      if (!this.#again) this.#show(kept)
    } catch {
      if (this.on) this.banner.dataset.failed = ''
    }
    this.#asked = null
    if (this.#again) {
      this.#again = false
      this.draw()
    }
  }

  #find(key) {
    const old = Date.now() - KEPT_FOR
    return this.#kept.find((one) => one.key === key && one.got > old && one.from <= this.#at && this.#at < one.to)
  }

  #show(picture) {
    if (!this.on) return
    const { html, units } = picture
    const at = this.#find(picture.key) === picture ? this.#at : picture.from
    lookBack(at)
    const anew = picture !== this.#shown
    for (const name of PANELS) {
      const panel = document.querySelector(`[data-panel="${name}"]`)
      if (!panel) continue
      if (anew) window.Idiomorph.morph(panel, html[name], { morphStyle: 'innerHTML' })
      for (const act of panel.querySelectorAll('a.btn, .btn:not([data-fit])')) act.inert = true
      tickAges(panel)
    }
    if (anew) this.feed.lookBack(html.feed)
    this.#shown = picture
    delete this.banner.dataset.failed
    this.banner.dataset.shown = new Date(at).toISOString()
    this.#address()
    const moves = picture.moves.filter((move) => move[4] <= at)
    this.dispatchEvent(new CustomEvent('drawn', { detail: { units, moves, anew } }))
    if (anew) document.dispatchEvent(new CustomEvent('jc:past', { detail: picture }))
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
    document.querySelector('jc-map')?.toggleAttribute('data-past', back)
    for (const name of DEAD) {
      const panel = document.querySelector(`[data-panel="${name}"]`)
      if (panel) panel.inert = back
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
    const typing = event.target.closest?.('input:not([type="range"]), textarea, select, [contenteditable]')
    if (ORDERS.has(event.key.toLowerCase()) && !typing) {
      event.stopImmediatePropagation()
      return
    }
    const act = { Escape: () => this.leave(), ' ': () => this.play() }[event.key]
    if (!act || (event.key === ' ' && event.target.closest?.('button, a, input, summary'))) return
    event.preventDefault()
    event.stopImmediatePropagation()
    act()
  }
}
