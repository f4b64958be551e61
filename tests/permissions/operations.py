"""Who may use the endpoints of the phone: whoever is signed in, each for themselves."""

ROWS = [
    ("POST", "field-operations", "anonymous", 401),
    ("POST", "field-operations", "observer", 400),
    ("POST", "field-operations", "team_member", 400),
    ("GET", "field-operations", "team_leader", 405),
    ("GET", "field-state", "anonymous", 401),
    ("GET", "field-state", "observer", 200),
    ("GET", "field-state", "team_member", 200),
    ("POST", "field-state", "team_leader", 405),
    ("PUT", "field-preview", "anonymous", 401),
    ("PUT", "field-preview", "team_member", 415),
    ("GET", "field-preview", "team_leader", 405),
]
