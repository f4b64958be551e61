"""Building the archive of an incident: one zip that a stranger can verify."""

import hashlib
import json
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from django.conf import settings
from django.utils import translation

from command.core import journal, media
from command.core.models import Entry, Room
from command.core.times import iso
from incidents.closing import verifier
from incidents.closing.models import Archive
from incidents.closing.papers import papers_of
from incidents.documents import to_pdf
from incidents.imagery.models import Image
from incidents.imagery.selectors.images import with_files
from incidents.models import Incident
from incidents.reports.models import Published
from incidents.selectors import cards, every

FORMAT = "joint-command-archive/1"


@dataclass(frozen=True, slots=True)
class Built:
    """What became of it."""

    sha256: str
    size: int
    entries: int


class _Zip:
    """A zip that keeps the list of what went into it."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self.archive = archive
        self.files: list[dict[str, Any]] = []

    def put(self, path: str, content: bytes, **more: Any) -> None:
        """Add a file and name it in the list."""
        self.archive.writestr(path, content)
        digest = hashlib.sha256(content).hexdigest()
        self.files.append({"path": path, "sha256": digest, "size": len(content), **more})


def build(archive_id: UUID) -> Built:
    """Build the file of an archive, whole or not at all; return its SHA-256 and size.

    Reads only: the doors say before and after what becomes of it.
    """
    archive = Archive.objects.select_related("incident__room", "actor").get(pk=archive_id)
    incident = every().get(pk=archive.incident_id)
    place = archive.path
    place.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=place.parent, prefix=".new-", delete=False) as file:
        new = Path(file.name)
    try:
        with translation.override(archive.language):
            entries = _fill(new, archive, incident)
        new.chmod(0o440)
        new.replace(place)
    except BaseException:
        new.unlink(missing_ok=True)
        raise
    with place.open("rb") as made:
        digest = hashlib.file_digest(made, "sha256").hexdigest()
    return Built(sha256=digest, size=place.stat().st_size, entries=entries)


def _fill(path: Path, archive: Archive, incident: Incident) -> int:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as file:
        into = _Zip(file)
        rooms = [_put_journal(into, room) for room in _rooms(incident)]
        pictures = _put_pictures(into, incident)
        _put_papers(into, archive, incident)
        reports = _put_reports(into, incident)
        into.put("verify.py", Path(verifier.__file__).read_bytes())
        entries: int = sum(room["entries"] for room in rooms)
        manifest = {
            "format": FORMAT,
            "archive": str(archive.pk),
            "made_for": archive.actor.username if archive.actor else "",
            "asked_at": iso(archive.occurred_at),
            "node": settings.NODE_ORIGIN,
            "incident": asdict(cards(every().filter(pk=incident.pk))[0]),
            "rooms": rooms,
            "counts": {"entries": entries, "pictures": len(pictures), "reports": reports},
            "pictures": pictures,
            "files": into.files,
        }
        sealed = json.dumps(manifest, ensure_ascii=False, indent=1, sort_keys=True).encode()
        file.writestr(verifier.MANIFEST, sealed)
        seal = f"{hashlib.sha256(sealed).hexdigest()}  {verifier.MANIFEST}\n"
        file.writestr(verifier.SEAL, seal)
    return entries


def _rooms(incident: Incident) -> list[Room]:
    """Return the rooms of an incident and of those merged into it."""
    merged = Incident.objects.filter(state__merged_into=incident.pk)
    return [incident.room, *(one.room for one in merged.select_related("room"))]


def _put_journal(into: _Zip, room: Room) -> dict[str, Any]:
    path = f"journal/{room.key}.jsonl"
    lines, head, count = [], "", 0
    for entry in _entries(room):
        head, count = bytes(entry.hash).hex(), count + 1
        lines.append(head.encode() + b" " + journal.canonical(entry) + b"\n")
    into.put(path, b"".join(lines))
    return {"key": room.key, "path": path, "entries": count, "head": head}


def _entries(room: Room) -> Iterator[Entry]:
    rows = Entry.objects.filter(room=room, origin=settings.NODE_ORIGIN)
    return rows.order_by("seq").iterator()


def _put_pictures(into: _Zip, incident: Incident) -> list[dict[str, Any]]:
    told = []
    for image in with_files(Image.objects.filter(incident=incident)):
        # The original; the preview where nothing more ever arrived.
        file = image.state.original or image.state.preview
        place = media.path_of(file.sha256) if file else None
        there = place is not None and place.exists()
        path = f"media/{file.sha256}" if file else ""
        if file and place and there and path not in {one["path"] for one in into.files}:
            into.put(path, place.read_bytes(), content_type=file.content_type)
        told.append(
            {
                "id": str(image.pk),
                "sha256": file.sha256 if file else image.claimed_sha256,
                "stage": image.state.stage,
                "taken_at": iso(image.taken_at),
                # Destroyed as personal data, or not arrived at this node.
                "in_archive": there,
            }
        )
    return told


def _put_papers(into: _Zip, archive: Archive, incident: Incident) -> None:
    for name, paper in papers_of(incident, archive.language):
        into.put(f"papers/{name}.pdf", to_pdf(paper))


def _put_reports(into: _Zip, incident: Incident) -> int:
    sent = Published.objects.filter(report__incident=incident).order_by("origin", "seq")
    for one in sent:
        told = {"content": one.content, "previous": one.previous, "sha256": one.sha256}
        path = f"reports/{one.origin}-{one.seq:05}-{one.report_id}.json"
        into.put(path, json.dumps(told, ensure_ascii=False, sort_keys=True).encode())
    return len(sent)
