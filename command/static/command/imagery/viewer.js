// One image enlarged over the wall: fetched, shown, left again; its forms go to the server.

import { newId, send, toast } from '../dialogs.js';
import { tickAges } from '../time.js';
import { say } from '../words.js';
import './minimap.js';
import { compare } from './compare.js';
import { drawOver } from './draw.js';

const dialog = document.getElementById('viewer')
let opened = null // the image in sight and whoever opened it

/** Enlarge an image; `ways` knows its neighbours and hears what is shown. */
export async function openImage(id, ways) {
  opened = { id, ways }
  const place = dialog.querySelector('[data-one]')
  if (!(await fetchInto(place, id))) return
  if (!dialog.open) dialog.showModal()
  begin(place)
  place.querySelector('[data-canvas], video, [data-close]')?.focus()
  for (const button of place.querySelectorAll('[data-step]')) {
    button.disabled = !ways.next(id, Number(button.dataset.step))
  }
  ways.shown(id)
}

async function fetchInto(place, id) {
  const answer = await fetch(`/v/${id}/`, { headers: { 'HX-Request': 'true' } }).catch(() => null)
  if (!answer?.ok) {
    toast(say(answer ? 'refused' : 'not_sent'), 'bad')
    return false
  }
  const made = document.createElement('template')
  made.innerHTML = await answer.text()
  place.replaceChildren(made.content)
  return true
}

/** Bring a place that holds one image to life. */
export function begin(place) {
  tickAges(place)
  drawOver(place, () => again(place), complain)
}

// The same image anew, after something was done to it.
async function again(place) {
  const id = place.querySelector('[data-image]').dataset.image
  const scrolled = place.querySelector('.c-one__side')?.scrollTop ?? 0
  if (await fetchInto(place, id)) {
    begin(place)
    const side = place.querySelector('.c-one__side')
    if (side) side.scrollTop = scrolled
  }
}

// Say in the image's own place what went wrong; the words take the focus.
function complain(place, words) {
  const note = place.querySelector('[data-error]')
  note.textContent = words
  note.hidden = !words
  if (words) note.focus()
}

document.addEventListener('submit', async (event) => {
  const form = event.target.closest('form[data-send]')
  if (!form) return
  event.preventDefault()
  const place = form.closest('[data-one]')
  form.dataset.key ??= newId()
  const button = event.submitter
  if (button) button.disabled = true
  const refused = await send(form.action, new FormData(form), form.dataset.key)
  if (button) button.disabled = false
  if (refused === null) {
    toast(say('done'))
    return again(place)
  }
  delete form.dataset.key
  complain(place, refused)
})

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null
  const other = target?.closest('[data-other]')
  if (other && dialog.open && !event.ctrlKey && !event.metaKey) {
    event.preventDefault()
    return openImage(other.dataset.other, opened.ways)
  }
  const step = target?.closest('#viewer [data-step]')
  if (step) return go(Number(step.dataset.step))
  const against = target?.closest('[data-compare-with]')
  if (against) {
    const shown = against.closest('[data-one]').querySelector('[data-canvas] img')
    const label = against.closest('.c-one').querySelector('h2').textContent
    if (shown) {
      compare([
        { src: against.dataset.large, label: against.dataset.label },
        { src: shown.src, label },
      ], 'slide')
    }
  }
})

function go(by) {
  const next = opened?.ways.next(opened.id, by)
  if (next) openImage(next, opened.ways)
}

dialog.addEventListener('keydown', (event) => {
  if (event.target.matches('input, textarea, select') || event.target.closest('[data-canvas][data-tool]')) return
  if (event.key === 'ArrowLeft') go(-1)
  if (event.key === 'ArrowRight') go(1)
})
dialog.addEventListener('close', () => {
  dialog.querySelector('[data-one]').replaceChildren()
  opened?.ways.closed()
})
