// The terms of an order: the window is asked for only when something is kept for later.

const later = document.querySelector('[data-later]')
const show = () => {
  later.hidden = document.querySelector('[name="when"]:checked')?.value !== 'later'
}
if (later) {
  document.addEventListener('change', show)
  show()
}
// A second click is not a second order; the key of the form says so to the server too.
document.querySelector('[data-send-form]')?.addEventListener('submit', (event) => {
  const button = event.target.querySelector('[type="submit"]')
  if (button.dataset.busy !== undefined) event.preventDefault()
  button.dataset.busy = ''
})
