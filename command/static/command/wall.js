// The wall of pictures: one is enlarged with what is said of it; arrows go to the next.

import { tickAges } from './time.js';

const dialog = document.getElementById('shot')
const links = () => [...document.querySelectorAll('a[data-shot]')]
let at = -1

function show(index) {
  const link = links()[index]
  if (!link || !dialog) return
  at = index
  const image = dialog.querySelector('img')
  image.src = link.href
  image.alt = link.querySelector('img').alt
  dialog.querySelector('figcaption').replaceChildren(link.parentElement.querySelector('dl').cloneNode(true))
  dialog.querySelector('[data-original]').href = link.href
  for (const step of dialog.querySelectorAll('[data-step]')) step.disabled = !links()[at + Number(step.dataset.step)]
  tickAges(dialog)
  if (!dialog.open) dialog.showModal()
}

document.addEventListener('click', (event) => {
  const target = event.target instanceof Element ? event.target : null
  const link = target?.closest('a[data-shot]')
  if (link && !event.metaKey && !event.ctrlKey) {
    event.preventDefault()
    show(links().indexOf(link))
  }
  const step = target?.closest('#shot [data-step]')
  if (step) show(at + Number(step.dataset.step))
})
dialog?.addEventListener('keydown', (event) => {
  if (event.key === 'ArrowLeft') show(at - 1)
  if (event.key === 'ArrowRight') show(at + 1)
})
