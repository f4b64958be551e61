"""Who may use the palette: whoever is signed in, and it finds what they may see."""

ROWS = [
    ("GET", "board-search", "anonymous", 302),
    ("GET", "board-search", "observer", 200),
    ("GET", "board-search", "system_admin", 200),
    ("POST", "board-search", "observer", 405),
]
