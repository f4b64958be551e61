"""Who may use the entrances of the nearest search, of the tiles and of imports.

``ROWS``: method, URL name, post over the whole region (or ``anonymous``), status. Things
named in a path do not exist, so whoever may enter finds a 404, or a 400 for an empty body.
"""

ROWS = [
    ("GET", "api-nearest", "anonymous", 401),
    ("GET", "api-nearest", "observer", 400),
    ("GET", "api-nearest", "system_admin", 400),
]
