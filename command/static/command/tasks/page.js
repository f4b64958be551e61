// A page of tasks: follows everything its reader may see, and keeps its panels true.

import '../sync.js';
import '../deadline.js';
import '../due.js';
import './assign.js';
import { on } from '../keys.js';
import { Live } from '../live.js';
import { carry, refresh, refreshAll, refreshFailed, touch } from '../panels.js';

const start = JSON.parse(document.getElementById('room-start').textContent)
carry('lang', new URLSearchParams(location.search).get('lang'))
on('Escape', () => document.querySelector('[data-back]')?.click())
for (const tab of document.querySelectorAll('[data-tab]')) on(tab.dataset.tab, () => tab.click())

const live = new Live(start.url)
window.jc = { live } // for whoever looks from outside: the console, the browser tests
document.querySelector('jc-sync')?.follow(live)
live.addEventListener('changed', ({ detail }) => touch(detail.ref))
live.addEventListener('status', ({ detail }) => detail.state === 'live' && refreshFailed())
live.addEventListener('evicted', () => refreshAll())
live.addEventListener('reset', () => location.reload())
live.followAll(start.rooms)
live.connect()
document.dispatchEvent(new CustomEvent('jc:live'))
document.addEventListener('jc:decided', () => {
  for (const panel of document.querySelectorAll('[data-panel]')) refresh(panel.dataset.panel)
})
