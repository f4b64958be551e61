"""Files, to those who may see them."""

from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from command.core import media
from command.core.errors import NotThere
from command.core.models import MediaFile, Person
from command.core.uploads.tasks import knock_for_previews
from command.core.views import ranges

SUFFIXES = {
    "image/jpeg": "jpg",
    "image/png": "png",
    "image/webp": "webp",
    "video/mp4": "mp4",
    "video/webm": "webm",
    "video/quicktime": "mov",
    "audio/mp4": "m4a",
    "audio/webm": "weba",
    "audio/ogg": "ogg",
}


@require_safe
def file(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """Send the original, byte for byte. What is hidden and what is missing look the same.

    With ``?download`` the browser keeps it as a file; its hash comes along.
    """
    kept = _visible(request, sha256)
    tag = f'"{sha256}"'
    response: HttpResponseBase
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponseNotModified()
    else:
        response = _bytes(request, sha256, tag)
        response["Content-Type"] = kept.content_type
        suffix = SUFFIXES.get(kept.content_type, "bin")
        # Only what is known for what it is, is ever shown by the browser itself.
        shown = kept.content_type in SUFFIXES and "download" not in request.GET
        how = "inline" if shown else "attachment"
        response["Content-Disposition"] = f'{how}; filename="{sha256[:16]}.{suffix}"'
        response["Repr-Digest"] = ranges.digest(sha256)
    return _guarded(response, tag)


@require_safe
def preview(request: HttpRequest, sha256: str, size: str) -> HttpResponseBase:
    """Send the small or the large picture made from a file, or of a video its poster.

    Until it has been made an image stands for itself.
    """
    kept = _visible(request, sha256)
    path = media.preview_path(sha256, size)
    tag = f'"{sha256}.{size}"'
    if not path.exists():
        if kept.content_type.startswith("audio/"):
            raise NotThere(_("There is no picture of a sound."))
        knock_for_previews(sha256)
        if kept.content_type.startswith("video/"):
            raise NotThere(_("The picture of this video is being made."))
        return file(request, sha256)
    response: HttpResponseBase
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponseNotModified()
    else:
        response = ranges.send(request, path, tag)
        response["Content-Type"] = "image/webp"
    return _guarded(response, tag)


def _visible(request: HttpRequest, sha256: str) -> MediaFile:
    kept = MediaFile.objects.filter(sha256=sha256).first()
    if kept is None or not media.may_see(cast("Person", request.user), sha256):
        raise NotThere(_("No such thing, or not visible to you."))
    return kept


def _bytes(request: HttpRequest, sha256: str, tag: str) -> HttpResponseBase:
    if settings.MEDIA_ACCEL:
        inner = f"{settings.MEDIA_ACCEL}{sha256[:2]}/{sha256[2:4]}/{sha256}"
        return HttpResponse(headers={"X-Accel-Redirect": inner})
    try:
        return ranges.send(request, media.path_of(sha256), tag)
    except FileNotFoundError:
        raise NotThere(_("This file has not arrived here yet.")) from None


def _guarded(response: HttpResponseBase, tag: str) -> HttpResponseBase:
    response["ETag"] = tag
    # The browser keeps it and asks each time: a share that has ended shows nothing any more.
    response["Cache-Control"] = "private, no-cache"
    response["X-Content-Type-Options"] = "nosniff"
    # Opened by itself it runs nothing and loads nothing, whatever it turns out to be.
    response["Content-Security-Policy"] = "default-src 'none'; media-src 'self'; sandbox"
    return response
