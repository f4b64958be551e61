"""Who may use the entrances of the intake of readings.

A device has no session: without a key it is a stranger (401), whoever is signed in besides.
"""

ROWS = [
    ("POST", "feed-in", "anonymous", 401),
    ("POST", "feed-in", "commander", 401),
    ("GET", "feed-in", "anonymous", 405),
]
