"""Files that arrive in pieces: how much, how long, and what looks into them."""

import os

MEGABYTE = 1024 * 1024

# Bytes of one request. Originals come in pieces; only their path takes more.
BODY_LIMIT = 32 * MEGABYTE
UPLOAD_LIMITS = {
    "image": int(os.environ.get("JC_UPLOAD_MOST_MB", "300")) * MEGABYTE,
    "voice": 25 * MEGABYTE,
    "attachment": int(os.environ.get("JC_UPLOAD_MOST_MB", "300")) * MEGABYTE,
}
# Of one person: uploads begun and not complete, their bytes, and the bytes of a day.
UPLOAD_OPEN = 60
UPLOAD_OPEN_BYTES = 4096 * MEGABYTE
UPLOAD_DAY_BYTES = 20_480 * MEGABYTE
UPLOAD_FREE_BYTES = 512 * MEGABYTE  # so much of the disk stays free
UPLOAD_HOURS = 72  # after its last piece an upload that is not complete is given up
UPLOAD_REMEMBER_DAYS = 30  # what became of an upload is known so long
UPLOAD_CHECKPOINT = 4 * MEGABYTE  # of one request, after which what has come is safe
UPLOAD_SILENCE_S = 60.0  # a request that sends nothing for so long is ended
UPLOAD_YIELD_S = 2.0  # or for so long, when its sender has come back with another

# The process that opens the files.
SANDBOX_MEMORY = int(os.environ.get("JC_SANDBOX_MEMORY_MB", "1536")) * MEGABYTE
SANDBOX_CPU_S = 40
SANDBOX_WALL_S = 90
SANDBOX_SMALL_S = 15  # of the processor, for what comes in one request
# "no": files are opened also where the kernel does not let the process be locked in.
SANDBOX_STRICT = os.environ.get("JC_SANDBOX_STRICT", "yes") != "no"
FILM_MINUTES = 20
FILM_PIXELS = 34_000_000  # of one frame: 8K

# The address of a clamd ("host:port" or "unix:/path"); empty: nothing is scanned.
SCAN = os.environ.get("JC_SCAN", "")
# What happens while it does not answer: "wait", or "pass" and note that it was not scanned.
SCAN_UNREACHABLE = os.environ.get("JC_SCAN_UNREACHABLE", "wait")
SCAN_TIMEOUT_S = 30.0
