// A new plan: what was refused takes the focus.

document.querySelector('[data-errsum]')?.focus()
