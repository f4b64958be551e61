// The span of time that the charts of a page show: in the address, so that it can be sent on.

import { on } from '../keys.js';

const known = () => [...new Set([...document.querySelectorAll('[data-span]')].filter((one) => one.matches('a')).map(({ dataset }) => dataset.span))]

/** The span that is shown, or empty for the usual one. */
export const spanNow = () => new URLSearchParams(location.search).get('span') ?? ''

/** Show another span in every chart of the page. */
export function show(span) {
  const here = new URL(location.href)
  here.searchParams.set('span', span)
  history.replaceState(null, '', here)
  for (const tab of document.querySelectorAll('a[data-span]')) {
    if (tab.dataset.span === span) tab.setAttribute('aria-current', 'true')
    else tab.removeAttribute('aria-current')
  }
  for (const link of document.querySelectorAll('[data-export]')) {
    const to = new URL(link.href)
    to.searchParams.set('span', span)
    link.href = to
  }
  for (const chart of document.querySelectorAll('jc-chart')) chart.span = span
}

function step(by) {
  const all = known()
  const at = all.indexOf(document.querySelector('a[data-span][aria-current]')?.dataset.span)
  const to = all[Math.max(0, Math.min(all.length - 1, at + by))]
  if (!to) return false
  show(to)
}

on('[', () => step(-1))
on(']', () => step(1))
document.addEventListener('click', (event) => {
  const tab = event.target.closest?.('a[data-span]')
  if (!tab || event.ctrlKey || event.metaKey || event.shiftKey) return
  event.preventDefault()
  show(tab.dataset.span)
})
