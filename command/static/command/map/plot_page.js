// The map page of one incident: tools, keys, the draft, the panel, and everybody else's changes.

import { toast } from '../dialogs.js';
import { on } from '../keys.js';
import { refresh as refreshPanel } from '../panels.js';
import { language } from '../words.js';
import { Around, Measure } from './plot_around.js';
import { Doors, length, say } from './plot_api.js';
import { drawBase } from './base.js';
import { Draft } from './plot_draft.js';
import { Form } from './plot_form.js';
import { anything, forget, keep, takeUp } from './plot_kept.js';
import { middle, showFeatures } from './plot.js';

const L = window.L

const page = document.querySelector('[data-plot]')
const place = document.getElementById('plot-map')
const hintLine = document.querySelector('[data-hint]')
const open = page.dataset.open !== undefined
const SOON = 150 // milliseconds that several changes are gathered for

L.PM.setOptIn(true)
const { lat, lon } = page.dataset
const map = L.map(place, {
  center: lat ? [Number(lat), Number(lon)] : [40.52, 110.45], zoom: lat ? 11 : 7.5, minZoom: 5, maxZoom: 18,
  zoomSnap: 0.25, attributionControl: false, zoomControl: false, pmIgnore: false, doubleClickZoom: false,
  maxBounds: [[33, 93], [57, 130]],
}) // biome-ignore format: one option list
L.control.zoom({ position: 'bottomright' }).addTo(map)
L.control.scale({ position: 'bottomleft', imperial: false }).addTo(map)
fetch(place.dataset.base).then(async (answer) => answer.ok && drawBase(map, await answer.json(), language))

const doors = new Doors(page.dataset.incident)
const drawn = showFeatures(map, doors.list, { onSelect: (feature, event) => chosen(feature, event), symbols: place.dataset.symbols })
drawn.ready.then(() => drawn.features.size && map.fitBounds(drawn.bounds(), { padding: [60, 60], maxZoom: 13, animate: false }))
const around = new Around(map)
const measure = new Measure(map)
const draft = new Draft(map, (geometry, fresh) => {
  form.place(geometry)
  if (fresh) {
    tool('select')
    draft.look(form.look())
    form.focus('category')
  }
})
const form = new Form(
  { save, drop, leave, remove, restore, look: (look) => draft.look(look), moved: () => moved() },
  open,
)
let using = 'select'
window.plot = { map, drawn, form } // for whoever looks from outside: the console, the browser tests

// Tools ---------------------------------------------------------------------------------------

function hint(text) {
  hintLine.textContent = text
  hintLine.hidden = !text
}

function tool(name) {
  using = name
  for (const button of document.querySelectorAll('[data-tool]')) button.setAttribute('aria-pressed', String(button.dataset.tool === name))
  measure.clear()
  hint(name === 'select' ? '' : name === 'measure' ? say('measure', { metres: '' }) : say(`hint_${name}`))
  place.classList.toggle('is-drawing', name !== 'select')
}

function use(name) {
  if (['point', 'line', 'polygon'].includes(name)) {
    if (!open) return
    leave()
    form.begin(name)
    if (takeUp(form)) {
      toast(say('taken_up'))
      return moved()
    }
    tool(name)
    draft.begin(name)
    place.focus({ preventScroll: true })
    return
  }
  if (draft.drawing) leave()
  tool(name)
  if (name === 'around' && form.feature) {
    around.feature(form.feature)
    around.look()
  }
  if (name === 'around') around.focus()
}

function chosen(feature, event) {
  if (using === 'around') {
    around.feature(feature)
    return around.look()
  }
  if (using === 'measure') return measured(event.latlng)
  if (draft.drawing) return
  edit(feature)
}

function edit(feature) {
  leave()
  form.load(feature)
  if (open && takeUp(form)) toast(say('taken_up'))
  drawn.select(feature.id)
  around.feature(feature)
  for (const row of document.querySelectorAll('[data-feature]')) row.toggleAttribute('data-chosen', row.dataset.feature === feature.id)
  if (!map.getBounds().contains(middle(feature.geometry))) map.panTo(middle(feature.geometry))
  if (!open) return
  drawn.without(feature.id)
  draft.show(feature.geometry, feature.properties)
  moved()
  hint(say('hint_edit'))
}

function measured(latlng) {
  hint(say('measure', { metres: length(measure.add(latlng)) }))
}

map.on('click', ({ latlng }) => {
  if (using === 'measure') measured(latlng)
  if (using !== 'around') return
  around.position(latlng)
  around.look()
})

// Acts ----------------------------------------------------------------------------------------

// Away from what is being edited, for something else: what was typed is kept for later.
function leave() {
  if (open && keep(form)) toast(say('kept'))
  clear()
}

// Away from it for good.
function drop() {
  if (form.open) forget(form.key)
  clear()
}

function clear() {
  draft.drop()
  form.close()
  tool('select')
  drawn.select(null)
  drawn.without(null)
  for (const row of document.querySelectorAll('[data-chosen]')) row.removeAttribute('data-chosen')
}

function moved() {
  try {
    draft.show(form.geometry(), form.look())
    form.problem('')
  } catch (error) {
    form.problem(error.message)
  }
}

async function save() {
  form.problem('')
  try {
    const values = form.values()
    if (!values.category) throw new Error(say('no_category'))
    if (form.feature) return settle(await doors.change(form.feature, form.base, form.changes()), 'changed')
    settle(await doors.draw(form.geometry(), values), 'drawn')
  } catch (error) {
    form.problem(error.message)
  }
}

function settle(answer, word) {
  if (answer.ok) {
    drop()
    toast(say(word))
    return news()
  }
  const fields = answer.data?.error?.detail?.fields
  if (answer.data?.error?.code === 'bad_transition' && form.feature && form.dirty) return form.lost(recover)
  if (answer.status === 409 && fields) return form.conflict(fields, (act) => resolve(act, answer.data.error.detail))
  form.problem(answer.why)
}

// Mine goes over theirs by name of their version; theirs drops mine; both makes mine a copy.
async function resolve(act, { fields, version }) {
  if (act === 'mine') {
    form.settleOn(fields, version) // taken back, it is theirs again
    return save()
  }
  if (act === 'merge') return form.merge(fields, version)
  if (act === 'both') return asCopy()
  const { geometry, properties } = form.changes()
  for (const name of Object.keys(fields)) delete properties[name]
  const rest = { properties, ...(geometry && !fields.geometry ? { geometry } : {}) }
  if (rest.geometry || Object.keys(properties).length) return settle(await doors.change(form.feature, version, rest), 'changed')
  drop()
  news()
}

async function asCopy() {
  const values = form.values()
  const room = 60 - say('copy').length - 1
  const copy = { ...values, label: `${values.label.slice(0, room)} ${say('copy')}`.trim() }
  settle(await doors.draw(form.geometry(), copy), 'drawn')
}

// The drawing was taken off the map while somebody typed into it: back with it, or a new one.
async function recover(act) {
  if (act === 'both') return asCopy()
  const answer = await fetch(`/api/features/${form.feature.id}/versions/`)
  const [gone, last] = answer.ok ? await answer.json() : []
  if (!last) return form.problem(say('not_sent'))
  const back = await doors.restore(form.feature.id, last.version, gone.version)
  if (back.ok) return save()
  form.problem(back.why)
}

async function remove() {
  if (form.feature) settle(await doors.remove(form.feature), 'removed')
}

async function restore(version) {
  const answer = await doors.restore(form.feature.id, version, form.base)
  if (!answer.ok) return settle(answer, 'restored')
  leave() // what was typed meanwhile goes on from there
  toast(say('restored'))
  news()
}

const takeBack = async () => told(await doors.takeBack(), 'undone', 'nothing_to_undo')
const putAgain = async () => told(await doors.putAgain(), 'redone', 'nothing_to_redo')

function told(answer, done, nothing) {
  if (!answer) return toast(say(nothing))
  toast(answer.ok ? say(done) : answer.why, answer.ok ? '' : 'bad')
  leave()
  news()
}

// Lists, layers, files ------------------------------------------------------------------------

const byId = (id) => drawn.features.get(id)

function layers() {
  const box = document.getElementById('plot-layers')
  box.hidden = !box.hidden
  document.querySelector('[data-act="layers"]').setAttribute('aria-expanded', String(!box.hidden))
  if (!box.hidden) box.querySelector('input').focus()
}

function byCoordinates() {
  if (!open) return
  leave()
  form.begin('point')
  if (takeUp(form)) toast(say('taken_up'))
  form.focus('coordinates')
}

document.addEventListener('click', async ({ target }) => {
  if (!(target instanceof Element)) return
  const tool = target.closest('[data-tool]')?.dataset.tool
  if (tool) use(tool)
  const act = target.closest('[data-act]')?.dataset.act
  if (act === 'layers') layers()
  if (act === 'undo') takeBack()
  if (act === 'redo') putAgain()
  if (act === 'coordinates') byCoordinates()
  const row = target.closest('[data-feature]')
  if (row) {
    if (!byId(row.dataset.feature)) await drawn.refresh()
    const feature = byId(row.dataset.feature)
    if (!feature) return toast(say('gone'), 'bad')
    map.panTo(middle(feature.geometry))
    if (using === 'around') return chosen(feature)
    edit(feature)
  }
  const gone = target.closest('[data-restore]')?.dataset
  if (gone) {
    const version = Number(gone.version)
    settle(await doors.restore(gone.restore, version, version), 'restored')
  }
})

document.getElementById('plot-layers').addEventListener('change', () => {
  const off = [...document.querySelectorAll('[data-layer]:not(:checked)')]
  drawn.hide(new Set(off.map((box) => box.dataset.layer)))
})

document.querySelector('[data-import]')?.addEventListener('change', async ({ target }) => {
  const [file] = target.files
  if (!file) return
  const text = await file.text()
  target.value = ''
  let given = null
  try {
    given = JSON.parse(text)
  } catch {
    given = null
  }
  if (given?.type !== 'FeatureCollection') return toast(say('not_geojson'), 'bad')
  const answer = await doors.takeOver(given)
  toast(answer.ok ? say('imported', { n: answer.data.features.length }) : answer.why, answer.ok ? '' : 'bad')
  news()
})

// Keys and news -------------------------------------------------------------------------------

for (const [key, name] of Object.entries({ v: 'select', p: 'point', y: 'line', o: 'polygon', b: 'around', u: 'measure' })) on(key, () => use(name))
on(';', layers)
if (open) {
  on('z', ({ shiftKey }) => void (shiftKey ? putAgain() : takeBack()))
  on('Control+z', () => void takeBack())
  for (const keys of ['Control+Shift+z', 'Control+y']) on(keys, () => void putAgain())
}
on('Enter', () => {
  if (draft.drawing) return draft.finish()
  if (using === 'measure') return tool('select')
  if (form.open && open) return void save()
  return false
})
on('Escape', () => {
  if (form.open || using !== 'select') {
    around.clear()
    return leave()
  }
  document.querySelector('[data-back]')?.click()
})

window.addEventListener('beforeunload', (event) => {
  if (open && ((form.open && form.dirty) || anything())) event.preventDefault()
})

let soon = 0
function news() {
  clearTimeout(soon)
  soon = setTimeout(async () => {
    await drawn.refresh()
    refreshPanel('drawings')
    tellChanges()
  }, SOON)
}

// Somebody else has changed what is being edited: say so; saving shows what met.
function tellChanges() {
  const now = form.feature && byId(form.feature.id)
  if (form.feature && !now) form.problem(say('gone'))
  if (now && now.properties.version > form.base) document.querySelector('[data-version]').textContent = `${say('version', { n: form.base })} → ${now.properties.version} · ${now.properties.by}`
}

const { live } = window.jc
live.addEventListener('changed', ({ detail }) => detail.ref.startsWith('feature.') && news())
live.addEventListener('evicted', news)
place.dataset.ready = ''
