"""Who may use the entrances of messaging and of the roster; a path names nothing real."""

EVERYBODY = ("observer", "commander", "team_leader", "system_admin")

PAGES = ("messages", "messages-thread", "messages-side", "messages-addressed", "roster")
FORMS = ("instruction-new", "call-new", "handover-new")
HIDDEN = ("message", "instruction", "call", "handover", "handover-paper", "incident-messages")
POSTED = (
    "message-read",
    "message-withdraw",
    "message-read-back",
    "roster-start",
    "handover-take",
)
LISTS = (
    "api-messages",
    "api-messages-inbox",
    "api-instructions",
    "api-calls",
    "api-shifts-now",
    "api-handovers",
)
MADE = ("api-messages", "api-instructions", "api-calls", "api-shifts", "api-handovers")
THINGS = ("api-message", "api-instruction", "api-handover")
BARE = ("api-message-read", "api-message-withdraw", "api-shift-start")
FILLED = ("api-message-read-back", "api-instruction-forward", "api-instruction-answer",
          "api-handover-take")  # fmt: skip

ROWS = [
    *(("GET", name, "anonymous", 302) for name in (*PAGES, *FORMS, *HIDDEN, "roster-shift")),
    *(("POST", name, "anonymous", 302) for name in (*POSTED, "messages-send", "roster-copy")),
    *(("GET", name, post, 200) for name in PAGES for post in EVERYBODY),
    *(("GET", name, post, 200) for name in FORMS for post in ("commander", "observer")),
    *(("GET", name, post, 404) for name in HIDDEN for post in ("commander", "observer")),
    *(("POST", name, "commander", 404) for name in POSTED),
    ("GET", "roster-shift", "commander", 400),
    ("POST", "messages-send", "commander", 400),
    ("POST", "messages-send", "observer", 400),
    ("POST", "roster-copy", "commander", 400),
    *(("GET", name, "anonymous", 401) for name in (*LISTS, *THINGS, "api-messages-recipients")),
    *(("GET", name, post, 200) for name in LISTS for post in ("commander", "observer")),
    *(("GET", name, post, 404) for name in THINGS for post in ("commander", "observer")),
    ("GET", "api-messages-recipients", "commander", 400),
    ("GET", "api-shifts", "anonymous", 401),
    ("GET", "api-shifts", "observer", 400),
    *(("POST", name, "anonymous", 401) for name in (*MADE, *BARE, *FILLED)),
    *(("POST", name, post, 400) for name in MADE for post in ("commander", "observer")),
    *(("POST", name, "commander", 404) for name in BARE),
    *(("POST", name, "commander", 400) for name in FILLED),
    ("POST", "api-instruction-close", "anonymous", 401),
    ("POST", "api-instruction-close", "commander", 404),
    ("POST", "api-call-handle", "anonymous", 401),
    ("POST", "api-call-handle", "commander", 404),
]
