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
    ("GET", "board-lines", "anonymous", 302),
    ("GET", "board-lines", "observer", 200),
    ("GET", "incident-head", "anonymous", 302),
    ("GET", "incident-head", "commander", 404),
    ("GET", "incident-panel", "commander", 404),
    *(
        row
        for name in ("timeline", "tasks", "forces", "imagery", "plan")
        for row in (
            ("GET", f"incident-{name}", "anonymous", 302),
            ("GET", f"incident-{name}", "commander", 404),
            ("POST", f"incident-{name}", "commander", 405),
        )
    ),
    ("GET", "board-since", "anonymous", 302),
    ("GET", "board-since", "observer", 200),
    ("POST", "board-since", "observer", 204),
    ("GET", "incident-since", "anonymous", 302),
    ("GET", "incident-since", "commander", 404),
    ("POST", "incident-since", "commander", 404),
    ("GET", "entry", "anonymous", 302),
    ("GET", "entry", "commander", 404),
    ("POST", "entry", "commander", 405),
    ("POST", "incident-note", "anonymous", 302),
    ("POST", "incident-note", "commander", 404),
    ("GET", "incident-note", "commander", 405),
    ("GET", "design", "anonymous", 302),
    ("GET", "design", "observer", 200),
    ("GET", "design-screen", "anonymous", 302),
    ("GET", "design-screen", "observer", 200),
]
