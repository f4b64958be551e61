"""Files, to those who may see them."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from command.core import media
from command.core.errors import NotThere
from command.core.models import MediaFile, Person

SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/webp": "webp"}


@require_safe
def file(request: HttpRequest, sha256: str) -> HttpResponse:
    """Send the bytes. What one may not see and what is not there look the same."""
    kept = MediaFile.objects.filter(sha256=sha256).first()
    if kept is None or not media.may_see(cast("Person", request.user), sha256):
        raise NotThere(_("No such thing, or not visible to you."))
    tag = f'"{sha256}"'
    response: HttpResponse
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponseNotModified()
    else:
        response = _bytes(sha256)
        response["Content-Type"] = kept.content_type
        suffix = SUFFIXES.get(kept.content_type, "bin")
        response["Content-Disposition"] = f'inline; filename="{sha256[:16]}.{suffix}"'
    response["ETag"] = tag
    # The browser keeps it and asks each time: a share that has ended shows nothing any more.
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    return response


def _bytes(sha256: str) -> HttpResponse:
    if settings.MEDIA_ACCEL:
        inner = f"{settings.MEDIA_ACCEL}{sha256[:2]}/{sha256[2:4]}/{sha256}"
        return HttpResponse(headers={"X-Accel-Redirect": inner})
    try:
        return HttpResponse(media.path_of(sha256).read_bytes())
    except FileNotFoundError:
        raise NotThere(_("This file has not arrived here yet.")) from None
