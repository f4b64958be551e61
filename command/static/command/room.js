// A page that follows rooms: its panels, and its feed if it has one, follow the one journal.

import './composer.js';
import './feed.js';
import './presence.js';
import './sync.js';
import { on } from './keys.js';
import { Live } from './live.js';
import { carry, refresh, refreshAll, refreshFailed, touch } from './panels.js';
import { watchAway } from './since.js';
import { say } from './words.js';

const start = JSON.parse(document.getElementById('room-start').textContent)
const feed = document.querySelector('jc-feed')
feed?.learn(start.tags, start.quiet)
const news = document.querySelector('[data-news]')
let fresh = 0
carry('lang', new URLSearchParams(location.search).get('lang'))
// Esc leaves what one is in: of several ways back the innermost, which stands last.
const ways = () => [...document.querySelectorAll('a[data-back]')]
on('Escape', () => ways().at(-1)?.click())
for (const outer of ways().slice(0, -1)) outer.querySelector('kbd')?.remove()
for (const tab of document.querySelectorAll('[data-tab]')) on(tab.dataset.tab, () => tab.click())

const live = new Live(start.url)
window.jc = { live } // for whoever looks from outside: the console, the browser tests
document.querySelector('jc-sync').follow(live)
live.addEventListener('entry', ({ detail }) => {
  feed?.add(detail)
  if (!news) return
  fresh += 1
  news.hidden = false
  news.querySelector('span').textContent = say('new_items', { n: fresh })
})
if (news) on('.', () => !news.hidden && news.click())
document.addEventListener('jc:decided', () => refresh('decisions'))
live.addEventListener('changed', ({ detail }) => touch(detail.ref))
live.addEventListener('status', ({ detail }) => detail.state === 'live' && refreshFailed())
live.addEventListener('evicted', () => refreshAll())
live.addEventListener('reset', () => location.reload())
if (start.all) live.followAll(start.rooms)
else for (const { room, since } of start.rooms) live.join(room, since)
live.connect()
document.dispatchEvent(new CustomEvent('jc:live'))
if (document.querySelector('[data-panel="since"]')) watchAway(live, start.rooms[0].room)
