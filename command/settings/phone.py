"""What of the phone travels together over a thin line."""

# A carrier brings its entries with all that they import.
STATIC_JOINED = {
    "field/app.css": (
        "command/tokens.css",
        "command/elements/sev.css",
        "field/app.css",
        "field/screens.css",
    ),
    "field/forms.css": (
        "field/forms.css",
        "field/help.css",
        "field/outbox.css",
        "field/capture.css",
    ),
    # The screen that is opened first, then the router, which asks the server for the state.
    "field/start.js": ("field/screens/task.js", "field/start.js"),
    "field/acts.js": ("field/acts.js",),
    "field/worker.js": ("field/worker.js",),
}
# In this order they come to the page, whose other modules take from them what they brought; the
# worker is a world of its own.
STATIC_LENDERS = ("field/start.js", "field/acts.js")
