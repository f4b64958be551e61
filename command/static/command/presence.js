// `<jc-presence data-object="incident.<id>">`: who else looks at a thing, and which field they
// edit. Advisory: nobody is kept from anything by it.

import { say } from './words.js';

const SHOWN = 6
const hue = (name) => [...name].reduce((sum, letter) => sum + letter.codePointAt(0), 0) % 6

/** Needs `window.jc.live`; `data-room` is the room of the thing, or else the page's first. */
class Presence extends HTMLElement {
  #started = false

  connectedCallback() {
    this.start()
  }

  start() {
    const live = window.jc?.live
    if (!live || this.#started) return
    this.#started = true
    const start = JSON.parse(document.getElementById('room-start')?.textContent ?? '{}')
    this.room = this.dataset.room ?? start.rooms?.[0]?.room
    this.heard = ({ detail }) => detail.object === this.dataset.object && this.draw(detail.people)
    live.addEventListener('present', this.heard)
    live.present(this.room, this.dataset.object)
    this.gone = ({ detail }) => detail.room === this.room && this.draw([])
    live.addEventListener('evicted', this.gone)
    // On a page of a report, fields belong to the report and not to the incident around it.
    const others = [...document.querySelectorAll('jc-presence')].some((other) => other !== this)
    if (!others || this.dataset.object !== this.room) this.#watchFields(live)
  }

  disconnectedCallback() {
    if (!this.#started) return
    window.jc.live.removeEventListener('present', this.heard)
    window.jc.live.removeEventListener('evicted', this.gone)
    window.jc.live.absent(this.dataset.object)
    this.#started = false
  }

  #watchFields(live) {
    const fieldOf = (event) => (event.target instanceof Element ? event.target.closest('[data-field]')?.dataset.field : '') ?? ''
    document.addEventListener('focusin', (event) => live.present(this.room, this.dataset.object, fieldOf(event)))
    document.addEventListener('focusout', (event) => fieldOf(event) && live.present(this.room, this.dataset.object))
  }

  draw(people) {
    this.replaceChildren()
    this.hidden = people.length === 0
    const text = document.createElement('span')
    text.textContent = say('looking', { n: people.length })
    this.append(text)
    for (const { name } of people.slice(0, SHOWN)) {
      const mark = document.createElement('i')
      mark.className = 'c-av'
      mark.dataset.h = hue(name)
      mark.textContent = name.slice(0, 1)
      mark.title = name
      mark.setAttribute('role', 'img')
      mark.setAttribute('aria-label', name)
      this.append(mark)
    }
    this.#markFields(people)
  }

  #markFields(people) {
    for (const note of document.querySelectorAll('[data-editing]')) note.remove()
    for (const { name, field } of people) {
      if (!field) continue
      const input = document.querySelector(`[data-field="${CSS.escape(field)}"]`)
      if (!input) continue
      const note = document.createElement('small')
      note.className = 'c-editing'
      note.dataset.editing = ''
      note.textContent = say('editing', { name, field: input.labels?.[0]?.textContent.trim() ?? input.dataset.label ?? '' })
      input.after(note)
    }
  }
}
customElements.define('jc-presence', Presence)
document.addEventListener('jc:live', () => {
  for (const element of document.querySelectorAll('jc-presence')) element.start()
})
