"""A phone whose button is held, and screens with ears."""

BAR = "jc-calls jc-alarm"
PLACE = {"latitude": 40.503, "longitude": 109.795, "accuracy": 8}
EARS = """
(() => {
  window.beeps = []
  const start = OscillatorNode.prototype.start
  OscillatorNode.prototype.start = function (at) {
    window.beeps.push(this.frequency.value)
    return start.call(this, at)
  }
  window.toasts = []
  new MutationObserver((all) => {
    for (const one of all) window.toasts.push(...[...one.addedNodes].map((n) => n.textContent))
  }).observe(document.getElementById('toasts'), { childList: true })
})()
"""


def until(page, true, patience=30):
    """Ask again and again: the pages forbid the evaluation that waiting inside them needs."""
    for _ in range(patience * 5):
        if page.evaluate(true):
            return
        page.wait_for_timeout(200)
    raise AssertionError(f"never true: {true}")


def listening(seat, username, path="/", language="en"):
    """Open a screen that somebody has touched, so that it may sound; it listens live.

    Its ``beeps`` and its ``toasts`` are kept: both are gone before a slow test looks.
    """
    page = seat(username, language=language, path=path)
    page.evaluate(EARS)
    page.keyboard.press("x")
    until(page, "document.getElementById('calls-start') !== null")
    return page


def phone(seat, username, language="en", place=PLACE, address=None):
    """Open the phone of somebody on the spot, with its place if it may know that."""
    viewport = (390, 844)
    page = seat(username, language, "/sign-in/", viewport, address=address)
    if place:
        page.context.grant_permissions(["geolocation"])
        page.context.set_geolocation(place)
    page.goto("/m0/")
    until(page, "document.documentElement.dataset.feed === 'live'")
    return page


def hold(page, button, seconds):
    """Hold a button down for so long."""
    button.hover()
    page.mouse.down()
    page.wait_for_timeout(seconds * 1000)
    page.mouse.up()


def call(page):
    """Hold the button for help for its two seconds."""
    hold(page, page.locator(".f-tabs .f-sos"), 2.2)
