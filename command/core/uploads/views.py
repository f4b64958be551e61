"""The entrance of files that arrive in pieces: a tus 1.0.0 server at ``/media/uploads/``.

``intake`` stands before it and brings the bytes in without holding them in memory; without it
(another server, a test) the view reads them itself.
"""

from collections.abc import Callable
from contextlib import closing, suppress
from functools import wraps
from typing import TypedDict, cast
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views import View
from django.views.decorators.cache import never_cache

from command.core import tongues
from command.core.actions import record_refusal
from command.core.entrance import address_of
from command.core.errors import NotPermitted, Refusal, TooLarge
from command.core.models import Person
from command.core.uploads import tus
from command.core.uploads.actions import begin_upload, end_upload, turn_away
from command.core.uploads.models import Upload
from command.core.uploads.pieces import Checksum, Piece
from command.core.uploads.refusals import Ended, Misplaced, OtherVersion
from command.core.uploads.selectors import UploadCard, own

CREATED, NO_CONTENT, UNAUTHENTICATED = 201, 204, 401
SLOT = "jc.intake"  # in the scope of a request whose body the intake brings in
CHUNK = 64 * 1024
RETRY_S = "2"
Handler = Callable[..., HttpResponseBase]


class What(TypedDict):
    """What a file is sent for."""

    purpose: str
    subject: UUID


def answered(view: Handler) -> Handler:
    """Answer in the manner of tus: refusals as JSON, strangers with 401."""

    @wraps(view)
    def inside(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        response: HttpResponseBase
        if not request.user.is_authenticated and request.method != "OPTIONS":
            response = _error("signed_out", _("Sign in again."), UNAUTHENTICATED)
        else:
            try:
                if request.method not in {"OPTIONS", "GET"}:
                    tus.require_version(request)
                response = view(request, *args, **kwargs)
            except Refusal as refusal:
                response = refused(request, refusal)
        response["Tus-Resumable"] = tus.VERSION
        return response

    return inside


def refused(request: HttpRequest, refusal: Refusal) -> HttpResponse:
    """Return a refusal as an answer."""
    if isinstance(refusal, NotPermitted):
        record_refusal(
            actor=_person(request),
            what=f"{request.method} {request.path}"[:200],
            address=address_of(request),
            detail={"message": str(refusal.message), **refusal.detail},
        )
    response = _error(refusal.code, refusal.message, refusal.status, **refusal.detail)
    if refusal.status in {423, 429, 503, 507}:
        response["Retry-After"] = RETRY_S
    if refusal.status == OtherVersion.status:
        response["Tus-Version"] = tus.VERSION
    return response


def _error(code: str, message: str | Promise, status: int, **detail: object) -> HttpResponse:
    body = {"code": code, "message": str(message), **detail}
    # A phone keeps why, in both languages.
    return JsonResponse({"error": body, **tongues.reasons(message)}, status=status)


@method_decorator([login_not_required, never_cache, answered], name="dispatch")
class Uploads(View):
    """``/media/uploads/``: what the server can do, and announcing a file."""

    def options(self, request: HttpRequest) -> HttpResponse:
        """Say what this server can do."""
        return HttpResponse(status=NO_CONTENT, headers=tus.abilities())

    def post(self, request: HttpRequest) -> HttpResponse:
        """Announce a file; with a body, its first piece comes along."""
        given = tus.metadata(request)
        what: What = {"purpose": given.get("purpose", ""), "subject": tus.subject(given)}
        try:
            upload, _new = begin_upload(
                actor=_person(request),
                **what,
                sha256=given.get("sha256", "").lower(),
                length=tus.number(request, "Upload-Length"),
                filename=given.get("filename", ""),
            )
        except TooLarge as refusal:
            with suppress(Refusal):  # somebody who may not send it anyway
                turn_away(actor=_person(request), **what, refusal=refusal)
            raise
        response = HttpResponse(status=CREATED, headers=tus.whereabouts(upload))
        response["Location"] = reverse("upload", kwargs={"upload_id": upload.pk})
        begins = upload.state == Upload.State.RECEIVING and upload.offset == 0
        if request.content_type == tus.PIECE and begins:
            _take(request, upload, response)
        return response


@method_decorator([login_not_required, never_cache, answered], name="dispatch")
class OneUpload(View):
    """``/media/uploads/<id>``: one's own upload."""

    def options(self, request: HttpRequest, upload_id: UUID) -> HttpResponse:
        """Say what this server can do."""
        return HttpResponse(status=NO_CONTENT, headers=tus.abilities())

    def get(self, request: HttpRequest, upload_id: UUID) -> HttpResponse:
        """Say what has become of it."""
        card = UploadCard.of(own(upload_id, _person(request)))
        return JsonResponse(
            {
                "state": card.state,
                "offset": card.offset,
                "length": card.length,
                "sha256": card.sha256,
                "reason": card.reason,
                "reason_en": card.reason_en,
            }
        )

    def head(self, request: HttpRequest, upload_id: UUID) -> HttpResponse:
        """Say how far it is."""
        upload = _alive(upload_id, request)
        response = HttpResponse(headers=tus.whereabouts(upload))
        response["Upload-Length"] = str(upload.length)
        return response

    def patch(self, request: HttpRequest, upload_id: UUID) -> HttpResponse:
        """Take the next piece."""
        tus.require_piece(request)
        offset = tus.number(request, "Upload-Offset")
        upload = _alive(upload_id, request)
        if offset != upload.offset:
            raise _misplaced(upload)
        response = HttpResponse(status=NO_CONTENT, headers=tus.whereabouts(upload))
        if upload.state == Upload.State.RECEIVING:
            _take(request, upload, response)
        return response

    def delete(self, request: HttpRequest, upload_id: UUID) -> HttpResponse:
        """Give it up."""
        end_upload(actor=_person(request), upload_id=upload_id)
        return HttpResponse(status=NO_CONTENT)


def _take(request: HttpRequest, upload: Upload, response: HttpResponse) -> None:
    sent, expected = request.headers.get("Content-Length", ""), upload.offset
    if sent.isdigit() and expected + int(sent) > upload.length:
        raise TooLarge(_("More was sent than was announced."))
    piece = Piece(_person(request), upload, Checksum.of(request.headers.get("Upload-Checksum")))
    slot = getattr(request, "scope", {}).get(SLOT)
    moved = piece.at != expected
    if slot is not None and not moved:
        slot["piece"] = piece  # the intake reads on, and closes it
        return
    with closing(piece):
        if moved:
            raise _misplaced(piece.upload)
        while data := request.read(CHUNK):
            piece.write(data)
            if piece.is_due:
                piece.acknowledge()
        piece.finish()
    for name, value in tus.whereabouts(piece.upload).items():
        response[name] = value


def _alive(upload_id: UUID, request: HttpRequest) -> Upload:
    upload = own(upload_id, _person(request))
    if upload.state == Upload.State.GONE:
        raise Ended(_("This upload has been ended."))
    return upload


def _misplaced(upload: Upload) -> Misplaced:
    return Misplaced(
        _("The piece does not begin where the last one ended."), offset=upload.offset
    )


def _person(request: HttpRequest) -> Person:
    return cast("Person", request.user)
