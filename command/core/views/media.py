"""Files, to those who may see them."""

from pathlib import PurePath
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotModified
from django.http.response import HttpResponseBase
from django.utils.http import content_disposition_header
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from command.core import media
from command.core.errors import NotThere
from command.core.models import MediaFile, Person
from command.core.uploads.tasks import knock_for_previews
from command.core.views import ranges

NAME_LENGTH = 120
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
# Known as well, but only ever saved: a browser that opens them runs what is in them.
SAVED = {"application/pdf": "pdf"}


@require_safe
def file(request: HttpRequest, sha256: str) -> HttpResponseBase:
    """Send the original, byte for byte. What is hidden and what is missing look the same.

    With ``?download`` the browser keeps it as a file, under the name it gives; its hash
    comes along.
    """
    kept = _visible(request, sha256)
    tag = f'"{sha256}"'
    response: HttpResponseBase
    if request.headers.get("If-None-Match") == tag:
        response = HttpResponseNotModified()
    else:
        response = _bytes(request, sha256, tag)
        response["Content-Type"] = kept.content_type
        # Only what is known for what it is, is ever shown by the browser itself.
        shown = kept.content_type in SUFFIXES and "download" not in request.GET
        response["Content-Disposition"] = _named(request, kept, as_attachment=not shown)
        response["Repr-Digest"] = ranges.digest(sha256)
    return _guarded(response, tag)


@require_safe
def preview(request: HttpRequest, sha256: str, size: str) -> HttpResponseBase:
    """Send the small or the large picture made from a file, or of a video its poster.

    Until it has been made the smaller one stands for it, or the image for itself.
    """
    kept = _visible(request, sha256)
    path = media.preview_path(sha256, size)
    if not path.exists():
        knock_for_previews(sha256)
        size, path = "small", media.preview_path(sha256, "small")
    tag = f'"{sha256}.{size}"'
    if not path.exists():
        if kept.content_type.startswith("audio/"):
            raise NotThere(_("There is no picture of a sound."))
        if kept.content_type in SAVED:
            raise NotThere(_("There is no picture of a document."))
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


def _named(request: HttpRequest, kept: MediaFile, *, as_attachment: bool) -> str:
    """Return what the file is called where it is saved: its ending is what it is."""
    suffix = (SUFFIXES | SAVED).get(kept.content_type, "bin")
    asked = PurePath(request.GET.get("download", "").replace("\\", "/")).name
    name = "".join(sign for sign in asked if sign.isprintable()).removesuffix(f".{suffix}")
    name = f"{name[:NAME_LENGTH] or kept.sha256[:16]}.{suffix}"
    return content_disposition_header(as_attachment=as_attachment, filename=name) or ""


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
