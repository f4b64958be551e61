// One clock for the page: the server's.

let offset = 0 // milliseconds that the server's clock is ahead of this machine's

const rendered = Date.parse(document.documentElement.dataset.now ?? '')
if (rendered) offset = rendered - Date.now()

/** Take the server's clock from somebody who knows it better: the live line. */
export function setOffset(milliseconds) {
  if (Number.isFinite(milliseconds)) offset = milliseconds
}

/** The server's time in milliseconds. */
export function serverNow() {
  return Date.now() + offset
}
