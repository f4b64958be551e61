"""Who may go from an alarm to what can be done about it."""

ROWS = [
    ("GET", "alarm-deeds", "anonymous", 302),
    ("GET", "alarm-deeds", "commander", 404),
    ("POST", "alarm-deeds", "commander", 405),
    ("GET", "alarm-log", "anonymous", 302),
    ("GET", "alarm-log", "observer", 200),
    ("POST", "alarm-log", "observer", 405),
]
