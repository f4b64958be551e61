"""Warnings as files for others."""

from typing import Any

from command.core.times import iso
from incidents.warnings import words
from incidents.warnings.cap import cap12, cncap
from incidents.warnings.cap.message import Message, Reference
from incidents.warnings.lifecycle import Kind
from incidents.warnings.models import PublicWarning, WarningVersion

OTHER = "Other"


def serialize_cap12(warning: PublicWarning, version: WarningVersion) -> bytes:
    """Return one version as CAP 1.2. Raises ``Invalid`` when it cannot be said so."""
    return cap12.write(message_of(warning, version))


def serialize_cncap(warning: PublicWarning, version: WarningVersion) -> bytes:
    """Return one version in the national dialect. Raises ``Invalid`` as above."""
    return cncap.write(message_of(warning, version))


def message_of(warning: PublicWarning, version: WarningVersion) -> Message:
    """Return what a version says, in no dialect; references are the messages before it."""
    kind, carried = warning.event_type, version.carried
    drill = warning.exercise_id is not None
    return Message(
        identifier=version.identifier,
        sender=warning.unit_code,
        sender_name=warning.unit_name,
        sent_at=version.sent_at,
        handling=version.handling,
        kind=version.kind,
        headline=version.headline,
        event_code=warning.event_type_id or str(carried.get("event_code", "")),
        event_text=warning.event_text or (kind.name_zh if kind else ""),
        category=str(carried.get("category") or (kind.cap_category if kind else "") or OTHER),
        level=version.level,
        urgency=version.urgency,
        certainty=version.certainty,
        effective_at=version.effective_at or version.sent_at,
        onset_at=version.onset_at,
        expires_at=version.expires_at,
        matters=version.matters,
        advice=version.advice,
        area_text=version.area_text,
        regions=tuple(version.regions),
        polygons=tuple(tuple((lat, lon) for lat, lon in ring) for ring in version.polygons),
        circles=tuple((lat, lon, metres) for lat, lon, metres in version.circles),
        channels=tuple(version.channels),
        references=_before(warning, version),
        note=version.note or (words.DRILL_NOTE if drill else ""),
        contact=version.contact,
        parameters=tuple((n, v) for n, v in carried.get("parameters", [])),
    )


def sent(warning: PublicWarning) -> list[WarningVersion]:
    """Return the versions that were sent out, in order."""
    return [one for one in warning.versions.all() if one.kind != Kind.EXPIRED]


def names(warning: PublicWarning, version: WarningVersion) -> dict[str, str]:
    """Return the names of a version's files, by dialect."""
    message = message_of(warning, version)
    national = cncap.file_name(message)
    return {"cap": f"{message.identifier}.cap.xml", "cncap": national}


def chain(warning: PublicWarning) -> list[dict[str, Any]]:
    """Return the versions as the interface tells them, oldest first."""
    return [
        {
            "id": str(one.pk),
            "kind": one.kind,
            "handling": one.handling,
            "identifier": one.identifier,
            "level": one.level,
            "headline": one.headline,
            "matters": one.matters,
            "advice": one.advice,
            "sent_at": iso(one.sent_at),
        }
        for one in warning.versions.all()
    ]


def _before(warning: PublicWarning, version: WarningVersion) -> tuple[Reference, ...]:
    if version.kind == Kind.ALERT:
        return ()
    return tuple(
        Reference(one.identifier, warning.unit_code, one.sent_at)
        for one in sent(warning)
        if one.step < version.step
    )
