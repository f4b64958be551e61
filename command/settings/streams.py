"""Live pictures: which media servers there are. All empty: none, and nothing is allowed.

How to set them up: command/docs/streams.md.
"""

import os
from urllib.parse import urlsplit


def _origin(url: str) -> str:
    parts = urlsplit(url.replace("{path}", "path"))
    return f"{parts.scheme}://{parts.netloc}" if parts.netloc else ""


# Templates with ``{path}``, as https://media.example:8888/{path}/index.m3u8 and …/{path}/whep.
MEDIAMTX_HLS = os.environ.get("JC_MEDIAMTX_HLS", "")
MEDIAMTX_WHEP = os.environ.get("JC_MEDIAMTX_WHEP", "")
# With a secret, browsers get a pass that MediaMTX asks us about; at least 32 signs.
MEDIAMTX_SECRET = os.environ.get("JC_MEDIAMTX_SECRET", "")
MEDIAMTX_PASS_S = int(os.environ.get("JC_MEDIAMTX_PASS_S", "300"))
# The gateway of a GB/T 28181 platform, and what we show it.
GB28181_URL = os.environ.get("JC_GB28181_URL", "")
GB28181_TOKEN = os.environ.get("JC_GB28181_TOKEN", "")
STREAM_TIMEOUT_S = float(os.environ.get("JC_STREAM_TIMEOUT_S", "3"))
# Origins that browsers may open for live pictures: named here, and those of the templates.
_named = {one.strip().rstrip("/") for one in os.environ.get("JC_STREAM_ORIGINS", "").split(",")}
STREAM_ORIGINS = sorted((_named | {_origin(MEDIAMTX_HLS), _origin(MEDIAMTX_WHEP)}) - {""})
