// The register's forms: steps beside a number, a kind that shows its fields at once, and
// the summary of what is wrong takes the focus.

import { on } from './keys.js';

document.querySelector('[data-errsum]')?.focus()
for (const button of document.querySelectorAll('[data-add]')) {
  const field = document.getElementById(button.dataset.for)
  button.addEventListener('click', () => {
    field.value = Math.max(0, (parseInt(field.value, 10) || 0) + Number(button.dataset.add))
    field.dispatchEvent(new Event('change', { bubbles: true }))
  })
}
for (const choice of document.querySelectorAll('select[data-submit]')) {
  choice.addEventListener('change', () => choice.form.requestSubmit())
}
for (const link of document.querySelectorAll('[data-key]')) {
  on(link.dataset.key, () => link.click())
}
const search = document.querySelector('[data-search]')
if (search) on('/', () => search.focus())
