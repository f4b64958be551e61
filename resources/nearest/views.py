"""Tiles for the map."""

import gzip
from hashlib import sha256
from typing import cast

from django.core.cache import cache
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from command.core.errors import NotThere
from command.core.models import Person
from resources.nearest.selectors.tiles import Tile, draw, sight_of_tiles

KEPT = 20  # seconds that a drawn tile serves everybody who sees the same
FAST = 1  # the least effort of gzip: half the size for a tenth of a millisecond
TILE_TYPE = "application/vnd.mapbox-vector-tile"


@require_safe
def tile(request: HttpRequest, layer: str, z: int, x: int, y: int) -> HttpResponse:
    """Send a tile of the facilities or the stocks that one may see; packed, with a tag."""
    person = cast("Person", request.user)
    wanted = Tile(layer, z, x, y, sight_of_tiles(layer, person))
    if not wanted.is_there:
        raise NotThere(_("No such thing, or not visible to you."))
    packed: bytes | None = cache.get(wanted.key)
    if packed is None:
        # The same bytes for the same content: without a time in them.
        packed = gzip.compress(draw(wanted), FAST, mtime=0)
        cache.set(wanted.key, packed, KEPT)
    tag = f'"{sha256(packed).hexdigest()[:32]}"'
    response: HttpResponse
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponseNotModified()
    else:
        is_packed = "gzip" in request.headers.get("Accept-Encoding", "")
        response = HttpResponse(
            packed if is_packed else gzip.decompress(packed), content_type=TILE_TYPE
        )
        if is_packed:
            response["Content-Encoding"] = "gzip"
    response["ETag"] = tag
    response["Vary"] = "Accept-Encoding, Cookie"
    response["Cache-Control"] = f"private, max-age={KEPT}"
    response["X-Content-Type-Options"] = "nosniff"
    return response
