// A text field with a list under it (ARIA combobox pattern); nothing is done while composing.

import { language } from '../words.js';
import { find } from './match.js';

export const composing = (event) => event.isComposing || event.keyCode === 229
const name = (row) => (language === 'en' ? row[2] : row[1])

/** Lets one of `rows` be chosen in the field `box`; fires `chosen` with the row, or null. */
export class Combobox extends EventTarget {
  #input
  #list
  #rows
  #eager
  #onward
  #found = []
  #at = -1

  /**
   * @param {boolean} eager the first row found is taken by Enter and Tab, also of characters
   * @param {boolean} onward what is taken is the whole of the field: Enter also goes on
   */
  constructor(box, rows, { eager = false, onward = false } = {}) {
    super()
    this.#input = box.querySelector('input')
    this.#list = box.querySelector('[role="listbox"]')
    this.#rows = rows
    this.#eager = eager
    this.#onward = onward
    this.#input.addEventListener('input', () => this.#typed())
    this.#input.addEventListener('keydown', (event) => this.#key(event))
    this.#input.addEventListener('blur', () => setTimeout(() => this.#shut(), 150))
    this.#list.addEventListener('mousedown', (event) => {
      event.preventDefault()
      const option = event.target.closest('[role="option"]')
      if (option) this.#take(this.#found[Number(option.dataset.at)])
    })
  }

  get open() {
    return !this.#list.hidden
  }

  #typed() {
    this.dispatchEvent(new CustomEvent('chosen', { detail: null }))
    const text = this.#input.value
    this.#found = find(this.#rows, text)
    if (!this.#found.length) return this.#shut()
    // Latin letters are typed to find something; characters may be the place itself.
    this.#at = this.#eager || /^[a-z' ]+$/i.test(text) ? 0 : -1
    this.#draw()
  }

  #draw() {
    this.#list.replaceChildren(
      ...this.#found.map((row, at) => {
        const option = document.createElement('li')
        option.id = `${this.#list.id}-${at}`
        option.dataset.at = String(at)
        option.setAttribute('role', 'option')
        option.setAttribute('aria-selected', String(at === this.#at))
        const first = document.createElement('b')
        first.textContent = name(row)
        const second = document.createElement('small')
        const other = language === 'en' ? row[1] : row[2]
        second.textContent = [row[5], other !== name(row) && other].filter(Boolean).join(' · ')
        option.append(first, second)
        return option
      }),
    )
    this.#list.hidden = false
    this.#input.setAttribute('aria-expanded', 'true')
    if (this.#at >= 0) this.#input.setAttribute('aria-activedescendant', `${this.#list.id}-${this.#at}`)
    else this.#input.removeAttribute('aria-activedescendant')
    this.#list.children[this.#at]?.scrollIntoView({ block: 'nearest' })
  }

  #key(event) {
    if (composing(event) || event.ctrlKey || event.metaKey) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!this.open) return this.#typed()
      event.preventDefault()
      const by = event.key === 'ArrowDown' ? 1 : -1
      this.#at = (this.#at + by + this.#found.length) % this.#found.length
      return this.#draw()
    }
    if (!this.open) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      return this.#shut()
    }
    if ((event.key === 'Enter' || event.key === 'Tab') && this.#at >= 0) {
      if (event.key === 'Enter' && !this.#onward) event.preventDefault()
      this.#take(this.#found[this.#at])
    }
  }

  #take(row) {
    // What is only begun goes on behind a space, in English.
    this.#input.value = name(row) + (language === 'en' && !this.#onward ? ' ' : '')
    this.#shut()
    this.dispatchEvent(new CustomEvent('chosen', { detail: row }))
  }

  #shut() {
    this.#list.hidden = true
    this.#at = -1
    this.#input.setAttribute('aria-expanded', 'false')
    this.#input.removeAttribute('aria-activedescendant')
  }
}
