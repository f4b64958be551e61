// Since you left: the server is told that somebody looks, and the card is fetched on return.

import { send } from './dialogs.js';
import { refresh } from './panels.js';

const SEEN_EVERY = 30_000 // milliseconds
const AWAY = 10 * 60_000 // milliseconds, as on the server
const FETCHED = 2000 // milliseconds that the card is given before the return is told

/** Tell the server every half minute that somebody looks at `place`, while the page is in sight. */
export function watchAway(live, place) {
  let hiddenAt = 0
  let holdUntil = 0
  const seen = () => document.hidden || Date.now() < holdUntil || live.seen(place)
  live.addEventListener('joined', seen)
  setInterval(seen, SEEN_EVERY)
  document.addEventListener('visibilitychange', () => {
    if (document.hidden) {
      hiddenAt = Date.now()
      live.seen(place)
    } else {
      if (hiddenAt && Date.now() - hiddenAt >= AWAY) {
        holdUntil = Date.now() + FETCHED
        refresh('since')
      }
      setTimeout(seen, FETCHED)
    }
  })
  document.addEventListener('click', async (event) => {
    const button = event.target instanceof Element ? event.target.closest('[data-since-read]') : null
    if (!button) return
    const panel = button.closest('[data-panel]')
    const refused = await send(panel.getAttribute('hx-get'), new FormData())
    if (refused === null) panel.replaceChildren()
  })
}
