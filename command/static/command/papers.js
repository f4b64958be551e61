// What is seen while a paper is set: a notice that counts, until the file is here.
//
// The link is followed as ever, so the browser opens or saves the file under its own name. A
// cookie is set before, and the answer, a paper or why there is none, takes it away: by that the
// page knows.

import { say } from './words.js';

const WAITED_FOR = 'jc_paper' // as command/core/entrance.py names it
const PAPER = /[./=](pdf|docx)\/?([?&#]|$)/
const QUICK = 600 // milliseconds: what is here by then needs no notice
const LOOK = 250
const LONG = 10 // seconds, after which it is said that one may go on working
const LONGEST = 430 // seconds: the wait for others and the longest paper

const waits = () => document.cookie.split('; ').some((one) => one.startsWith(`${WAITED_FOR}=`))

let notice = null
let looking = 0

function end() {
  clearInterval(looking)
  notice?.remove()
  notice = null
}

// What is said aloud changes once; the seconds are for the eye.
function build() {
  const box = document.createElement('p')
  box.className = 'c-toast c-toast--wait'
  const said = document.createElement('span')
  said.textContent = say('printing')
  const seconds = document.createElement('b')
  seconds.className = 'num'
  seconds.ariaHidden = 'true'
  const close = document.createElement('button')
  close.type = 'button'
  close.className = 'btn btn--s'
  close.textContent = say('close')
  close.addEventListener('click', end)
  box.append(said, seconds, close)
  document.getElementById('toasts')?.append(box)
  return box
}

function show(begun) {
  const seconds = Math.floor((performance.now() - begun) / 1000)
  if (!waits() || seconds > LONGEST) {
    end()
    return
  }
  if (performance.now() - begun < QUICK) return
  notice ??= build()
  notice.querySelector('b').textContent = `${seconds} s`
  if (seconds === LONG) notice.querySelector('span').textContent = say('printing_long')
}

function wait() {
  end()
  document.cookie = `${WAITED_FOR}=1; path=/; SameSite=Lax; max-age=${LONGEST}`
  const begun = performance.now()
  looking = setInterval(() => show(begun), LOOK)
}

document.addEventListener('click', (event) => {
  const link = event.target.closest?.('a[href]')
  const form = link && !event.defaultPrevented && PAPER.exec(link.href)
  if (!form) return
  if (form[1] === 'pdf') link.target ||= '_blank' // it opens beside this page, not over it
  wait()
})

document.addEventListener('submit', (event) => {
  const form = !event.defaultPrevented && PAPER.exec(event.target.action)
  if (!form) return
  if (form[1] === 'pdf') event.target.target ||= '_blank'
  wait()
})

// Who left and came back by the browser's button waits for nothing.
addEventListener('pagehide', end)
