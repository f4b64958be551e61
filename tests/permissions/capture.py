"""Who may ask for the surroundings of an order: only whose hands it lies in."""

ROWS = [
    ("GET", "field-area", "anonymous", 302),
    ("GET", "field-area", "observer", 404),
    ("GET", "field-area", "commander", 404),
    ("GET", "field-area", "team_leader", 404),
    ("POST", "field-area", "team_leader", 405),
]
