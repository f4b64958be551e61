// One task: its three acts by key and by button.

import { send, toast } from '../dialogs.js';
import { on } from '../keys.js';
import { refresh } from '../panels.js';
import { openAct, openGive } from './assign.js';

const words = JSON.parse(document.getElementById('task-words').textContent)
const find = (selector) => document.querySelector(`[data-panel="one"] ${selector}`)

async function advance(button) {
  if (!button) return toast(words.not_here)
  const body = new FormData()
  body.set('verb', button.dataset.onward)
  const name = button.firstChild.textContent.trim()
  const refused = await send(`/t/${button.dataset.task}/act/`, body)
  toast(refused ?? words.moved.replace('{name}', name), refused ? 'bad' : '')
  refresh('one')
}

const through = (open, link) => (link ? open(link.href) : toast(words.not_here))
on('a', () => through(openGive, find('[data-give]')))
on('s', () => through(openAct, find('[data-status]')))
on('>', () => advance(find('[data-onward]')))
on('p', () => through(openAct, find('[href$="/pictures/"]')))
on('.', () => advance(find('[data-onward]')))
document.addEventListener('click', async (event) => {
  const item = event.target.closest?.('[data-tick]')
  if (!item) return
  const body = new FormData()
  body.set('item', item.dataset.tick)
  body.set('done', item.getAttribute('aria-checked') === 'true' ? 'no' : 'yes')
  const refused = await send(item.dataset.url, body)
  if (refused) toast(refused, 'bad')
  refresh('one')
})
document.addEventListener('click', (event) => {
  const act = event.target.closest?.('[data-panel="one"] :is([data-give], [data-status], [data-form], [data-onward])')
  if (!act) return
  event.preventDefault()
  if (act.matches('[data-onward]')) advance(act)
  else if (act.matches('[data-give]')) openGive(act.href)
  else openAct(act.href)
})
