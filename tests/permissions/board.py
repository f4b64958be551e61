"""Who may use the entrances of the joint command screen."""

ROWS = [
    ("GET", "cop", "anonymous", 302),
    ("GET", "cop", "commander", 200),
    ("GET", "cop", "observer", 200),
    ("POST", "cop", "commander", 405),
    ("GET", "board-panel", "anonymous", 302),
    ("GET", "board-panel", "observer", 404),
    ("POST", "board-acknowledge", "anonymous", 302),
    ("POST", "board-acknowledge", "commander", 404),
    ("GET", "board-acknowledge", "commander", 405),
    ("POST", "board-decide", "anonymous", 302),
    ("POST", "board-decide", "commander", 400),
    ("GET", "board-decide", "commander", 405),
    ("GET", "incident", "anonymous", 302),
    ("GET", "incident", "commander", 404),
    ("GET", "incident-panel", "anonymous", 302),
    ("GET", "incident-panel", "commander", 404),
    ("GET", "design", "anonymous", 302),
    ("GET", "design", "observer", 200),
    ("GET", "design-screen", "anonymous", 302),
    ("GET", "design-screen", "observer", 200),
]
