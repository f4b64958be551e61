// On a phone the screen is four parts, one at a time; which one is in the address. On a wide
// screen the bar is not shown and every part is.

const bar = document.querySelector('[data-parts]')
const screen = document.querySelector('[data-cop]')
const map = document.querySelector('jc-map')
const PART = 'part'

function show(part) {
  screen.dataset.part = part
  for (const button of bar.querySelectorAll('[data-part]')) button.setAttribute('aria-pressed', String(button.dataset.part === part))
  screen.scrollTop = 0
  // A map that was hidden does not know its size.
  if (part === 'map') map?.shownAgain()
}

function keep(part) {
  const here = new URL(location.href)
  if (part) here.searchParams.set(PART, part)
  else here.searchParams.delete(PART)
  history.replaceState(null, '', here)
}

// How many wait, as their own panels say.
function count() {
  for (const badge of bar.querySelectorAll('[data-part-count]')) {
    const number = document.querySelector(`[data-panel="${badge.dataset.partCount}"] .c-panel__count`)?.textContent.trim() ?? ''
    badge.textContent = number
    badge.hidden = !Number(number)
  }
}

if (bar && screen) {
  bar.addEventListener('click', (event) => {
    const button = event.target.closest('[data-part]')
    if (!button) return
    show(button.dataset.part)
    keep(button.dataset.part)
  })
  // To show something on the map is to look at the map.
  for (const sign of ['jc:locate', 'jc:fit']) document.addEventListener(sign, () => getComputedStyle(bar).display !== 'none' && show('map'))
  for (const name of ['decisions', 'alarms']) {
    const panel = document.querySelector(`[data-panel="${name}"]`)
    if (panel) new MutationObserver(count).observe(panel, { childList: true, subtree: true, characterData: true })
  }
  const asked = new URLSearchParams(location.search).get(PART) ?? ''
  show([...bar.querySelectorAll('[data-part]')].some((button) => button.dataset.part === asked) ? asked : '')
  count()
}
