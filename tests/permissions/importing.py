"""Who may use the entrances of the nearest search, of the tiles and of imports.

``ROWS``: method, URL name, post over the whole region (or ``anonymous``), status. Things
named in a path do not exist, so whoever may enter finds a 404, or a 400 for an empty body.
"""

READING = ("api-imports", "imports")
ONE = ("import", "import-state", "import-file")
FILES = ("import-template", "register-export")

ROWS = [
    ("GET", "tile", "anonymous", 302),
    ("GET", "tile", "observer", 404),
    ("GET", "tile", "system_admin", 404),
    ("GET", "api-nearest", "anonymous", 401),
    ("GET", "api-nearest", "observer", 400),
    ("GET", "api-nearest", "system_admin", 400),
    ("GET", "imports", "anonymous", 302),
    ("POST", "imports", "anonymous", 302),
    ("POST", "imports", "observer", 400),
    ("POST", "imports", "resource_officer", 400),
    *(("GET", name, "anonymous", 302) for name in ONE + FILES),
    *(("GET", name, "observer", 404) for name in ONE + FILES),
    *(("GET", name, "system_admin", 404) for name in ONE + FILES),
    ("POST", "import", "anonymous", 302),
    ("POST", "import", "commander", 404),
    *(("GET", name, "observer", 200) for name in READING),
    *(("GET", name, "system_admin", 200) for name in READING),
    ("GET", "api-imports", "anonymous", 401),
    ("POST", "api-imports", "anonymous", 401),
    ("POST", "api-imports", "resource_officer", 415),
    ("GET", "api-import", "anonymous", 401),
    ("GET", "api-import", "observer", 404),
    ("POST", "api-import-confirm", "anonymous", 401),
    ("POST", "api-import-confirm", "resource_officer", 400),
    ("POST", "api-import-undo", "anonymous", 401),
    ("POST", "api-import-undo", "resource_officer", 400),
]
