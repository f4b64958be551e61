// @ts-check
// One socket to the feed: follows rooms, fills gaps, reconnects for ever, and never applies twice.
// What is said over it: command/docs/protocol.md.

const LOOK_EVERY = 500 // milliseconds between two looks at the watch
const ASK_AFTER = 3500 // quiet for so long: ask whether the server is there
const LATE_AFTER = 4500 // quiet for so long: say so (the server is never quiet for more than 3 s)
const DEAD_AFTER = 12_000 // quiet for so long: hang up and dial again
const PING_EVERY = 30_000 // to measure the latency
const PRESENT_EVERY = 8000 // the server forgets whoever has not said so for 18 s
const LONGEST_WAIT = 30_000 // between two attempts
const SIGNED_OUT = 4401

/**
 * @typedef {{is: 'entry', room: string, seq: number, kind: string, authority: string,
 *   actor: {id: string, name: string} | null, occurred_at: string, recorded_at: string,
 *   payload: Record<string, unknown>, changed: Record<string, object | null>,
 *   says: Record<string, string>}} Entry
 * @typedef {Record<string, number> | {room: string, since: number}[]} Cursors
 * @typedef {'connecting' | 'live' | 'late' | 'reconnecting' | 'offline' | 'signedout'} State
 * @typedef {{state: State, attempt: number, nextIn: number, since: number | null,
 *   latency: number | null}} Status `since`: server time of the loss in ms; `nextIn`: ms
 */

/**
 * Apply one journal entry to `state` (ref → public view); the twin of `replay` in Python.
 * @param {Map<string, object>} state
 * @param {Pick<Entry, 'changed'>} entry
 */
export function apply(state, entry) {
  for (const [ref, view] of Object.entries(entry.changed)) {
    if (view === null) state.delete(ref)
    else state.set(ref, view)
  }
}

/**
 * Emits, with these details:
 * `entry` {Entry} · `changed` {ref, view} · `status` {Status} · `caughtup` {count} ·
 * `joined` {rooms} · `evicted` {room, code, refs} · `refused` {code, room} ·
 * `present` {room, object, people: {id, name, field}[]}: who else looks at a thing ·
 * `positions` {at, units: [team, lat, lon, heading, at, status][]} · `reset` {room}: the
 * server's journal is behind ours, so load the page anew.
 */
export class Live extends EventTarget {
  /** Every thing's newest public view, by reference. @type {Map<string, object>} */
  state = new Map()
  /** Milliseconds that the server's clock is ahead of this machine's. */
  serverOffset = 0
  /** @type {Status} */
  status = { state: 'connecting', attempt: 0, nextIn: 0, since: null, latency: null }

  /** @type {Map<string, number>} room → last seq applied */
  #cursors = new Map()
  /** @type {Map<string, string>} ref → room that told it last */
  #roomOf = new Map()
  /** @type {Map<string, number>} rooms to be joined with the next message */
  #wishes = new Map()
  /** Rooms asked for again because of a gap. @type {Set<string>} */
  #asked = new Set()
  #all = false
  /** @type {number[] | null} */
  #bbox = null
  /** @type {WebSocket | null} */
  #socket = null
  /** What this page looks at: object → room and field. @type {Map<string, {room: string, field: string}>} */
  #present = new Map()
  #presentAt = 0
  #heardAt = 0
  #pingedAt = 0
  #pingOut = false
  #wasLive = false
  #caughtUp = 0
  #counting = false
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #retry
  /** @type {ReturnType<typeof setInterval> | undefined} */
  #watch

  /**
   * @param {string} url path or address of the feed
   * @param {(to: string) => WebSocket} [open]
   */
  constructor(url, open = (to) => new WebSocket(absolute(to))) {
    super()
    this.url = url
    this.open = open
  }

  /** Follow a room from a cursor on. @param {string} room @param {number} [since] */
  join(room, since = 0) {
    this.#cursors.set(room, since)
    this.#ask(room)
  }

  /** Follow every room I may see, now and later; `start` says how far the page knows them. @param {Cursors} [start] */
  followAll(start = {}) {
    const pairs = Array.isArray(start)
      ? start.map(({ room, since }) => /** @type {[string, number]} */ ([room, since]))
      : Object.entries(start)
    for (const [room, since] of pairs) this.#cursors.set(room, since)
    this.#all = true
    this.#sayAll()
  }

  /** @param {string} room */
  leave(room) {
    this.#forget(room)
    this.#say({ do: 'leave', room })
  }

  /** Be told of the units in `[west, south, east, north]`; `null` for none. @param {number[] | null} bbox */
  view(bbox) {
    this.#bbox = bbox
    this.#say({ do: 'view', bbox })
  }

  /** Say that this page looks at a thing of a room it follows, and which field is edited. @param {string} room @param {string} object @param {string} [field] */
  present(room, object, field = '') {
    this.#present.set(object, { room, field })
    this.#sayPresent(object)
  }

  /** Say that this page looks at a thing no longer. @param {string} object */
  absent(object) {
    const there = this.#present.get(object)
    this.#present.delete(object)
    if (there) this.#say({ do: 'absent', room: there.room, object })
  }

  /** Say that somebody looks at a room, or at the screen (`cop`), now. @param {string} place */
  seen(place) {
    this.#say({ do: 'seen', place })
  }

  /** @param {string} object */
  #sayPresent(object) {
    const there = this.#present.get(object)
    if (there) this.#say({ do: 'present', room: there.room, object, field: there.field })
  }

  /** How far a room has been applied. @param {string} room */
  cursor(room) {
    return this.#cursors.get(room)
  }

  /** Dial, and keep dialling for as long as the page is there. */
  connect() {
    if (this.#watch !== undefined) return
    this.#watch = setInterval(() => this.#look(), LOOK_EVERY)
    if (typeof window !== 'undefined') {
      window.addEventListener('online', () => this.#hurry())
      window.addEventListener('offline', () => this.#tell({ state: 'offline', since: this.#lostAt() }))
      document.addEventListener('visibilitychange', () => document.hidden || this.#hurry())
    }
    this.#dial()
  }

  /** Hang up for good. */
  close() {
    clearInterval(this.#watch)
    clearTimeout(this.#retry)
    this.#watch = undefined
    this.#hangUp()
  }

  #dial() {
    clearTimeout(this.#retry)
    this.#hangUp()
    const socket = this.open(this.url)
    this.#socket = socket
    this.#heardAt = Date.now()
    socket.onopen = () => socket === this.#socket && this.#greet()
    socket.onmessage = ({ data }) => socket === this.#socket && this.#hear(JSON.parse(data))
    socket.onclose = ({ code }) => socket === this.#socket && this.#lost(code)
  }

  #hangUp() {
    const socket = this.#socket
    this.#socket = null
    socket?.close()
  }

  #greet() {
    this.#heardAt = Date.now()
    this.#asked.clear()
    this.#caughtUp = 0
    this.#counting = this.#wasLive
    if (this.#all) this.#sayAll()
    else for (const room of this.#cursors.keys()) this.#ask(room)
    if (this.#bbox) this.#say({ do: 'view', bbox: this.#bbox })
    this.#ping()
  }

  #sayAll() {
    this.#wishes.clear()
    this.#say({ do: 'follow', scope: 'all', since: Object.fromEntries(this.#cursors) })
  }

  // Joins of one turn go out as one message.
  /** @param {string} room */
  #ask(room) {
    if (this.#wishes.size === 0) queueMicrotask(() => this.#sayWishes())
    this.#wishes.set(room, this.#cursors.get(room) ?? 0)
  }

  #sayWishes() {
    if (this.#wishes.size) this.#say({ do: 'join', rooms: Object.fromEntries(this.#wishes) })
    this.#wishes.clear()
  }

  /** @param {object} message */
  #say(message) {
    if (this.#socket?.readyState === 1) this.#socket.send(JSON.stringify(message))
  }

  #ping() {
    this.#pingedAt = Date.now()
    this.#pingOut = true
    this.#say({ do: 'ping' })
  }

  /** @param {any} message */
  #hear(message) {
    this.#heardAt = Date.now()
    if (this.status.state === 'late') this.#tell({ state: 'live', since: null })
    switch (message.is) {
      case 'entry':
        return this.#entry(message)
      case 'pulse':
        return this.#pulse(message)
      case 'pong':
        return this.#pong(message.at)
      case 'joined':
        return this.#joined(message.rooms)
      case 'live':
        return this.#live()
      case 'behind':
        this.#caughtUp = 0
        this.#counting = true
        return
      case 'evicted':
        return this.#emit('evicted', { ...message, refs: this.#forget(message.room) })
      case 'present':
      case 'positions':
      case 'refused':
        return this.#emit(message.is, message)
    }
  }

  /** @param {Entry} entry */
  #entry(entry) {
    // A room that opens while everything is followed is told from its first entry on.
    const cursor = this.#cursors.get(entry.room) ?? (this.#all ? 0 : Infinity)
    if (entry.seq <= cursor) return
    if (entry.seq > cursor + 1) return this.#gap(entry.room)
    this.#cursors.set(entry.room, entry.seq)
    this.#asked.delete(entry.room)
    if (this.#counting) this.#caughtUp += 1
    apply(this.state, entry)
    this.#emit('entry', entry)
    for (const [ref, view] of Object.entries(entry.changed)) {
      this.#roomOf.set(ref, entry.room)
      this.#emit('changed', { ref, view })
    }
  }

  /** @param {string} room */
  #gap(room) {
    if (this.#asked.has(room)) return
    this.#asked.add(room)
    this.#ask(room)
  }

  /** @param {{at: number, heads: Record<string, number>}} pulse */
  #pulse({ at, heads }) {
    if (this.status.latency === null) this.serverOffset = at - Date.now()
    for (const [room, head] of Object.entries(heads)) {
      const cursor = this.#cursors.get(room)
      if (cursor !== undefined && head > cursor) this.#gap(room)
    }
  }

  /** @param {number} at */
  #pong(at) {
    if (!this.#pingOut) return
    this.#pingOut = false
    const latency = Date.now() - this.#pingedAt
    this.serverOffset = Math.round(at - this.#pingedAt - latency / 2)
    this.#tell({ latency })
  }

  /** @param {Record<string, number>} rooms */
  #joined(rooms) {
    for (const [room, seq] of Object.entries(rooms)) {
      this.#asked.delete(room)
      if (seq < (this.#cursors.get(room) ?? 0)) this.#emit('reset', { room })
      this.#cursors.set(room, seq)
    }
    for (const [object, { room }] of this.#present) if (room in rooms) this.#sayPresent(object)
    this.#emit('joined', { rooms })
  }

  #live() {
    this.#wasLive = true
    this.#tell({ state: 'live', attempt: 0, nextIn: 0, since: null })
    if (this.#counting) this.#emit('caughtup', { count: this.#caughtUp })
    this.#counting = false
  }

  // The watch: quiet for a while is asked about, then said, then ended.
  #look() {
    const socket = this.#socket
    if (socket === null) return
    const quiet = Date.now() - this.#heardAt
    if (quiet > DEAD_AFTER) return this.#lost(0)
    if (socket.readyState !== 1) return
    if (quiet > LATE_AFTER && this.status.state === 'live') {
      this.#tell({ state: 'late', since: this.#lostAt() })
    }
    if (Date.now() - this.#presentAt > PRESENT_EVERY) {
      this.#presentAt = Date.now()
      for (const object of this.#present.keys()) this.#sayPresent(object)
    }
    const due = quiet > ASK_AFTER ? ASK_AFTER : PING_EVERY
    if (Date.now() - this.#pingedAt > due) this.#ping()
  }

  /** @param {number} code the socket's close code */
  #lost(code) {
    this.#hangUp()
    if (code === SIGNED_OUT) {
      clearInterval(this.#watch)
      this.#watch = undefined
      return this.#tell({ state: 'signedout', since: this.#lostAt() })
    }
    // Full jitter: a thousand screens that lost one server do not come back in one breath.
    const attempt = this.status.attempt + 1
    const longest = Math.min(LONGEST_WAIT, 1000 * 2 ** (attempt - 1))
    const nextIn = Math.max(100, Math.round(Math.random() * longest))
    const state = typeof navigator !== 'undefined' && navigator.onLine === false ? 'offline' : 'reconnecting'
    this.#tell({ state, attempt, nextIn, since: this.#lostAt() })
    this.#retry = setTimeout(() => this.#dial(), nextIn)
  }

  // The network is back, or somebody looks at the page again: do not wait for the timer.
  #hurry() {
    if (this.#watch === undefined) return
    const lives = this.#socket?.readyState === 1 && Date.now() - this.#heardAt < LATE_AFTER
    if (lives) {
      if (this.status.state === 'offline') this.#tell({ state: 'live', since: null })
      return
    }
    if (this.#socket?.readyState === 0) return
    this.#tell({ state: 'reconnecting', attempt: Math.max(1, this.status.attempt), nextIn: 0 })
    this.#dial()
  }

  #lostAt() {
    return this.status.since ?? this.#heardAt + this.serverOffset
  }

  /** Forget a room; returns what only it told. @param {string} room */
  #forget(room) {
    this.#cursors.delete(room)
    const refs = [...this.#roomOf].filter(([, from]) => from === room).map(([ref]) => ref)
    for (const ref of refs) {
      this.#roomOf.delete(ref)
      this.state.delete(ref)
    }
    return refs
  }

  /** @param {Partial<Status>} news */
  #tell(news) {
    this.status = { ...this.status, ...news }
    this.#emit('status', this.status)
  }

  /** @param {string} name @param {unknown} detail */
  #emit(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail }))
  }
}

/** @param {string} url */
function absolute(url) {
  const to = new URL(url, location.href)
  to.protocol = to.protocol.replace('http', 'ws')
  return to.href
}
