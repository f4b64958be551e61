"""Destroying the personal data of an incident that is over (law, article 85)."""

from collections import defaultdict
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.timezone import now
from django.utils.translation import gettext as _

from command.core import authority, journal, media
from command.core.doors import door
from command.core.errors import BadTransition, Conflict
from command.core.models import Person
from command.core.times import clock
from incidents.actions.judge import said
from incidents.closing.events import PersonalDataPurged
from incidents.closing.models import Purge
from incidents.closing.personal import HOLDINGS, Holding, free_of, held
from incidents.closing.selectors import changed, exception_of
from incidents.lifecycle import ENDED
from incidents.models import IncidentState
from incidents.rights import require_confirming
from incidents.selectors import locked


@door
def purge_personal_data(
    *, actor: Person | None, incident_id: UUID, confirm: int | None, reason: str
) -> Purge:
    """Empty every personal field of an incident, for good; numbers and journal stay.

    A commander of the lead orders it and confirms how many rows it is; the system does it
    when its time has come, without a number. Raises ``NotThere``, ``NotPermitted``,
    ``BadTransition`` while the incident runs, ``Invalid`` without a reason, or ``Conflict``:
    nothing is left, an exception keeps it, or the number is another by now.
    """
    state = locked(incident_id, actor=actor)
    incident = state.incident
    require_confirming(actor, state, to=_("destroy personal data"))
    reason = said("reason", reason)
    _judge(state, confirm, by_hand=actor is not None)

    at, emptied, files = now(), {}, list[str]()
    for name, holding in HOLDINGS.items():
        rows = list(holding.rows(incident.pk).select_for_update(of=("self",)))
        if rows:
            files += holding.files(rows) if holding.files else []
            _empty(holding, rows, at)
            if holding.destroy:
                holding.destroy(rows)
            emptied[name] = len(rows)
    files = free_of(files)
    purge = Purge(
        incident=incident,
        actor=actor,
        occurred_at=at,
        reason=reason,
        emptied=emptied,
        files=len(files),
    )
    purge.save(force_insert=True)
    journal.append(
        PersonalDataPurged(
            incident_id=str(incident.pk), emptied=emptied, files=len(files), reason=reason
        ),
        room=incident.room_id,
        actor=actor,
        changed=changed(incident),
    )
    # What is destroyed on the disk cannot be rolled back: only when all else has held.
    transaction.on_commit(lambda: _destroy(files), robust=True)
    return purge


def _judge(state: IncidentState, confirm: int | None, *, by_hand: bool) -> None:
    if state.status not in ENDED:
        raise BadTransition(
            _("Personal data is destroyed after the incident has ended."),
            status=str(state.status),
        )
    kept = exception_of(state.incident, clock())
    if kept is not None:
        raise Conflict(
            _("An assessed exception keeps it until %(until)s.")
            % {"until": f"{kept.until:%Y-%m-%d}"},
            until=kept.until.isoformat(),
        )
    there = sum(held(state.incident_id).values())
    if not there:
        raise Conflict(_("There is no personal data left to destroy."))
    if by_hand and confirm != there:
        raise Conflict(
            _("You confirmed another number: there are %(count)s records now.")
            % {"count": there},
            count=there,
        )


def _empty(holding: Holding, rows: list[Any], at: Any) -> None:
    """Empty rows, each in the name of the authority that wrote it."""
    owners: dict[str, list[Any]] = defaultdict(list)
    for row in rows:
        owners[row.origin].append(row)
    for owner, mine in owners.items():
        with authority.acting_as(owner):
            for row in mine:
                for field in holding.fields:
                    setattr(row, field, "")
                setattr(row, holding.stamp, at)
                row.save(update_fields=[*holding.fields, holding.stamp])


def _destroy(files: list[str]) -> None:
    for sha256 in files:
        media.destroy(sha256)
