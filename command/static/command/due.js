// What is overdue shows itself: a panel that holds a `[data-next-due]` is fetched anew the moment
// that time has passed, whether anything else has been heard or not.

import { refresh } from './panels.js';
import { everySecond, serverNow } from './time.js';

const GRACE = 200 // milliseconds: the server says "late" of what lies before its own now
const asked = new Set() // panel and deadline: each is asked for once

everySecond(() => {
  for (const mark of document.querySelectorAll('[data-next-due]')) {
    const due = Date.parse(mark.dataset.nextDue)
    const name = mark.closest('[data-panel]')?.dataset.panel
    const once = `${name} ${due}`
    if (!name || !due || serverNow() < due + GRACE || asked.has(once)) continue
    asked.add(once)
    refresh(name)
  }
})
