"""The words of tus 1.0.0: headers in, headers out."""

import base64
import binascii
from uuid import UUID

from django.http import HttpRequest
from django.utils.http import http_date
from django.utils.translation import gettext_lazy as _

from command.core.errors import Invalid, WrongKind
from command.core.uploads import purposes
from command.core.uploads.models import Upload
from command.core.uploads.pieces import ALGORITHMS
from command.core.uploads.refusals import OtherVersion

VERSION = "1.0.0"
PIECE = "application/offset+octet-stream"
MOST = 2**53  # no client counts further
LONGEST_METADATA = 4096


def abilities() -> dict[str, str]:
    """Return what this server can do."""
    return {
        "Tus-Version": VERSION,
        "Tus-Extension": "creation,creation-with-upload,checksum,termination,expiration",
        "Tus-Max-Size": str(purposes.most_bytes()),
        "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
    }


def require_version(request: HttpRequest) -> None:
    """Raise ``OtherVersion`` unless the client speaks tus 1.0.0."""
    if request.headers.get("Tus-Resumable") != VERSION:
        raise OtherVersion(_("This server speaks tus 1.0.0."))


def require_piece(request: HttpRequest) -> None:
    """Raise ``WrongKind`` unless the body is a piece of a file."""
    if request.content_type != PIECE:
        raise WrongKind(_("A piece of a file is sent as bytes."), accepted=[PIECE])


def number(request: HttpRequest, header: str) -> int:
    """Return a header that counts bytes. Raises ``Invalid``."""
    given = request.headers.get(header, "")
    if not (given.isascii() and given.isdigit() and len(given) <= len(str(MOST))):
        raise Invalid(_("This header must be a number."), field=header)
    return int(given)


def metadata(request: HttpRequest) -> dict[str, str]:
    """Return ``Upload-Metadata``. Raises ``Invalid``."""
    header = request.headers.get("Upload-Metadata", "")
    if len(header) > LONGEST_METADATA:
        raise Invalid(_("The description of the file is too long."), field="Upload-Metadata")
    found = {}
    for pair in filter(None, (each.strip() for each in header.split(","))):
        name, _space, encoded = pair.partition(" ")
        try:
            found[name] = base64.b64decode(encoded, validate=True).decode()
        except (binascii.Error, UnicodeDecodeError):
            raise Invalid(_("The description cannot be read."), field=name[:40]) from None
    return found


def subject(given: dict[str, str]) -> UUID:
    """Return what the file is for. Raises ``Invalid``."""
    try:
        return UUID(given.get("subject", ""))
    except ValueError:
        raise Invalid(_("The file must say what it is for."), field="subject") from None


def whereabouts(upload: Upload) -> dict[str, str]:
    """Return how far an upload is, and until when it may go on."""
    said = {"Upload-Offset": str(upload.offset)}
    if upload.state == Upload.State.RECEIVING:
        said["Upload-Expires"] = http_date(upload.expires_at.timestamp())
    return said
