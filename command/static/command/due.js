// What is overdue shows itself: a panel that holds a `[data-next-due]` is fetched anew the moment
// that time has passed, whether anything else has been heard or not.

import { refresh } from './panels.js';
import { everySecond, serverNow } from './time.js';

const GRACE = 200 // milliseconds: the server says "late" of what lies before its own now
const asked = new Map() // panel → the deadline it was last asked anew for

everySecond(() => {
  for (const mark of document.querySelectorAll('[data-next-due]')) {
    const due = Date.parse(mark.dataset.nextDue)
    const name = mark.closest('[data-panel]')?.dataset.panel
    if (!name || !due || serverNow() < due + GRACE || asked.get(name) === due) continue
    asked.set(name, due)
    refresh(name)
  }
})
