// Two changed the same field: both values stand there until somebody chooses.

import { touched } from './rows.js';

/** Show the panel in its field. `told.now` is what the server has; `later` saves, `renew` fetches. */
export function clash(box, told, { later, renew }) {
  const panel = box.querySelector('[data-clash]')
  const first = panel.hidden
  panel.innerHTML = told.html
  panel.hidden = false
  if (first) panel.querySelector('button').focus()
  panel.onclick = (event) => {
    const how = event.target.closest('[data-choose]')?.dataset.choose
    if (!how) return
    box.querySelector('[data-base]').value = JSON.stringify(told.now)
    panel.hidden = true
    if (how === 'theirs') {
      box.removeAttribute('data-dirty')
      return renew()
    }
    const input = box.querySelector('input:not([type=hidden]), textarea, select')
    if (how === 'both') {
      input.value = input.matches('textarea') ? `${told.now}\n${input.value}` : `${told.now} ${input.value}`
      input.focus()
    }
    touched(box)
    later(how === 'both' ? 4000 : 0)
  }
}
