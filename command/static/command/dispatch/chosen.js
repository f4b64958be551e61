// What is chosen on the board of forces: kept over paging and over the refreshing of its lists.

/** Forces by their key, with what the bar tells of them; kept for this tab. */
export class Chosen extends EventTarget {
  #store
  #found

  /** @param {string} place what the choice is for: an incident, or a request */
  constructor(place) {
    super()
    this.#store = `dispatch:${place}`
    try {
      this.#found = new Map(JSON.parse(sessionStorage.getItem(this.#store) ?? '[]'))
    } catch {
      this.#found = new Map()
    }
  }

  get size() {
    return this.#found.size
  }

  get all() {
    return [...this.#found.values()]
  }

  has(key) {
    return this.#found.has(key)
  }

  /** Choose the force of a row, or let it go. */
  toggle(row, on = !this.has(row.dataset.unit)) {
    const { unit, what, give, people, minutes, name } = row.dataset
    if (on) {
      const eta = minutes ? Number(minutes) : null
      this.#found.set(unit, { unit, what, give: Number(give), people: Number(people), minutes: eta, name })
    } else this.#found.delete(unit)
    this.#changed()
  }

  clear() {
    this.#found.clear()
    this.#changed()
  }

  #changed() {
    sessionStorage.setItem(this.#store, JSON.stringify([...this.#found]))
    this.dispatchEvent(new Event('changed'))
  }
}
