// A new order is announced the moment it is in the inbox, not when the page next asks.

import { Live } from '../command/live.js';

const start = JSON.parse(document.getElementById('room-start').textContent)
const live = new Live(start.url)
window.jc = { live } // for whoever looks from outside: the console, the browser tests
const ask = () => window.htmx.trigger('.f-news', 'refresh')
live.addEventListener('entry', ({ detail }) => detail.kind.startsWith('task.') && ask())
live.addEventListener('caughtup', ask)
for (const { room, since } of start.rooms) live.join(room, since)
live.connect()
