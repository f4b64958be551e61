"""Who may use the entrance of files in pieces: whoever is signed in, each for oneself.

What a file may be sent for is judged when it is announced. Without the header of the protocol
a client is told so first (412).
"""

ROWS = [
    ("OPTIONS", "uploads", "anonymous", 204),
    ("POST", "uploads", "anonymous", 401),
    ("POST", "uploads", "observer", 412),
    ("GET", "uploads", "commander", 405),
    ("OPTIONS", "upload", "anonymous", 204),
    ("GET", "upload", "anonymous", 401),
    ("HEAD", "upload", "anonymous", 401),
    ("PATCH", "upload", "anonymous", 401),
    ("DELETE", "upload", "anonymous", 401),
    ("GET", "upload", "commander", 404),
    ("PATCH", "upload", "commander", 412),
    ("DELETE", "upload", "commander", 412),
]
