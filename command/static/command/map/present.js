// The units of the present on the command screen. They are asked for apart from the page, which
// need not wait for ten thousand rows, and anew when the screen has looked back.

const AGAIN = 5_000 // milliseconds after which units that could not be fetched are asked for again

/** Keeps the units of `map`; `start` is what the page began with. */
export class Present {
  #map
  #letters
  #url
  #examples
  #note = document.querySelector('[data-units-failed]')
  /** @type {AbortController | null} */
  #asked = null
  #timer = 0
  #on = true
  #told = new Map() // what became of teams while an answer was on its way, which may be older

  constructor(map, { units_url: url, units, letters }) {
    this.#map = map
    this.#letters = letters ?? {}
    this.#url = url
    this.#examples = units ?? []
    this.show()
  }

  /** Show the present: the map is empty until the answer comes. */
  show() {
    this.#on = true
    this.#map.setUnits(this.#examples)
    this.#ask()
  }

  /** Show nothing of the present: the screen looks back. */
  leave() {
    this.#on = false
    this.#stop()
    this.#map.setUnits([])
    this.#say('past')
  }

  /** Ask once more, now, if the last answer did not come: the line is there again. */
  again() {
    if (this.#on && this.#timer) this.#ask()
  }

  /** Take what became of a team: its public view. */
  learn(view) {
    if (!this.#on) return
    if (this.#asked) this.#told.set(view.id, view)
    this.#map.learnUnit(view, this.#letters[view.kind] ?? '·')
  }

  async #ask() {
    this.#stop()
    if (!this.#url) return this.#say('here')
    const asked = new AbortController()
    this.#asked = asked
    if (this.#map.dataset.units !== 'failed') this.#say('asked')
    const lang = new URLSearchParams(location.search).get('lang')
    const answer = await fetch(lang ? `${this.#url}?lang=${lang}` : this.#url, { signal: asked.signal })
      .then((got) => (got.ok ? got.json() : null))
      .catch(() => null)
    if (asked.signal.aborted) return
    this.#asked = null
    if (!answer) return this.#fail()
    this.#map.addUnits(answer.units)
    for (const view of this.#told.values()) this.#map.learnUnit(view, this.#letters[view.kind] ?? '·')
    this.#say('here')
  }

  #fail() {
    this.#say('failed')
    this.#timer = setTimeout(() => this.#ask(), AGAIN)
  }

  #stop() {
    clearTimeout(this.#timer)
    this.#timer = 0
    this.#asked?.abort()
    this.#asked = null
    this.#told.clear()
  }

  // `asked`, `here`, `failed` or `past`; who looks at the map is told that units are missing.
  #say(state) {
    this.#map.dataset.units = state
    if (this.#note) this.#note.hidden = state !== 'failed'
  }
}
