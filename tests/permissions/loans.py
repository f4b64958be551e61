"""Who may use the entrances of loans and of the exchange of resource messages."""

PAGES = ["loans", "loans-panel"]
PAGES_OF_ONE = ["loan", "loan-panel", "loan-sheet", "loan-sheet-paper"]
ACTS = ["loan-act", "loan-sheet-act"]
READ = ["api-loans", "api-loan-balances", "api-loan-sheets"]
READ_ONE = ["api-loan", "api-loan-ledger", "api-request-edxl", "api-offer-edxl"]
WRITE_ONE = ["api-loan-ask", "api-loan-answer", "api-loan-write-off", "api-loan-count"]

ROWS = [
    *(("GET", name, "anonymous", 302) for name in [*PAGES, *PAGES_OF_ONE, "loan-sheet-new"]),
    *(("POST", name, "anonymous", 302) for name in ACTS),
    *(("GET", name, "observer", 200) for name in PAGES),
    *(("GET", name, "system_admin", 404) for name in [*PAGES, "loan-sheet-new"]),
    *(("GET", name, "commander", 404) for name in PAGES_OF_ONE),
    *(("POST", name, "commander", 404) for name in ACTS),
    *(("GET", name, "commander", 405) for name in ACTS),
    ("GET", "loan-sheet-new", "observer", 403),
    *(("GET", name, "anonymous", 401) for name in [*READ, *READ_ONE]),
    *(("GET", name, "observer", 200) for name in READ),
    *(("GET", name, "observer", 404) for name in READ_ONE),
    *(("POST", name, "anonymous", 401) for name in WRITE_ONE),
    *(("POST", name, "commander", 400) for name in WRITE_ONE),
    ("POST", "api-edxl", "anonymous", 401),
    ("POST", "api-edxl", "commander", 415),
]
