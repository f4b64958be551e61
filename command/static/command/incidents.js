// The list of incidents: one is chosen, with the pointer or with J and K.

import { on } from './keys.js';

/** The listbox inside the incidents panel; the panel may be redrawn at any time. */
export class Incidents extends EventTarget {
  #panel
  #put = false // somebody has put the choice away: then none is made for them

  constructor(panel) {
    super()
    this.#panel = panel
    this.selected = new URLSearchParams(location.search).get('incident')
    this.selected ??= panel.querySelector('[role="option"]')?.dataset.id ?? null
    panel.addEventListener('click', (event) => {
      const row = event.target.closest('[role="option"]')
      if (row) this.choose(row.dataset.id)
    })
    panel.addEventListener('dblclick', () => this.open())
    panel.addEventListener('keydown', (event) => {
      if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return
      event.preventDefault()
      this.step(event.key === 'ArrowDown' ? 1 : -1)
    })
    on('j', () => this.step(1))
    on('k', () => this.step(-1))
    on('Enter', () => this.open())
    on('Escape', () => this.choose(null))
    this.restore()
  }

  /** What the map needs to know of each row. */
  rows() {
    return [...this.#panel.querySelectorAll('[role="option"]')].map((row) => ({ ...row.dataset }))
  }

  choose(id) {
    this.#put = id === null
    if (id === this.selected) return
    this.selected = id
    this.restore()
    const here = new URL(location.href)
    if (id) here.searchParams.set('incident', id)
    else here.searchParams.delete('incident')
    history.replaceState(null, '', here)
    this.dispatchEvent(new CustomEvent('chosen', { detail: { id } }))
  }

  step(by) {
    const ids = this.rows().map((row) => row.id)
    if (!ids.length) return
    const at = ids.indexOf(this.selected)
    const next = at < 0 ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))
    this.choose(ids[next])
    this.#row(ids[next])?.scrollIntoView({ block: 'nearest' })
  }

  open() {
    document.querySelector('[data-open-room]')?.click()
  }

  /** After the panel was redrawn: if the chosen incident is gone, or there was none, the first. */
  settle() {
    const ids = this.rows().map((row) => row.id)
    if (!this.#put && ids.length && !ids.includes(this.selected)) this.choose(ids[0])
    else this.restore()
  }

  /** Mark the chosen row. */
  restore() {
    for (const row of this.#panel.querySelectorAll('[role="option"]')) {
      row.setAttribute('aria-selected', String(row.dataset.id === this.selected))
    }
    const list = this.#panel.querySelector('[role="listbox"]')
    if (!list) return
    if (this.selected) list.setAttribute('aria-activedescendant', `inc-${this.selected}`)
    else list.removeAttribute('aria-activedescendant')
  }

  #row(id) {
    return this.#panel.querySelector(`#${CSS.escape(`inc-${id}`)}`)
  }
}
