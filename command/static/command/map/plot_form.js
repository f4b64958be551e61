// The panel of one drawing: what it says, its history, and what two editors said at once.

import { asText, fromText, kindOf } from './plot_draft.js';
import { say } from './plot_api.js';
import { pieces } from '../worddiff.js';

const WORDS = ['label', 'note'] // fields of which two texts can be put together
const FIELDS = ['category', 'label', 'note', 'visibility', 'expires_at', 'buffer_m', 'style']

const make = (name, text = '', given = {}) => Object.assign(document.createElement(name), { textContent: text, ...given })

// A time as the input wants it: in the zone of the command, to the minute.
function local(iso) {
  if (!iso) return ''
  return new Date(Date.parse(iso) + 8 * 3_600_000).toISOString().slice(0, 16)
}

/** Say the value of a field the way people do. */
export function inWords(name, value) {
  if (value === null || value === '' || value === undefined) return say('nobody')
  if (name === 'geometry') return `${value.type} · ${say('points', { n: asText(value).split('\n').length })}`
  if (name === 'visibility' || name === 'style') return say(`${name}_${value}`)
  if (name === 'expires_at') return local(value).replace('T', ' ')
  if (name === 'category') return document.querySelector(`[name="category"][value="${value}"]`)?.closest('label').textContent.trim() ?? value
  return name === 'buffer_m' ? `${value} m` : String(value)
}

// A text as it stands, with the words underlined that are new against what it was.
function changedWords(before, after) {
  const said = make('dd')
  for (const [how, stretch] of pieces(before ?? '', after ?? '')) {
    if (how !== 'gone') said.append(make(how === 'new' ? 'ins' : 'span', stretch))
  }
  return said
}

/** `acts` has `save`, `drop`, `leave`, `remove`, `restore`, `look`, `moved`. */
export class Form {
  #form = document.querySelector('[data-plot-form]')
  #idle = document.querySelector('[data-idle]')
  feature = null // what is edited, as it was loaded; null for something new
  base = 0

  constructor(acts, open) {
    const form = this.#form
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      acts.save()
    })
    form.addEventListener('click', ({ target }) => {
      const act = target.closest('[data-act]')?.dataset.act
      if (act === 'drop' || act === 'remove') acts[act]()
      const version = target.closest('[data-version-no]')?.dataset.versionNo
      if (version) acts.restore(Number(version))
    })
    form.addEventListener('keydown', (event) => {
      if (event.isComposing || event.keyCode === 229) return
      if (event.key === 'Escape') acts.leave()
    })
    form.elements.kind.addEventListener('change', () => this.#allow())
    form.elements.coordinates.addEventListener('change', () => acts.moved())
    for (const radio of form.elements.category) radio.addEventListener('change', () => acts.look(this.look()))
    if (!open) for (const field of form.elements) field.disabled = true
  }

  get open() {
    return !this.#form.hidden
  }

  /** What names the drawing among those that were typed into. */
  get key() {
    return this.feature?.id ?? `new:${this.#form.elements.kind.value}`
  }

  get dirty() {
    if (!this.feature) return Boolean(this.#form.elements.label.value.trim() || this.#form.elements.note.value.trim())
    try {
      const { properties, geometry } = this.changes()
      return Boolean(geometry) || Object.keys(properties).length > 0
    } catch {
      return true // coordinates that are half written
    }
  }

  typed() {
    return { feature: this.feature, base: this.base, values: Object.fromEntries(new FormData(this.#form)) }
  }

  take({ feature, base, values }) {
    this.feature = feature
    this.base = base
    const { elements } = this.#form
    elements.kind.value = values.kind
    this.#allow()
    for (const [name, value] of Object.entries(values)) elements[name].value = value
  }

  /** Two texts in one field, to be made one by hand; the rest as the others have it now. */
  merge(fields, version) {
    const { elements } = this.#form
    for (const [name, met] of Object.entries(fields)) {
      const mine = elements[name].value
      elements[name].value = name === 'label' ? `${met.now} ${mine}` : `${met.now}\n${mine}`
    }
    this.settleOn(fields, version)
    elements[Object.keys(fields)[0]].focus()
  }

  /** What met is now as the others have it: what differs from that is one's own change. */
  settleOn(fields, version) {
    const properties = { ...this.feature.properties }
    let { geometry } = this.feature
    for (const [name, met] of Object.entries(fields)) {
      if (name === 'geometry') geometry = met.now
      else properties[name] = met.now
    }
    this.feature = { ...this.feature, geometry, properties }
    this.base = version
  }

  begin(kind) {
    this.feature = null
    this.base = 0
    this.#form.reset()
    this.#form.elements.kind.value = kind
    this.#show(say('new'), '')
    this.#form.querySelector('[data-act="remove"]').hidden = true
    this.#form.querySelector('[data-history]').hidden = true
  }

  load(feature) {
    const { properties: told, geometry } = feature
    this.feature = feature
    this.base = told.version
    const { elements } = this.#form
    for (const name of ['label', 'note', 'visibility', 'style']) elements[name].value = told[name]
    elements.category.value = told.category
    elements.expires_at.value = local(told.expires_at)
    elements.buffer_m.value = told.buffer_m || ''
    elements.kind.value = kindOf(geometry)
    elements.coordinates.value = asText(geometry)
    this.#show(told.label || told.name, say('version', { n: told.version }))
    this.#form.querySelector('[data-act="remove"]').hidden = false
    this.#form.querySelector('[name="category"]:checked')?.closest('label').scrollIntoView({ block: 'nearest' })
    this.#who(feature.id)
    this.#history(feature.id)
  }

  // Who else looks at this drawing now.
  #who(id) {
    const who = make('jc-presence', '', { className: 'c-presence', hidden: true })
    who.dataset.object = `feature.${id}`
    who.dataset.room = document.querySelector('[data-plot]').dataset.room
    who.setAttribute('role', 'status')
    this.#form.querySelector('[data-who]').replaceChildren(who)
  }

  close() {
    this.feature = null
    this.#form.querySelector('[data-who]').replaceChildren()
    this.#form.hidden = true
    this.#idle.hidden = false
  }

  place(geometry) {
    this.#form.elements.kind.value = kindOf(geometry)
    this.#form.elements.coordinates.value = asText(geometry)
    this.#allow()
  }

  focus(name) {
    const field = name === 'category' ? this.#form.querySelector('[name="category"]:checked') ?? this.#form.querySelector('[name="category"]:not(:disabled)') : this.#form.elements[name]
    field?.focus()
  }

  geometry() {
    const holes = this.feature?.geometry.type === 'Polygon' ? this.feature.geometry.coordinates.slice(1) : []
    return fromText(this.#form.elements.kind.value, this.#form.elements.coordinates.value, holes)
  }

  look() {
    const chosen = this.#form.querySelector('[name="category"]:checked')?.closest('label')
    const href = chosen?.querySelector('use').getAttribute('href') ?? '#mark'
    return { symbol: href.split('#')[1], role: chosen?.querySelector('svg').dataset.role ?? 'note', label: this.#form.elements.label.value }
  }

  values() {
    const { elements } = this.#form
    const until = elements.expires_at.value
    return {
      category: elements.category.value,
      label: elements.label.value.trim(),
      note: elements.note.value.trim(),
      visibility: elements.visibility.value,
      expires_at: until ? `${until}:00+08:00` : null,
      buffer_m: Number(elements.buffer_m.value) || 0,
      style: elements.style.value,
    }
  }

  /** What differs from the drawing as it was loaded. */
  changes() {
    const now = this.values()
    const { properties: was, geometry } = this.feature
    const properties = {}
    for (const name of FIELDS) {
      const same = name === 'expires_at' ? local(was[name]) === this.#form.elements[name].value : was[name] === now[name]
      if (!same) properties[name] = now[name]
    }
    const drawn = this.geometry()
    return { properties, ...(JSON.stringify(drawn) === JSON.stringify(geometry) ? {} : { geometry: drawn }) }
  }

  problem(text) {
    const box = this.#form.querySelector('[data-problem]')
    box.textContent = text
    if (text) box.focus()
  }

  /** Show both values of every field that met; `choose` hears `mine`, `theirs` or `both`. */
  conflict(fields, choose) {
    const first = Object.values(fields)[0]
    const panel = make('section', '', { className: 'c-conflict', role: 'alertdialog', tabIndex: -1, ariaLabel: say('conflict', { by: first.by }) })
    panel.append(make('h3', say('conflict', { by: first.by })))
    for (const [name, met] of Object.entries(fields)) {
      const list = make('dl')
      list.append(make('dt', say(`field_${name}`), { className: 'c-conflict__field' }))
      const when = new Date(met.at).toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai' })
      for (const [key, label, value] of [['yours', say('yours'), met.yours], ['now', `${say('now')} · ${met.by} ${when}`, met.now], ['was', say('was'), met.base]]) {
        const row = make('div')
        row.dataset.value = key
        row.append(make('dt', label), WORDS.includes(name) && key !== 'was' ? changedWords(met.base, value) : make('dd', inWords(name, value)))
        list.append(row)
      }
      panel.append(list)
    }
    const texts = Object.keys(fields).every((name) => WORDS.includes(name))
    this.#ask(panel, texts ? ['mine', 'theirs', 'merge', 'both'] : ['mine', 'theirs', 'both'], choose)
  }

  /** The drawing was taken off the map meanwhile: what was typed stays, and may go on. */
  lost(choose) {
    const panel = make('section', '', { className: 'c-conflict', role: 'alertdialog', tabIndex: -1, ariaLabel: say('lost') })
    panel.append(make('h3', say('lost')))
    this.#ask(panel, ['back', 'both'], choose)
  }

  #ask(panel, acts_, choose) {
    const box = this.#form.querySelector('[data-conflict]')
    const acts = make('p', '', { className: 'c-conflict__acts' })
    for (const act of acts_) {
      const button = make('button', say(act), { type: 'button', className: 'btn btn--s' })
      button.dataset.choose = act
      button.addEventListener('click', () => {
        box.replaceChildren()
        choose(act)
      })
      acts.append(button)
    }
    panel.append(acts)
    box.replaceChildren(panel)
    panel.focus()
  }

  #show(title, version) {
    this.#form.hidden = false
    this.#idle.hidden = true
    this.#form.querySelector('[data-title]').textContent = title
    this.#form.querySelector('[data-version]').textContent = version
    this.#form.querySelector('[data-conflict]').replaceChildren()
    this.problem('')
    this.#allow()
  }

  // Only categories that have this kind of shape.
  #allow() {
    const kind = this.#form.elements.kind.value
    for (const radio of this.#form.elements.category) {
      const fits = radio.dataset.kinds.split(' ').includes(kind)
      radio.closest('label').hidden = !fits
      if (!fits) radio.checked = false
    }
    for (const group of this.#form.querySelectorAll('[data-group]')) group.hidden = !group.querySelector('label:not([hidden])')
  }

  async #history(id) {
    const box = this.#form.querySelector('[data-history]')
    box.hidden = true
    const answer = await fetch(`/api/features/${id}/versions/`).catch(() => null)
    if (!answer?.ok || this.feature?.id !== id) return
    const versions = await answer.json()
    box.querySelector('ol').replaceChildren(...versions.map((version, n) => this.#line(version, n === 0)))
    box.hidden = false
  }

  #line({ version, kind, by, at, changed, data }, newest) {
    const line = make('li')
    const what = kind === 'changed' ? changed.map((name) => `${say(`field_${name}`)}: ${inWords(name, data[name])}`).join('; ') : ''
    const age = make('jc-age')
    age.dataset.ts = at
    age.dataset.plain = ''
    const head = make('span')
    head.append(make('b', `${version} · ${say(`kind_${kind}`)}`), ` ${by} `, age)
    line.append(head, make('small', what))
    if (!newest && kind !== 'removed') {
      const button = make('button', say('restore'), { type: 'button', className: 'btn btn--s' })
      button.dataset.versionNo = version
      line.append(button)
    }
    return line
  }
}
