// The count of what is addressed to one: a sound, once, when something new has come.

import { sound } from './sound.js';

const HEARD = 'jc-addressed' // a page drawn anew does not sound again for what was heard

document.addEventListener('htmx:afterSwap', (event) => {
  const link = event.target.querySelector?.('.c-addressed')
  if (!link) return
  const count = Number(link.dataset.count)
  if (Number(link.dataset.fresh) && count > Number(sessionStorage.getItem(HEARD) ?? 0)) sound('addressed')
  sessionStorage.setItem(HEARD, String(count))
})
