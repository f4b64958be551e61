// Two images beside each other, or one over the other with a slider; the earlier is on the left.

const dialog = document.getElementById('compare')
const pair = dialog.querySelector('.c-compare__pair')
const cut = dialog.querySelector('input[type="range"]')

/** Compare two sides `{src, label}`, the earlier first. */
export function compare(sides, mode = 'side') {
  for (const [place, figure] of pair.querySelectorAll('figure').entries()) {
    const image = figure.querySelector('img')
    image.src = sides[place].src
    image.alt = sides[place].label
    figure.querySelector('figcaption').textContent = sides[place].label
  }
  turn(mode)
  cut.value = '50'
  move()
  dialog.showModal()
}

function turn(mode) {
  pair.dataset.mode = mode
  dialog.querySelector('.c-compare__cut').hidden = mode !== 'slide'
  for (const button of dialog.querySelectorAll('button[data-mode]')) {
    button.setAttribute('aria-pressed', String(button.dataset.mode === mode))
  }
  if (mode === 'slide') cut.focus()
}

function move() {
  pair.style.setProperty('--cut', `${cut.value}%`)
}

cut.addEventListener('input', move)
dialog.addEventListener('click', ({ target }) => {
  const mode = target.closest('button[data-mode]')
  if (mode) turn(mode.dataset.mode)
})
// A pull over the pictures moves the slider too; the slider itself does the same by keys.
pair.addEventListener('pointermove', (event) => {
  if (pair.dataset.mode !== 'slide' || event.buttons !== 1) return
  const box = pair.getBoundingClientRect()
  cut.value = String(Math.round(((event.clientX - box.left) / box.width) * 100))
  move()
})
