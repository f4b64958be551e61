"""A phone in real Chromium: what a test asks of it besides looking and pressing."""

import psycopg

# The page's own modules: those that travelled together are in its register, also without a
# network; an import of the address of another is the same module.
MODULE = """async (name) => {
  const key = `field/lib/${name}.js`
  for (let i = 0; i < 600 && !globalThis.$jc?.['field/lib/outbox.js']; i += 1)
    await new Promise((go) => setTimeout(go, 50))
  if (globalThis.$jc?.[key]) return key
  const known = await (await fetch('/static/staticfiles.json')).json()
  return `/static/${known.paths[key]}`
}"""
READY = """async () => {
  await navigator.serviceWorker.ready
  while (!navigator.serviceWorker.controller) await new Promise((go) => setTimeout(go, 50))
}"""
SAVE = """async ([path, count, text, incident, ago]) => {
  const box = globalThis.$jc?.[path] ?? await import(path)
  const clock = Date.now
  Date.now = () => clock() - ago
  try {
    for (let i = 1; i <= count; i += 1) {
      await box.save('message', { incident_id: incident, text: `${text} ${i}` })
    }
  } finally {
    Date.now = clock
  }
}"""
STATES = """async (path) => {
  const box = globalThis.$jc?.[path] ?? await import(path)
  const of = {}
  for (const item of await box.items()) {
    const state = item.state === 'sending' ? 'waiting' : item.state
    of[state] = (of[state] ?? 0) + 1
  }
  return of
}"""
PATIENT = 40_000  # milliseconds; the machine may be slow


class Handset:
    """A page of the phone's application."""

    def __init__(self, page):
        self.page = page

    def installed(self):
        """Wait until the worker keeps the application on this phone."""
        self.page.evaluate(READY)
        return self

    def module(self, name):
        """Return the name or the address of one of the application's own modules."""
        return self.page.evaluate(MODULE, name)

    def save(self, count, text, incident, *, ago_ms=0):
        """Do ``count`` things; returns when the phone has them on its disk."""
        given = [self.module("outbox"), count, text, incident, ago_ms]
        self.page.evaluate(SAVE, given)

    def states(self):
        """Return how many items stand how; what is on its way waits."""
        return self.page.evaluate(STATES, self.module("outbox"))

    def nudge(self):
        """Say that the network is back, as the browser would."""
        self.page.evaluate("() => dispatchEvent(new Event('online'))")


def asked(live, query, *given):
    """Ask the system's own database."""
    with psycopg.connect(live.environment["DATABASE_URL"]) as database:
        return database.execute(query, given).fetchall()
