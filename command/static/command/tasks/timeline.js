// The line of time: bars stand where their data says, the line of now moves on by itself.

import '../dispatch/filters.js';
import { everySecond, serverNow } from '../time.js';

const panel = document.querySelector('[data-panel="timeline"]')
const percent = (part) => `${(part * 100).toFixed(3)}%`

function nowPart() {
  const head = panel.querySelector('[data-begins]')
  const [from, to] = [head.dataset.begins, head.dataset.ends].map((at) => Date.parse(at))
  return Math.min(1, Math.max(0, (serverNow() - from) / (to - from)))
}

function put() {
  for (const tick of panel.querySelectorAll('.c-tl__scale [data-from]')) tick.style.left = percent(tick.dataset.from)
  for (const bar of panel.querySelectorAll('.c-tl__bar')) {
    bar.style.left = percent(bar.dataset.from)
    bar.style.width = percent(Math.max(0.004, bar.dataset.to - bar.dataset.from))
  }
  move()
}

function move() {
  const at = nowPart()
  for (const line of panel.querySelectorAll('[data-now-line]')) line.style.left = percent(at)
  for (const over of panel.querySelectorAll('.c-tl__over')) {
    const bar = over.parentElement
    const [start, end] = over.dataset.in.split(' ').map(Number)
    const to = over.dataset.grows === undefined ? end : Math.max(at, Number(over.dataset.from))
    if (over.dataset.grows !== undefined && to > end) bar.style.width = percent(to - start)
    const width = Math.max(end, over.dataset.grows === undefined ? end : to) - start || 0.004
    over.style.left = percent((over.dataset.from - start) / width)
    over.style.width = percent((to - over.dataset.from) / width)
  }
}

document.addEventListener('jc:drawn', put)
everySecond(move)
put()
