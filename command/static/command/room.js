// A page that follows rooms: its panels, and its feed if it has one, follow the one journal.

import './feed.js';
import './sync.js';
import { on } from './keys.js';
import { Live } from './live.js';
import { carry, refreshAll, refreshFailed, touch } from './panels.js';

const start = JSON.parse(document.getElementById('room-start').textContent)
const feed = document.querySelector('jc-feed')
feed?.learn(start.tags, start.quiet)
carry('lang', new URLSearchParams(location.search).get('lang'))
on('Escape', () => document.querySelector('[data-back]')?.click())
for (const tab of document.querySelectorAll('[data-tab]')) on(tab.dataset.tab, () => tab.click())

const live = new Live(start.url)
window.jc = { live } // for whoever looks from outside: the console, the browser tests
document.querySelector('jc-sync').follow(live)
live.addEventListener('entry', ({ detail }) => feed?.add(detail))
live.addEventListener('changed', ({ detail }) => touch(detail.ref))
live.addEventListener('status', ({ detail }) => detail.state === 'live' && refreshFailed())
live.addEventListener('evicted', () => refreshAll())
live.addEventListener('reset', () => location.reload())
for (const { room, since } of start.rooms) live.join(room, since)
live.connect()
