// `<jc-stream>`: one live picture. Its states are in `data-state`, their words in its template
// (templates/cameras/_tile.html): idle, connecting, live, frozen, out, full, paused, none.

import { serverNow } from '../time.js';
import { open } from './players.js';
import { Watch } from './watch.js';

const LOOK_EVERY = 500 // milliseconds
const WAITS = [1, 2, 4, 8, 15, 30] // seconds between attempts
const GIVE_UP = 10_000 // milliseconds of a frozen picture before it is fetched anew
const STEADY = 10_000 // after so long the next failure starts with the shortest wait
const EARLY = 20_000 // before a pass runs out, a new one is fetched
const playing = new Set()

const clock = (at) => new Date(at).toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai' })

export class StreamElement extends HTMLElement {
  #video
  #watch
  #player = null
  #ends = new AbortController() // every start has its own; what an older one brings is dropped
  #failures = 0
  #liveAt = 0
  #lostAt = 0
  #near = false
  #timers = {}
  #eye

  connectedCallback() {
    this.#video = this.querySelector('video')
    if (!this.#video || this.dataset.state === 'none') return
    this.#video.muted = true
    this.#watch ??= new Watch(this.#video)
    this.#eye = new IntersectionObserver(([entry]) => this.#seen(entry.isIntersecting), { threshold: 0.1 })
    this.#eye.observe(this)
    // Of the two buttons, "try again" and "play this one", each state shows one.
    for (const button of this.querySelectorAll('[data-retry]')) button.addEventListener('click', () => this.hurry())
    document.addEventListener('visibilitychange', this)
  }

  disconnectedCallback() {
    this.#eye?.disconnect()
    document.removeEventListener('visibilitychange', this)
    this.#stop('idle')
  }

  handleEvent() {
    this.#judge()
  }

  /** Try at once, whatever was waited for; take the place of another if all are taken. */
  hurry() {
    this.#failures = 0
    if (!playing.has(this)) {
      const [oldest] = playing
      if (playing.size >= this.#most && oldest) oldest.yield()
    }
    this.#stop('idle')
    this.#judge()
  }

  /** Make room for another. */
  yield() {
    this.#stop('full')
  }

  get #most() {
    return Number(this.dataset.most) || 9
  }

  #seen(near) {
    this.#near = near
    this.#judge()
  }

  // Play if somebody can see it and there is room; otherwise rest.
  #judge() {
    if (document.hidden || !this.#near) {
      if (!['idle', 'paused'].includes(this.dataset.state)) this.#stop('paused')
      return
    }
    if (playing.has(this)) return
    if (playing.size >= this.#most) return this.#stop('full')
    this.#start()
  }

  async #start() {
    playing.add(this)
    clearTimeout(this.#timers.retry)
    this.#ends = new AbortController()
    const { signal } = this.#ends
    this.#show('connecting')
    try {
      const playback = await this.#ask()
      const player = await open(this.#video, playback, (why) => signal.aborted || this.#fail(this.#words(why)), signal)
      if (signal.aborted) return
      this.#player = player
      this.#renewBefore(playback, signal)
    } catch (error) {
      if (!signal.aborted) this.#fail(error.said ?? this.#words(error.why))
      return
    }
    this.#liveAt = Date.now()
    this.#watch.again()
    this.dataset.by = this.#player.kind
    this.#show('live')
    clearInterval(this.#timers.look)
    this.#timers.look = setInterval(() => this.#look(), LOOK_EVERY)
  }

  // The addresses of the picture, or the words of the server why there is none.
  async #ask() {
    const answer = await fetch(this.dataset.playback, { headers: { Accept: 'application/json' }, signal: AbortSignal.timeout(10_000) })
    const told = await answer.json().catch(() => ({}))
    if (!answer.ok) throw Object.assign(new Error('refused'), { said: told.message ?? told.error?.message ?? '' })
    return told
  }

  #renewBefore({ expires_at: ends }, signal) {
    clearTimeout(this.#timers.renew)
    if (!ends) return
    const wait = Math.max(5000, Date.parse(ends) - serverNow() - EARLY)
    this.#timers.renew = setTimeout(async () => {
      const next = await this.#ask().catch(() => null)
      if (signal.aborted) return
      if (next) this.#player?.renew(next)
      this.#renewBefore(next ?? { expires_at: new Date(serverNow() + 2 * EARLY).toISOString() }, signal)
    }, wait)
  }

  #look() {
    const { frozen, still } = this.dataset
    const found = this.#watch.look({ frozen: Number(frozen), still: Number(still) })
    if (!found.kind) {
      if (Date.now() - this.#liveAt > STEADY) this.#failures = 0
      this.#lostAt = 0
      this.#show('live')
      const late = this.#player?.late()
      this.#write('late', late === null || late === undefined ? '' : String(Math.max(0, Math.round(late))))
      return
    }
    this.#lostAt = found.since
    this.#write('seconds', String(Math.floor((Date.now() - found.since) / 1000)))
    this.#show('frozen')
    if (found.kind === 'frozen' && Date.now() - found.since > GIVE_UP) this.#fail()
  }

  #fail(said = '') {
    this.#lostAt ||= Date.now()
    const wait = WAITS[Math.min(this.#failures++, WAITS.length - 1)] * (0.8 + Math.random() * 0.4)
    this.#rest()
    this.#write('why', said)
    this.#show('out')
    this.#timers.retry = setTimeout(() => this.#judge(), wait * 1000)
  }

  #words(why) {
    return this.querySelector('[data-why]').dataset[why] ?? ''
  }

  #stop(state) {
    this.#rest()
    this.#show(state)
  }

  #rest() {
    this.#ends.abort()
    for (const timer of Object.values(this.#timers)) clearTimeout(timer)
    clearInterval(this.#timers.look)
    this.#player = null
    const had = playing.delete(this)
    if (had) queueMicrotask(next)
  }

  #show(state) {
    if (this.#lostAt) this.#write('since', clock(this.#lostAt + serverNow() - Date.now()))
    if (this.dataset.state === state) return
    this.dataset.state = state
    this.dispatchEvent(new CustomEvent('jc:stream', { bubbles: true, detail: state }))
  }

  #write(name, text) {
    for (const place of this.querySelectorAll(`[data-${name}]`)) if (place.textContent !== text) place.textContent = text
    this.toggleAttribute(`data-has-${name}`, text !== '')
  }

  /** Whether it waits for room. */
  get waits() {
    return this.dataset.state === 'full'
  }

  /** Take the room that came free. */
  take() {
    this.#judge()
  }
}

function next() {
  for (const one of document.querySelectorAll('jc-stream[data-state="full"]')) if (one.waits) return one.take()
}

// A panel that is drawn anew must not tear a playing picture out of it.
const callbacks = window.Idiomorph?.defaults.callbacks
if (callbacks) {
  const before = callbacks.beforeNodeMorphed
  callbacks.beforeNodeMorphed = (old, fresh) => (old instanceof StreamElement && old.id === fresh.id ? false : before(old, fresh))
}
customElements.define('jc-stream', StreamElement)
