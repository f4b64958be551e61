// The live feed. New lines wait behind a button while the reader has scrolled away.

import { on } from './keys.js';
import { language, say } from './words.js';

const KEEP = 200 // lines on the page
const ALARMS = 3 // lines about alarms within ten minutes; what comes after is one line that counts
const LATELY = 600_000 // milliseconds

// First word of a kind → the tab it belongs to, the word on its tag, and its tone.
let tags = {}
let quiet = new Set() // kinds that are not for the feed

const clock = new Intl.DateTimeFormat('en-GB', { timeZone: 'Asia/Shanghai', timeStyle: 'medium' })

// Tells a person of an exercise what the incident's room tells all.
const isACopy = ({ kind, room }) => kind.startsWith('task.') && room.startsWith('exercise.')

function lineOf(frame) {
  const [group, tag, tone] = tags[frame.kind.split('.')[0]] ?? tags[''] ?? ['other', '', '']
  const line = document.createElement('li')
  line.dataset.at = `${frame.room}/${frame.origin}/${frame.seq}`
  line.dataset.group = group
  line.dataset.kind = frame.kind.split('.')[0]
  if (tone) line.dataset.tone = tone
  const time = document.createElement('time')
  time.className = 'num'
  time.dateTime = frame.recorded_at
  time.textContent = clock.format(new Date(frame.recorded_at))
  const mark = document.createElement('i')
  mark.textContent = tag
  const text = document.createElement('span')
  text.textContent = text.title = frame.says?.[language] ?? frame.kind
  line.append(time, mark, text)
  return line
}

const timeOf = (line) => Date.parse(line.querySelector('time').dateTime)

/** `<jc-feed>`: newest first; never moves under the reader. */
class Feed extends HTMLElement {
  #waiting = []
  #group = ''
  #alarms = [] // when the last facts about alarms came
  #folded = null // the line that counts them, and how many it stands for

  connectedCallback() {
    this.box = this.querySelector('[role="log"]')
    this.list = this.box.querySelector('ol')
    this.pill = this.querySelector('[data-new]')
    this.pill.addEventListener('click', () => this.show())
    this.box.addEventListener('scroll', () => this.box.scrollTop < 4 && this.show(), { passive: true })
    for (const tab of this.querySelectorAll('[data-group]')) {
      if (tab.matches('button')) tab.addEventListener('click', () => this.#filter(tab))
    }
    on('.', () => this.show())
  }

  /** Learn what to call each kind of fact. */
  learn(known, left = []) {
    tags = known
    quiet = new Set(left)
  }

  /** Take one frame of the live line; twice the same is once. */
  add(frame) {
    if (quiet.has(frame.kind) || isACopy(frame)) return
    const line = lineOf(frame)
    const at = CSS.escape(line.dataset.at)
    if (this.querySelector(`li[data-at="${at}"]`)) return
    if (this.#waiting.some((other) => other.dataset.at === line.dataset.at)) return
    if (frame.kind.startsWith('alarm.') && this.#fold(line)) return
    this.#waiting.unshift(line)
    if (this.#reading()) this.#count()
    else this.show()
  }

  // A flood of alarms does not wash the rest away: the strip shows them by their cause, the bar
  // the gravest, and the log has every one.
  #fold(line) {
    const at = Date.now()
    this.#alarms = [...this.#alarms.filter((other) => at - other < LATELY), at].slice(-ALARMS - 1)
    if (this.#alarms.length <= ALARMS) {
      this.#folded = null
      return false
    }
    const n = 1 + (this.#folded?.n ?? 0)
    const text = line.querySelector('span')
    text.textContent = text.title = say('alarms_folded', { n })
    line.dataset.folded = String(n)
    const before = this.#folded?.line
    this.#folded = { line, n }
    if (!before) return false
    const waiting = this.#waiting.indexOf(before)
    if (waiting >= 0) this.#waiting[waiting] = line
    else before.replaceWith(line)
    return true
  }

  /** Put what waits on top. */
  show() {
    if (!this.#waiting.length) return
    for (const line of this.#waiting.reverse()) {
      line.dataset.fresh = ''
      this.#insert(line)
    }
    this.#waiting = []
    this.box.scrollTop = 0
    while (this.list.children.length > KEEP) this.list.lastElementChild.remove()
    this.#apply()
    this.#count()
  }

  /** Show the lines of a past moment (their HTML), or the present again with null. */
  lookBack(html) {
    if (html === null) {
      this.past?.replaceWith(this.list)
      this.past = null
    } else {
      if (!this.past) {
        this.past = document.createElement('ol')
        this.list.replaceWith(this.past)
      }
      this.past.innerHTML = html
    }
    this.pill.classList.toggle('vh', html !== null)
  }

  // Rooms tell at their own pace: a line stands where its time belongs.
  #insert(line) {
    const at = timeOf(line)
    const next = [...this.list.children].find((other) => timeOf(other) <= at)
    if (next) next.before(line)
    else this.list.append(line)
  }

  #reading() {
    return this.box.scrollTop > 4 || this.box.matches(':hover') || this.box.contains(document.activeElement)
  }

  #count() {
    const wanted = this.#waiting.filter((line) => !this.#group || line.dataset.group === this.#group)
    this.pill.hidden = wanted.length === 0
    this.pill.querySelector('span').textContent = say('new_items', { n: wanted.length })
  }

  #filter(tab) {
    this.#group = tab.dataset.group
    for (const other of this.querySelectorAll('button[data-group]')) {
      other.setAttribute('aria-pressed', String(other === tab))
    }
    this.#apply()
    this.#count()
  }

  #apply() {
    let shown = 0
    for (const line of this.list.children) {
      line.hidden = Boolean(this.#group) && line.dataset.group !== this.#group
      if (!line.hidden) shown += 1
    }
    this.querySelector('[data-nothing]').hidden = shown > 0
  }
}
customElements.define('jc-feed', Feed)
