// The form of a new incident: hints while it is filled in, a draft kept here, one save.

import { newId } from '../dialogs.js';
import { say } from '../words.js';
import { Combobox, composing } from './combobox.js';

const WAIT = 250 // milliseconds after the last key before the server is asked
const DRAFT = 'jc:new-incident'
const KEPT = ['key', 'kind', 'event_type', 'place', 'region', 'lat', 'lon', 'grade', 'title', 'source', 'trapped', 'dead', 'missing', 'serious', 'occurred'] // biome-ignore format: one list

/** Wires one form; `replace` is given the HTML of a form that came back with problems. */
export class IntakeForm {
  #form
  #replace
  #soon = 0
  #asked = 0
  #graded = false // by hand: then no suggestion moves it
  #busy = false

  constructor(form, replace, fresh) {
    this.#form = form
    this.#replace = replace
    if (fresh) {
      this.#field('key').value = newId()
      this.#graded = this.#prefilled && Boolean(this.#form.elements.grade.value)
      if (!this.#prefilled) this.#restore()
    }
    this.#combos()
    form.addEventListener('input', (event) => this.#changed(event))
    form.addEventListener('keydown', (event) => this.#key(event))
    form.addEventListener('submit', (event) => this.#submit(event))
    form.querySelector('[data-discard]')?.addEventListener('click', () => this.#discard())
    const wrong = form.querySelector('[data-errsum]')
    if (wrong) wrong.focus()
    else form.querySelector('#new-kind').focus()
    if (this.#field('kind').value) this.#hintSoon()
  }

  /** A click on the map. */
  point({ lat, lon }) {
    const place = this.#field('place')
    const pair = `${lat.toFixed(5)}, ${lon.toFixed(5)}`
    if (!place.value.trim() || /^[-\d.,\s]+$/.test(place.value)) place.value = pair
    this.#field('region').value = ''
    this.#field('lat').value = lat.toFixed(6)
    this.#field('lon').value = lon.toFixed(6)
    this.#keep()
    this.#hintSoon()
  }

  // Filled in from something else, such as an alarm: the draft that was kept is another matter.
  get #prefilled() {
    return 'prefilled' in this.#form.dataset
  }

  #field(name) {
    return this.#form.elements.namedItem(name)
  }

  #combos() {
    const index = JSON.parse(this.#form.querySelector('#intake-index').textContent)
    const choose = (box, rows, how, into) => {
      const combo = new Combobox(this.#form.querySelector(`[data-combo="${box}"]`), rows, how)
      combo.addEventListener('chosen', ({ detail: row }) => {
        if (into) this.#field(into).value = row ? row[0] : ''
        if (!row) return
        this.#keep()
        this.#hintSoon()
      })
    }
    choose('types', index.types, { eager: true, onward: true }, 'event_type')
    choose('regions', index.regions, {}, 'region')
    choose('sources', index.sources, { onward: true }, '')
  }

  #changed(event) {
    if (event.target.name === 'grade') this.#graded = true
    if (event.target.name === 'place') {
      this.#field('lat').value = ''
      this.#field('lon').value = ''
    }
    this.#keep()
    if (event.target.name !== 'title') this.#hintSoon()
  }

  #key(event) {
    if (composing(event)) return
    if ((event.ctrlKey || event.metaKey) && event.key === 'Enter') {
      event.preventDefault()
      return this.#form.requestSubmit(this.#form.querySelector('[data-save]'))
    }
    // Enter in a field goes on to the next one: half a form is not sent by chance.
    if (event.key === 'Enter' && event.target.matches('input') && !event.defaultPrevented) {
      event.preventDefault()
      return this.#next(event.target).focus()
    }
    if (event.target.closest('[data-grades]') && '1234'.includes(event.key)) {
      const radio = this.#form.querySelector(`[name="grade"][value="${event.key}"]`)
      radio.checked = true
      radio.focus()
      this.#graded = true
      this.#keep()
    }
  }

  // Where Enter leads: past the counts as soon as one is left empty, and from the source to the
  // button, for the title makes itself. Tab leads everywhere.
  #next(field) {
    if (field.matches('[data-count]') && !field.value.trim()) return this.#field('source')
    const fields = [...this.#form.querySelectorAll('input:not([type="hidden"]):not([type="radio"])')]
    const next = fields[fields.indexOf(field) + 1]
    const last = field.name === 'source' || !next?.checkVisibility()
    return last ? this.#form.querySelector('[data-save]') : next
  }

  // Hints ----------------------------------------------------------------------------------

  #hintSoon() {
    clearTimeout(this.#soon)
    this.#soon = setTimeout(() => this.#hint(), WAIT)
  }

  async #hint() {
    const turn = ++this.#asked
    const asked = new URLSearchParams(new FormData(this.#form))
    for (const name of ['csrfmiddlewaretoken', 'key', 'title']) asked.delete(name)
    try {
      const answer = await fetch(`${this.#form.dataset.hints}?${asked}`)
      if (!answer.ok || turn !== this.#asked) return
      this.#show(new DOMParser().parseFromString(await answer.text(), 'text/html'))
    } catch {
      // Without the network the form still takes everything in; the draft is kept.
    }
  }

  #show(told) {
    for (const slot of this.#form.querySelectorAll('[data-slot]')) {
      const said = told.querySelector(`[data-of="${slot.dataset.slot}"]`)
      if (said) slot.replaceChildren(...said.childNodes)
    }
    const title = told.querySelector('[data-of="title"]')?.textContent.trim()
    if (title) this.#field('title').placeholder = title
    const grade = told.querySelector('[data-grade]')?.dataset.grade
    const radios = this.#form.querySelectorAll('[name="grade"]')
    if (!this.#graded) for (const radio of radios) radio.checked = radio.value === grade
  }

  // The draft ------------------------------------------------------------------------------

  #keep() {
    if (this.#prefilled) return
    const given = new FormData(this.#form)
    const kept = Object.fromEntries(KEPT.map((name) => [name, given.get(name) ?? '']))
    if (!this.#graded) kept.grade = ''
    localStorage.setItem(DRAFT, JSON.stringify(kept))
  }

  #restore() {
    let kept = null
    try {
      kept = JSON.parse(localStorage.getItem(DRAFT))
    } catch {
      localStorage.removeItem(DRAFT)
    }
    if (!kept || !(kept.kind || kept.place || kept.title)) return
    for (const name of KEPT) if (this.#field(name)) this.#field(name).value = kept[name] ?? ''
    this.#graded = Boolean(kept.grade)
    this.#form.querySelector('[data-restored]').hidden = false
  }

  #discard() {
    localStorage.removeItem(DRAFT)
    this.#form.reset()
    for (const name of ['event_type', 'region', 'lat', 'lon']) this.#field(name).value = ''
    this.#field('key').value = newId()
    this.#graded = false
    this.#form.querySelector('[data-restored]').hidden = true
    this.#form.querySelector('#new-kind').focus()
    this.#hintSoon()
  }

  // Saving ---------------------------------------------------------------------------------

  async #submit(event) {
    event.preventDefault()
    if (this.#busy) return
    this.#busy = true
    this.#form.dataset.busy = ''
    const body = new FormData(this.#form, event.submitter)
    try {
      const answer = await fetch(this.#form.action, { method: 'POST', body, headers: { 'HX-Request': 'true' } })
      const onward = answer.headers.get('HX-Redirect')
      if (answer.ok || onward) {
        if (answer.ok && !this.#prefilled) localStorage.removeItem(DRAFT)
        return location.assign(onward ?? '/')
      }
      const text = await answer.text()
      if (text.includes('data-intake')) return this.#replace(text)
      this.#refuse(new DOMParser().parseFromString(text, 'text/html').body.textContent.trim())
    } catch {
      this.#refuse(say('not_sent'))
    }
    this.#busy = false
    delete this.#form.dataset.busy
  }

  #refuse(why) {
    const note = this.#form.querySelector('[data-refused]')
    note.textContent = why.slice(0, 400)
    note.hidden = false
    note.tabIndex = -1
    note.focus()
  }
}
