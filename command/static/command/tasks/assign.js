// Giving a task, from anywhere: a key, a name, Enter. The form is the server's; a key of its own
// makes two clicks one order, and what was typed stays when the answer is no.

import { composing } from '../intake/combobox.js';
import { newId, send, toast } from '../dialogs.js';
import { on } from '../keys.js';
import { Who } from './who.js';

const LAST = 'tasks:template'
const dialog = document.getElementById('assign')
const body = dialog?.querySelector('[data-assign-body]')

/** Open the question of who does what: `given` are an incident, a task's assignee, and so on. */
export function openAssign(given = {}) {
  const query = new URLSearchParams(Object.entries(given).filter(([, value]) => value))
  return open(`${dialog.dataset.url}?${query}`)
}

/** Open the question to whom an existing task is given. */
export const openGive = (url) => open(url)

/** Open the question what is said of a task, or any other form of it. */
export const openAct = (url) => open(url)

async function open(url) {
  if (!dialog || dialog.open) return
  const answer = await fetch(url, { headers: { 'HX-Request': 'true' } }).catch(() => null)
  if (!answer) return toast(body.dataset.lost ?? '…', 'bad')
  const text = await answer.text()
  if (!answer.ok) {
    const told = new DOMParser().parseFromString(text, 'text/html')
    return toast(told.body.textContent.trim().slice(0, 300), 'bad')
  }
  body.innerHTML = text
  dialog.showModal()
  wire(body.querySelector('form'))
}
// What is put away is gone: neither its keys nor its way back stay on the page.
dialog?.addEventListener('close', () => body.replaceChildren())
dialog?.addEventListener('click', (event) => {
  if (event.target.closest('[data-close]')) event.preventDefault()
})

/** Bring a form to life: in the dialog, or on a page of its own. */
export function wire(form) {
  if (!form) return
  const key = newId()
  wireTemplates(form)
  const box = form.querySelector('[data-who]')
  const who = box && new Who(box)
  if (who) learn(form, who)
  wireActs(form)
  ;(form.querySelector('[data-first]') ?? form.querySelector('button'))?.focus()
  form.addEventListener('keydown', (event) => {
    if (event.key !== 'Enter' || composing(event) || event.target.matches('textarea, button, summary')) return
    event.preventDefault()
    form.requestSubmit(form.querySelector('[data-send]'))
  })
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    const button = form.querySelector('[data-send]')
    if (button.dataset.busy !== undefined) return
    if (who && !who.value) return refuse(form, box.dataset.choose, box.querySelector('input'))
    button.dataset.busy = ''
    const refused = await sent(form, key)
    delete button.dataset.busy
    if (refused !== null) return refuse(form, refused)
    if (!dialog?.open) return location.assign(form.dataset.back)
    dialog.close()
    toast(form.dataset.done)
    document.dispatchEvent(new CustomEvent('jc:decided'))
  })
}

// Files go in pieces where the browser can; everything else is the form as it stands.
async function sent(form, key) {
  const pictures = form.dataset.pictures === undefined ? null : await import('./pictures.js')
  return pictures?.able() ? pictures.sendAll(form) : send(form.action, new FormData(form), key)
}

function refuse(form, text, field) {
  const summary = form.querySelector('[data-error]')
  summary.textContent = text
  ;(field ?? summary).focus()
}

async function learn(form, who) {
  const incident = form.elements.incident
  let asked = ''
  const ask = async () => {
    const url = `${form.dataset.who}?incident=${incident?.value ?? ''}`
    if (asked === url) return
    asked = url
    const answer = await fetch(url).catch(() => null)
    if (answer?.ok && asked === url) who.learn((await answer.json()).rows)
  }
  const place = form.elements.place
  const told = () => {
    const where = incident?.selectedOptions?.[0]?.dataset.place
    if (place && place.dataset.own === undefined && where !== undefined) place.value = where
  }
  incident?.addEventListener('change', ask)
  incident?.addEventListener('change', told)
  told()
  await ask()
}

// A template fills in what nobody has written over.
function wireTemplates(form) {
  const all = [...form.querySelectorAll('input[name="template"]')]
  if (!all.length) return
  const fill = (template) => {
    for (const name of ['title', 'minutes', 'kind', 'detail']) {
      const field = form.elements[name]
      if (!field || (field.dataset.own !== undefined && field.value)) continue
      field.value = template.dataset[name] ?? ''
    }
    const list = form.querySelector('[data-checklist]')
    if (list) list.textContent = template.dataset.checklist ?? ''
  }
  form.addEventListener('input', ({ target }) => {
    if (target.name !== 'template') target.dataset.own = ''
  })
  for (const one of all) {
    one.addEventListener('change', () => {
      localStorage.setItem(LAST, one.value)
      fill(one)
    })
  }
  const last = all.find(({ value }) => value === localStorage.getItem(LAST))
  const first = all.find(({ checked }) => checked) ?? last ?? all[0]
  first.checked = true
  fill(first)
  form.addEventListener('keydown', (event) => {
    if (!event.altKey || !/^[1-9]$/.test(event.key)) return
    const one = all[Number(event.key) - 1]
    if (!one) return
    event.preventDefault()
    one.click()
  })
}

// What is said of a task: its verb asks for a reason, or for how far it is, or for nothing.
function wireActs(form) {
  const verbs = [...form.querySelectorAll('input[name="verb"]')]
  if (!verbs.length) return
  const show = () => {
    const verb = verbs.find(({ checked }) => checked)
    const reason = form.querySelector('.c-field[data-reason]')
    const progress = form.querySelector('.c-field[data-progress]')
    if (reason) reason.hidden = verb?.dataset.reason === undefined
    if (progress) progress.hidden = verb?.value !== 'report'
    form.elements.progress.disabled = verb?.value !== 'report'
  }
  form.addEventListener('change', show)
  show()
}

// From any page: N or a button. What it is about stands beside the button, or is chosen there.
document.addEventListener('click', (event) => {
  const opener = event.target instanceof Element ? event.target.closest('[data-assign]') : null
  if (!opener || !dialog) return
  event.preventDefault()
  openAssign({ incident: opener.dataset.incident ?? about(), to: opener.dataset.to })
})
// The page's own incident, or the one that is chosen on the command screen.
const about = () => dialog.dataset.incident ?? document.querySelector('.c-peek')?.dataset.id
on('t', () => {
  if (!dialog || !document.querySelector('[data-assign-key="t"]')) return false
  openAssign({ incident: about() })
})
if (document.querySelector('.l-tasks')) on('n', () => openAssign({ incident: new URLSearchParams(location.search).get('incident') }))
wire(document.querySelector('main form[data-assign-form]'))
