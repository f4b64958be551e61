"""Handing in a file: it is kept and judged, and nothing else is written."""

from hashlib import sha256
from pathlib import PurePath
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, media
from command.core.doors import door
from command.core.errors import Invalid, NotPermitted
from command.core.models import MediaFile, Person
from command.core.policies import duties_of
from resources.importing import reading
from resources.importing.actions import plan as plans
from resources.importing.actions.sheets import sheet_of
from resources.importing.models import ImportRun, RunStatus
from resources.rights import MAY_REGISTER

SHOWN = 500  # problems kept with a preview
SAMPLE = 100  # lines of it


@door
def receive_import(
    *, actor: Person | None, sheet: str, content: bytes, file_name: str
) -> ImportRun:
    """Keep a file for the register of the acting authority and say what it would do.

    The same file once more, while nobody has confirmed it, is the same import, judged
    anew. Raises ``NotPermitted``, ``TooLarge``, ``WrongKind``, or ``Invalid`` with the field.
    """
    require_keeper(actor)
    kind = sheet_of(sheet)
    table = reading.read(content)
    plan = plans.make(kind(authority.current()), table, actor)
    file = _kept(content, table.content_type)
    there = ImportRun.objects.select_for_update(of=("self",)).filter(
        origin=authority.current(), exercise=authority.exercise(), sheet=sheet, file=file,
        status=RunStatus.PREVIEW, made_by=actor,
    ).first()  # fmt: skip
    run = there or ImportRun(
        sheet=kind.kind.value, file=file, layout=table.layout, made_by=actor
    )
    run.file_name = _name(file_name)
    run.made_at = now()
    run.file_gone_at = None
    judged(run, plan)
    if there is None:
        run.save(force_insert=True)
    else:
        run.save(update_fields=["file_name", "made_at", "file_gone_at", *JUDGED])
    return run


JUDGED = ("counts", "problems", "sample", "digest")


def judged(run: ImportRun, plan: plans.Plan) -> None:
    """Write on a run what a plan found."""
    run.counts = plan.counts()
    run.problems = plan.shown(SHOWN)
    run.sample = sample_of(plan)
    run.digest = plan.digest()


def sample_of(plan: plans.Plan) -> list[dict[str, Any]]:
    """Return the first lines that would be written, without what is personal."""
    columns = {column.key: column for column in plan.sheet.columns}
    found: list[dict[str, Any]] = []
    for line in plan.lines:
        if line.outcome not in {plans.NEW, plans.CHANGED} or len(found) == SAMPLE:
            continue
        if line.outcome == plans.NEW:
            told = {key: ["", value] for key, value in line.values.items() if value}
        else:
            told = {key: list(pair) for key, pair in line.changes.items()}
        cells = [
            [columns[key].zh, columns[key].en, *(_said(columns[key], one) for one in pair)]
            for key, pair in told.items()
            if key in columns
        ]
        name = _called(line, columns)
        found.append(
            {"line": line.number, "outcome": line.outcome, "name": name, "cells": cells}
        )
    return found


def _called(line: plans.Line, columns: dict[str, Any]) -> str:
    for key in ("name", "number", "depot"):
        if key in line.values and not columns[key].personal:
            return str(line.values[key])
    return str(line.values.get("speciality", ""))


def _said(column: Any, value: Any) -> str:
    if column.personal:
        return "…"
    return "" if value in (None, "") else str(column.say(value))[:80]


def require_keeper(actor: Person | None) -> None:
    """Raise ``NotPermitted`` unless ``actor`` keeps some register; lines are judged apart."""
    if actor is None:
        return
    held = duties_of(actor).filter(region__isnull=False, post__in=MAY_REGISTER)
    if not held.exists():
        raise NotPermitted(
            _("Only who keeps a register imports into it."),
            posts=sorted(map(str, MAY_REGISTER)),
        )


def _name(given: str) -> str:
    name = PurePath(given.replace("\\", "/")).name.replace("\x00", "").strip()
    return name[-120:] or "—"


def _kept(content: bytes, content_type: str) -> MediaFile:
    """Keep the bytes by what is in them; the same content is the same row."""
    if not content:
        raise Invalid(_("The file is empty."), field="file")
    digest = sha256(content).hexdigest()
    media.keep(content, digest)
    mine = MediaFile.objects.filter(
        sha256=digest, origin=authority.current(), exercise=authority.exercise()
    )
    there = mine.first()
    if there is not None:
        return there
    file = MediaFile(sha256=digest, size=len(content), content_type=content_type)
    try:
        with transaction.atomic():
            file.save(force_insert=True)
    except IntegrityError:
        return mine.get()
    return file
