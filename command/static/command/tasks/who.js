// Whom an order is for: a field that finds by name, pinyin or initials, the nearest first.
// Enter takes what is marked; what is marked is taken already, so that Enter may send too.

import { composing } from '../intake/combobox.js';
import { find } from '../intake/match.js';
import { say } from '../words.js';

const MOST = 9

/** `rows`: [value, name, detail, pinyin, initials, minutes]; fires `chosen` with the value. */
export class Who extends EventTarget {
  #input
  #list
  #value
  #none
  #rows = []
  #found = []
  #at = 0

  constructor(box) {
    super()
    this.#input = box.querySelector('input[role="combobox"]')
    this.#list = box.querySelector('[role="listbox"]')
    this.#none = box.dataset.none
    this.#value = box.querySelector('input[type="hidden"]')
    this.#input.addEventListener('input', () => this.#look(true))
    this.#input.addEventListener('focus', () => this.#input.select())
    this.#input.addEventListener('keydown', (event) => this.#key(event))
    this.#list.addEventListener('mousedown', (event) => {
      const option = event.target.closest('[role="option"]')
      event.preventDefault()
      if (option) this.#mark(Number(option.dataset.at), true)
    })
  }

  /** Learn who there is; nobody is chosen before somebody has typed or walked the list. */
  learn(rows) {
    this.#rows = rows
    this.#look(false)
  }

  /** Whoever is chosen: `team:<id>`, or nothing. */
  get value() {
    return this.#value.value
  }

  #look(typed) {
    const text = this.#input.value.trim()
    this.#found = text ? find(this.#rows, text, MOST) : this.#rows.slice(0, MOST)
    const exact = this.#found.findIndex(([value]) => value === this.#value.value)
    this.#at = exact >= 0 && !typed ? exact : 0
    if (typed) this.#value.value = text && this.#found.length ? this.#found[0][0] : ''
    this.#draw(typed ? Boolean(text) : exact >= 0)
    this.dispatchEvent(new CustomEvent('chosen', { detail: this.value }))
  }

  #draw(marked) {
    this.#list.replaceChildren(
      ...this.#found.map((row, at) => {
        const option = document.createElement('li')
        option.id = `${this.#list.id}-${at}`
        option.dataset.at = String(at)
        option.setAttribute('role', 'option')
        option.setAttribute('aria-selected', String(marked && at === this.#at))
        const name = Object.assign(document.createElement('b'), { textContent: row[1] })
        const detail = Object.assign(document.createElement('small'), { textContent: row[6] ?? '' })
        const away = document.createElement('span')
        away.className = 'num'
        away.textContent = row[5] === null || row[5] === undefined ? '' : say('minutes', { n: row[5] })
        option.append(name, detail, away)
        return option
      }),
    )
    if (!this.#found.length && this.#rows.length) this.#list.append(this.#nobody())
    if (marked && this.#found.length) this.#input.setAttribute('aria-activedescendant', `${this.#list.id}-${this.#at}`)
    else this.#input.removeAttribute('aria-activedescendant')
    this.#list.children[this.#at]?.scrollIntoView({ block: 'nearest' })
  }

  #nobody() {
    const line = document.createElement('li')
    line.className = 'c-tk-nobody'
    line.textContent = this.#none
    return line
  }

  #mark(at, name) {
    this.#at = (at + this.#found.length) % this.#found.length
    this.#value.value = this.#found[this.#at][0]
    if (name) this.#input.value = this.#found[this.#at][1]
    this.#draw(true)
    this.dispatchEvent(new CustomEvent('chosen', { detail: this.value }))
  }

  #key(event) {
    if (composing(event) || event.ctrlKey || event.metaKey || !this.#found.length) return
    if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
    event.preventDefault()
    const by = event.key === 'ArrowDown' ? 1 : -1
    this.#mark(this.#value.value ? this.#at + by : 0, false)
  }
}
