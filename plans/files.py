"""What may be attached to a plan, found by looking at the content."""

import io
import zipfile
import zlib
from typing import Final

from django.utils.translation import gettext_lazy as _

from command.core import media
from command.core.errors import Invalid, TooLarge, WrongKind

PDF: Final = "application/pdf"
# As a file's row keeps them, which has no room for the long names of Office.
DOCX: Final = "application/x-docx"
XLSX: Final = "application/x-xlsx"
OFFICE: Final = "application/vnd.openxmlformats-officedocument"
NAMED: Final = {
    DOCX: f"{OFFICE}.wordprocessingml.document",
    XLSX: f"{OFFICE}.spreadsheetml.sheet",
}
# The part by which a package of Office is known.
PACKAGES: Final = {"word/document.xml": DOCX, "xl/workbook.xml": XLSX}
ACCEPTED: Final = (PDF, DOCX, XLSX, "image/jpeg", "image/png", "image/webp")
SUFFIXES: Final = {PDF: "pdf", DOCX: "docx", XLSX: "xlsx"}
MOST_BYTES: Final = 20 * 1024 * 1024
MOST_UNPACKED: Final = 200 * 1024 * 1024


def examine(content: bytes) -> str:
    """Return the content type. Raises ``Invalid``, ``TooLarge`` or ``WrongKind``."""
    if not content:
        raise Invalid(_("The file is empty."), field="file")
    if len(content) > MOST_BYTES:
        raise TooLarge(_("The file is too large."), limit_bytes=MOST_BYTES)
    if content.startswith(b"%PDF-") and b"%%EOF" in content[-2048:]:
        return PDF
    if content.startswith(b"PK\x03\x04"):
        return _package(content)
    try:
        return media.examine(content).content_type
    except WrongKind:
        raise _refused() from None


def _package(content: bytes) -> str:
    """Return what a ZIP of Office holds; its macros are not welcome."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            names = set(package.namelist())
            unpacked = sum(entry.file_size for entry in package.infolist())
            broken = package.testzip() if unpacked <= MOST_UNPACKED else None
    except (
        zipfile.BadZipFile,
        zlib.error,
        ValueError,
        OSError,
        RuntimeError,
        NotImplementedError,
    ):
        raise _refused() from None
    if unpacked > MOST_UNPACKED:
        raise TooLarge(_("The file is too large."), limit_bytes=MOST_UNPACKED)
    found = next((kind for part, kind in PACKAGES.items() if part in names), None)
    if broken or found is None or any(name.endswith("vbaProject.bin") for name in names):
        raise _refused()
    return found


def _refused() -> WrongKind:
    return WrongKind(
        _("This is no whole PDF, Word (.docx) or Excel (.xlsx) file and no picture."),
        accepted=list(ACCEPTED),
    )
